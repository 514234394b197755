package com.aluminatiai.app.server;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.loop.SteadyLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.LongSupplier;
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

  /**
   * What differed is the same again only well below that: else the log would tell of it for ever.
   */
  private static final Duration SAME_AGAIN = TOLERANCE.dividedBy(2);

  /** What took longer says too little of the time that was meant. */
  private static final Duration QUICK = Duration.ofMillis(500);

  private static final Duration BETWEEN_COMPARISONS = Duration.ofSeconds(5);
  private static final Duration UNTIL_THERE = Duration.ofMillis(50);

  private final Clock own;
  private final LongSupplier nanoTime;
  private volatile Known known;
  private volatile boolean isCompared;

  /**
   * What the last comparison left. From there on time passes by what no setting of a clock moves:
   * an id that was made minutes ahead would hold all later ones there.
   */
  private record Known(Instant time, long atNanos, boolean isOff) {
    Instant after(long nanos) {
      return time.plusNanos(nanos - atNanos);
    }
  }

  /** Where the other time comes from. */
  interface Other {
    Instant now() throws StorageException;
  }

  SharedClock(Clock own) {
    this(own, System::nanoTime);
  }

  SharedClock(Clock own, LongSupplier nanoTime) {
    this.own = own;
    this.nanoTime = nanoTime;
    this.known = new Known(own.instant(), nanoTime.getAsLong(), false);
  }

  /** Returns whether the clocks were compared: before, this machine's may be hours off. */
  boolean isCompared() {
    return isCompared;
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
  synchronized void compareWith(Other database) throws StorageException {
    long askedNanos = nanoTime.getAsLong();
    Instant told = database.now();
    long nowNanos = nanoTime.getAsLong();
    Duration took = Duration.ofNanos(nowNanos - askedNanos);
    Instant theirs = told.plus(took.dividedBy(2));
    boolean isExplained = isWithin(theirs, known.after(nowNanos), TOLERANCE.plus(took));
    if (took.compareTo(QUICK) <= 0 || !isExplained) {
      learn(theirs, nowNanos);
    }
    isCompared = true;
  }

  private void learn(Instant theirs, long nowNanos) {
    Instant ours = own.instant();
    boolean wasOff = known.isOff();
    boolean isOff = !isWithin(theirs, ours, wasOff ? SAME_AGAIN : TOLERANCE);
    known = new Known(isOff ? theirs : ours, nowNanos, isOff);
    if (isOff != wasOff) {
      tell(!isOff, Duration.between(theirs, ours));
    }
  }

  private static boolean isWithin(Instant one, Instant other, Duration tolerance) {
    return Duration.between(one, other).abs().compareTo(tolerance) <= 0;
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
    return known.after(nanoTime.getAsLong());
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
