package com.aluminatiai.jdbc.totals;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.loop.SteadyLoop;
import java.time.Duration;
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
  private final SteadyLoop loop =
      new SteadyLoop(
          "database-totals",
          LEAST_REST,
          this::foldAndRest,
          failure -> LOG.error("Totals cannot be folded", failure));
  private long vacuumedNanos = System.nanoTime();

  public TotalsFolding(Connections connections) {
    this.connections = connections;
  }

  public void start() {
    loop.start();
  }

  private Duration foldAndRest() {
    long beginNanos = System.nanoTime();
    foldIfThere();
    return restAfter(Duration.ofNanos(System.nanoTime() - beginNanos));
  }

  static Duration restAfter(Duration work) {
    Duration rest = work.multipliedBy(REST_PER_WORK);
    if (rest.compareTo(LEAST_REST) < 0) {
      return LEAST_REST;
    }
    return rest.compareTo(MOST_REST) > 0 ? MOST_REST : rest;
  }

  /** Nobody waits for it: what fails now is tried again. */
  private void foldIfThere() {
    try {
      if (connections.problem().isEmpty()) {
        fold();
        vacuumIfLarge();
      }
    } catch (StorageException e) {
      LOG.debug("The database is away: nothing folded", e);
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
    loop.stop();
  }
}
