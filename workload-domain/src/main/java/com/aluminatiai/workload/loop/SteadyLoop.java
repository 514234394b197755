package com.aluminatiai.workload.loop;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes one step after another on a thread of its own, with a rest between two. Whatever a step
 * throws is told of and ends nothing: the next step comes after a rest that doubles with each
 * failure in a row. Thread-safe.
 *
 * <p>A guardian whose thread has ended looks like one that has nothing to do, and nobody misses it
 * before it is needed. So there is one place where such a thread can end.
 */
public final class SteadyLoop implements AutoCloseable {
  static final Duration FIRST_REST_AFTER_FAILURE = Duration.ofMillis(250);
  static final Duration LONGEST_REST_AFTER_FAILURE = Duration.ofSeconds(8);

  /** How long {@link #close} waits for a step that is under way. */
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final Step step;
  private final Failures failures;
  private final Pause pause;
  private final Duration endWithin;
  private final long firstRestNanos;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Thread thread;

  /** What is done again and again. */
  public interface Step {
    /**
     * Does it once. An interrupt means that the loop is about to end.
     *
     * @return how long to rest before the next step
     * @throws Exception whatever goes wrong: there is a next time
     */
    Duration run() throws Exception;

    /** Runs after the last step, on the same thread. */
    default void end() {}
  }

  /** Hears of what a step did not expect. */
  public interface Failures {
    /**
     * Tells of a failure; the loop goes on.
     *
     * @param failure what the step threw
     */
    void tell(Throwable failure);
  }

  /** Rests; tests do not. */
  interface Pause {
    void rest(CountDownLatch stopped, long nanos) throws InterruptedException;
  }

  /**
   * Creates a loop without starting it.
   *
   * @param name the thread's name
   * @param firstRest how long to rest before the first step
   * @param step what is done again and again
   * @param failures hears of what a step did not expect
   */
  public SteadyLoop(String name, Duration firstRest, Step step, Failures failures) {
    this(name, firstRest, step, failures, SteadyLoop::rest, END_WITHIN);
  }

  SteadyLoop(
      String name,
      Duration firstRest,
      Step step,
      Failures failures,
      Pause pause,
      Duration endWithin) {
    this.step = step;
    this.failures = failures;
    this.pause = pause;
    this.endWithin = endWithin;
    this.firstRestNanos = firstRest.toNanos();
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  private static void rest(CountDownLatch stopped, long nanos) throws InterruptedException {
    stopped.await(nanos, TimeUnit.NANOSECONDS);
  }

  /** Starts the thread. To be called once. */
  public void start() {
    thread.start();
  }

  /**
   * Returns whether there will be another step.
   *
   * @return false once the loop was told to stop
   */
  public boolean isOpen() {
    return stopped.getCount() > 0;
  }

  private void run() {
    long usualNanos = firstRestNanos;
    long restNanos = firstRestNanos;
    long afterFailureNanos = FIRST_REST_AFTER_FAILURE.toNanos();
    while (isOpen()) {
      try {
        if (restNanos > 0) {
          Thread.interrupted(); // What a step has left set would be the end of every rest.
          pause.rest(stopped, restNanos);
        }
        if (isOpen()) {
          usualNanos = step.run().toNanos();
          restNanos = usualNanos;
          afterFailureNanos = FIRST_REST_AFTER_FAILURE.toNanos();
        }
      } catch (Throwable failure) {
        // Nothing is allocated here: memory may be what there is none of.
        tellIfOpen(failure);
        restNanos = Math.max(usualNanos, afterFailureNanos);
        afterFailureNanos = Math.min(2 * afterFailureNanos, LONGEST_REST_AFTER_FAILURE.toNanos());
      }
    }
    step.end();
  }

  /** A step that is broken off by the end of the loop has nothing to tell. */
  private void tellIfOpen(Throwable failure) {
    try {
      if (isOpen()) {
        failures.tell(failure);
      }
    } catch (Throwable untold) {
      // There is nobody else to tell, and the next step is worth more than the last one's story.
    }
  }

  /** Lets no further step begin and interrupts one that is under way. Does not wait for its end. */
  public void stop() {
    stopped.countDown();
    thread.interrupt();
  }

  /**
   * Stops, and waits some seconds at most for a step that is under way. A step that calls this on
   * its own loop waits for itself as long: it is to {@link #stop}.
   */
  @Override
  public void close() {
    closeAll(List.of(this));
  }

  /**
   * Stops several, and waits some seconds at most for all of them together. A step of one of them
   * that calls this waits for itself as long.
   *
   * @param loops the loops
   */
  public static void closeAll(List<SteadyLoop> loops) {
    loops.forEach(SteadyLoop::stop);
    long beginNanos = System.nanoTime();
    try {
      for (SteadyLoop loop : loops) {
        long leftNanos = loop.endWithin.toNanos() - (System.nanoTime() - beginNanos);
        TimeUnit.NANOSECONDS.timedJoin(loop.thread, leftNanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
