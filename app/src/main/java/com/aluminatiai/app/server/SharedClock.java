package com.aluminatiai.app.server;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.loop.SteadyLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time that all replicas on one database share: this machine's, and the database's where the
 * two differ by more than a second. Without it, a replica whose clock is minutes ahead finds the
 * others' token buckets full and the others find them empty, takes conversations that others hold,
 * and sorts its workloads before theirs. Thread-safe.
 */
final class SharedClock extends Clock {
  private static final Logger LOG = LoggerFactory.getLogger(SharedClock.class);

  /** What passes for the same time; nothing here needs it closer. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /** A clock that is set meanwhile is wrong for as long. */
  private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(5);

  private static final Duration UNTIL_THERE = Duration.ofMillis(250);

  private final Clock own;
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

  /** Where the other time comes from. */
  interface Other {
    Instant now() throws StorageException;
  }

  SharedClock(Clock own) {
    this.own = own;
  }

  /** Returns the loop that compares the clocks every few seconds, to be started. */
  SteadyLoop comparisonsWith(Other database) {
    return new SteadyLoop(
        "database-clock",
        UNTIL_THERE,
        () -> compareIfThere(database) ? BETWEEN_COMPARISONS : UNTIL_THERE,
        failure -> LOG.error("This machine's clock cannot be compared", failure));
  }

  /** Where the database is away, what was last known of its clock holds. */
  boolean compareIfThere(Other database) {
    try {
      compareWith(database);
      return true;
    } catch (StorageException away) {
      LOG.debug("This machine's clock cannot be compared: {}", away.getMessage());
      return false;
    }
  }

  /** Looks at both clocks; says so when they begin to differ, and when they no longer do. */
  void compareWith(Other database) throws StorageException {
    Instant asked = own.instant();
    Instant theirs = database.now();
    Duration took = Duration.between(asked, own.instant());
    Duration difference = Duration.between(theirs, asked.plus(took.dividedBy(2)));
    // What took long may have been told at its beginning or at its end.
    boolean isSame = difference.abs().compareTo(TOLERANCE.plus(took.abs())) <= 0;
    Duration before = ahead.getAndSet(isSame ? Duration.ZERO : difference);
    if (isSame != before.isZero()) {
      tell(isSame, difference);
    }
  }

  private static void tell(boolean isSame, Duration difference) {
    if (isSame) {
      LOG.info("This machine's clock agrees with the database's again");
    } else {
      LOG.warn(
          "This machine's clock is {} s {} the database's, whose time counts: set it right",
          difference.abs().toSeconds(),
          difference.isNegative() ? "behind" : "ahead of");
    }
  }

  @Override
  public Instant instant() {
    return own.instant().minus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return own.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is always " + getZone());
  }
}
