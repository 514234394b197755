package com.aluminatiai.jdbc.totals;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.workload.StorageException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds changes into the totals, so that few are left to be summed when somebody asks. Sums are
 * right without it; they would only get slower. Among replicas, whoever comes first does it.
 */
public final class TotalsFolding implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TotalsFolding.class);

  /** More at once are fewer additions a change, as long as they fit into the server's memory. */
  private static final int MOST_AT_ONCE = 500_000;

  /** A log that is larger than this costs a summary more than its totals do. */
  private static final String IS_LARGE = "SELECT pg_relation_size('workload_deltas') > 1000000";

  private static final Duration BETWEEN_VACUUMS = Duration.ofSeconds(5);
  private static final Duration LEAST_REST = Duration.ofSeconds(1);
  private static final Duration MOST_REST = Duration.ofSeconds(20);

  /** An import keeps the processors: what it leaves behind is folded in large parts. */
  private static final int REST_PER_WORK = 9;

  private final Connections connections;
  private final Thread thread = new Thread(this::foldOn, "database-totals");
  private final CountDownLatch closed = new CountDownLatch(1);
  private long vacuumedNanos = System.nanoTime();

  public TotalsFolding(Connections connections) {
    this.connections = connections;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void foldOn() {
    try {
      Duration rest = LEAST_REST;
      while (!closed.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
        long beginNanos = System.nanoTime();
        foldQuietly();
        rest = restAfter(Duration.ofNanos(System.nanoTime() - beginNanos));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Duration restAfter(Duration work) {
    Duration rest = work.multipliedBy(REST_PER_WORK);
    if (rest.compareTo(LEAST_REST) < 0) {
      return LEAST_REST;
    }
    return rest.compareTo(MOST_REST) > 0 ? MOST_REST : rest;
  }

  /** Nobody waits for it: what fails now is tried again. */
  private void foldQuietly() {
    try {
      if (connections.problem().isEmpty()) {
        fold();
        vacuumIfLarge();
      }
    } catch (StorageException e) {
      LOG.debug("The database is away: nothing folded", e);
    } catch (RuntimeException e) {
      if (closed.getCount() == 0) {
        return;
      }
      LOG.error("Totals cannot be folded", e);
    }
  }

  /** Returns the number of changes that were folded. */
  public int fold() throws StorageException {
    return connections.call(
        Connections.LONG,
        handle ->
            handle
                .createQuery("SELECT fold_workload_deltas(:most)")
                .bind("most", MOST_AT_ONCE)
                .mapTo(Integer.class)
                .one());
  }

  /**
   * The log is read as a whole, and what was folded leaves room behind until it is vacuumed. A row
   * in its last page keeps it as long as it is: then the next time does it.
   */
  private void vacuumIfLarge() throws StorageException {
    if (System.nanoTime() - vacuumedNanos < BETWEEN_VACUUMS.toNanos()) {
      return;
    }
    connections.call(
        Connections.LONG,
        handle -> {
          if (handle.createQuery(IS_LARGE).mapTo(Boolean.class).one()) {
            handle.execute("VACUUM (SKIP_LOCKED) workload_deltas");
            vacuumedNanos = System.nanoTime();
          }
          return true;
        });
  }

  @Override
  public void close() {
    closed.countDown();
    thread.interrupt();
  }
}
