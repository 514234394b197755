package com.aluminatiai.jdbc.group;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.loop.SteadyLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
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

  /** More could not be answered in time. */
  private static final int MOST_QUEUED = 4_096;

  /**
   * An answer has two seconds: who is not taken by then is told so, and nothing is done for him.
   */
  private static final Duration MOST_QUEUE_TIME = Duration.ofMillis(1_500);

  /** What is under way ends by itself: its statements have their own limits. */
  private static final Duration MOST_WORK_TIME = Duration.ofSeconds(30);

  /** What somebody asked for and waits for. Either it is taken or it is withdrawn. */
  record Waiting<Q, A>(Q question, CompletableFuture<A> answer, AtomicBoolean isTaken) {
    Waiting(Q question) {
      this(question, new CompletableFuture<>(), new AtomicBoolean());
    }

    boolean take() {
      return isTaken.compareAndSet(false, true);
    }
  }

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
  private final BlockingQueue<Waiting<Q, A>> queue = new LinkedBlockingQueue<>(MOST_QUEUED);
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

  /**
   * Asks for something and waits until it is done.
   *
   * @throws StorageException what the work says, or if too many wait: then nothing was done
   */
  A ask(Q question) throws StorageException {
    Waiting<Q, A> waiting = new Waiting<>(question);
    if (!queue.offer(waiting)) {
      throw StorageException.overCapacity(MOST_QUEUED + " wait already", null);
    }
    if (!loop.isOpen() && queue.remove(waiting)) {
      throw closed();
    }
    Optional<A> answer = await(waiting, MOST_QUEUE_TIME);
    if (answer.isEmpty() && waiting.take()) {
      queue.remove(waiting);
      throw StorageException.overCapacity("those before it take too long", null);
    }
    if (answer.isEmpty()) {
      answer = await(waiting, MOST_WORK_TIME);
    }
    return answer.orElseThrow(() -> new StorageException("there is no answer", null));
  }

  /** Returns the answer; empty if there is none in time. An interrupt ends nothing. */
  private static <Q, A> Optional<A> await(Waiting<Q, A> waiting, Duration atMost)
      throws StorageException {
    long deadlineNanos = System.nanoTime() + atMost.toNanos();
    boolean isInterrupted = false;
    try {
      while (true) {
        try {
          long restNanos = Math.max(0, deadlineNanos - System.nanoTime());
          return Optional.of(waiting.answer().get(restNanos, TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
          isInterrupted = true;
        }
      }
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageException outage) {
        throw outage.again();
      }
      throw new IllegalStateException("the storage failed", e.getCause());
    } finally {
      if (isInterrupted) {
        Thread.currentThread().interrupt();
      }
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
      List<Waiting<Q, A>> asked = new ArrayList<>();
      if (group.isEmpty()) {
        asked.add(queue.take());
      }
      queue.drainTo(asked, MOST_AT_ONCE - group.size() - asked.size());
      asked.removeIf(waiting -> !waiting.take());
      group.addAll(asked);
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
