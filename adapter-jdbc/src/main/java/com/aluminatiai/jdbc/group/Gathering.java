package com.aluminatiai.jdbc.group;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.loop.SteadyLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does together what is asked for together. One thread takes whatever is waiting, has it done, and
 * begins again. Nobody waits for a group to fill: while one is at work, the next gathers.
 *
 * @param <Q> what is asked for
 * @param <A> what comes of it
 */
final class Gathering<Q, A> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);
  private static final int MOST_AT_ONCE = 256;

  /** What somebody asked for and waits for. */
  record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

  /** Does what is asked for. */
  interface Work<Q, A> {
    /**
     * Answers a group.
     *
     * @return those that cannot be done with the others: they come first in the next group
     */
    List<Waiting<Q, A>> on(List<Waiting<Q, A>> group);
  }

  private final Work<Q, A> work;
  private final BlockingQueue<Waiting<Q, A>> queue = new LinkedBlockingQueue<>();
  private final SteadyLoop loop;

  Gathering(String name, Work<Q, A> work) {
    this.work = work;
    loop =
        new SteadyLoop(
            name,
            Duration.ZERO,
            new Groups(),
            failure -> LOG.error("What was asked for together failed", failure));
  }

  void start() {
    loop.start();
  }

  /** Asks for something and waits until it is done. */
  A ask(Q question) throws StorageException {
    Waiting<Q, A> waiting = new Waiting<>(question, new CompletableFuture<>());
    queue.add(waiting);
    if (!loop.isOpen() && queue.remove(waiting)) {
      throw closed();
    }
    try {
      return waiting.answer().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException outage) {
        throw new StorageException(outage.getMessage(), outage);
      }
      throw new IllegalStateException("the storage failed", e.getCause());
    }
  }

  private static StorageException closed() {
    return new StorageException("the database is closed", null);
  }

  /** One group after the other, with nothing between them. */
  private final class Groups implements SteadyLoop.Step {
    private List<Waiting<Q, A>> group = new ArrayList<>();

    @Override
    public Duration run() throws InterruptedException {
      if (group.isEmpty()) {
        group.add(queue.take());
      }
      queue.drainTo(group, MOST_AT_ONCE - group.size());
      group = workOrFail(group);
      return Duration.ZERO;
    }

    @Override
    public void end() {
      queue.drainTo(group);
      group.forEach(waiting -> waiting.answer().completeExceptionally(closed()));
    }
  }

  /** Whatever goes wrong, everybody who waits is told, and the thread lives on for the others. */
  private List<Waiting<Q, A>> workOrFail(List<Waiting<Q, A>> group) {
    try {
      return new ArrayList<>(work.on(group));
    } catch (RuntimeException | Error e) {
      group.forEach(waiting -> waiting.answer().completeExceptionally(e));
      return new ArrayList<>();
    }
  }

  @Override
  public void close() {
    loop.stop();
  }
}
