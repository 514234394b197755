package com.aluminatiai.workload.usecase;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A call into somebody else's code that may hang or fail. */
public final class Deadline {
  private Deadline() {}

  /**
   * Makes the call on a thread of its own and interrupts that thread when the time is up or the
   * caller is interrupted, who keeps the interrupt flag.
   *
   * @param ended runs when the call has really ended, which may be long after this method has
   * @return the call's result; empty if it failed, gave null or was late
   */
  public static <T> Optional<T> call(Duration limit, Runnable ended, Callable<Optional<T>> call) {
    FutureTask<Optional<T>> task = new FutureTask<>(call);
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
              } finally {
                ended.run();
              }
            },
            "slot-filler");
    thread.setDaemon(true);
    thread.start();
    try {
      Optional<T> result = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return result == null ? Optional.empty() : result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      // Degrades on purpose: there is always the template.
      return Optional.empty();
    } finally {
      // Does nothing to a call that has ended.
      task.cancel(true);
    }
  }
}
