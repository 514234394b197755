package com.aluminatiai.jdbc.connection;

import com.aluminatiai.workload.StorageException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets a few in at once, so that what is slow cannot take every connection from what is quick.
 * Thread-safe.
 */
public final class Bulkhead {
  /** A part of the pool for each kind of what is slow, and one place where the pool is small. */
  private static final int SHARE = 4;

  /** A request has to be answered within two seconds. */
  private static final Duration MOST_WAIT = Duration.ofSeconds(1);

  private final Semaphore places;
  private final String what;

  private Bulkhead(int places, String what) {
    this.places = new Semaphore(places, true);
    this.what = what;
  }

  /**
   * Returns a bulkhead for a kind of calls.
   *
   * @param connections whose pool it protects
   * @param what the calls, for the log
   */
  public static Bulkhead of(Connections connections, String what) {
    return new Bulkhead(Math.max(1, connections.poolSize() / SHARE), what);
  }

  /** What is done inside. */
  public interface Work<R> {
    /** Does it; what is left of the longest wait is for it to use up. */
    R within(Duration rest) throws StorageException;
  }

  public <R> R call(Work<R> work) throws StorageException {
    long beginNanos = System.nanoTime();
    enter();
    try {
      return work.within(MOST_WAIT.minusNanos(System.nanoTime() - beginNanos));
    } finally {
      places.release();
    }
  }

  private void enter() throws StorageException {
    boolean isIn;
    try {
      isIn = places.tryAcquire(MOST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StorageException.overCapacity("interrupted before " + what, e);
    }
    if (!isIn) {
      throw StorageException.overCapacity("as many " + what + " as may be are under way", null);
    }
  }
}
