package com.aluminatiai.app.server;

import com.aluminatiai.workload.Stamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562): milliseconds first, then the quarters of a microsecond, then
 * random bits. Those of one process sort strictly by the order they are made in, and so do the
 * times in them: when the clock is set back, both go on from where they were until it has caught
 * up. Thread-safe if the random source is.
 */
final class TimeOrderedIds implements Supplier<UUID> {
  private static final int QUARTERS_PER_MICRO = 4;
  private static final int QUARTERS_PER_MILLI = 1_000 * QUARTERS_PER_MICRO;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Clock clock;
  private final RandomGenerator random;
  // Since 1970, in quarters of a microsecond: more ids than that borrow from the future.
  private final AtomicLong last = new AtomicLong();

  TimeOrderedIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public UUID get() {
    return id(next());
  }

  /** Returns an id with the time that is in it. */
  Stamp stamp() {
    long quarters = next();
    return new Stamp(
        id(quarters), Instant.EPOCH.plus(quarters / QUARTERS_PER_MICRO, ChronoUnit.MICROS));
  }

  private long next() {
    long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()) * QUARTERS_PER_MICRO;
    return last.updateAndGet(before -> Math.max(before + 1, now));
  }

  private UUID id(long quarters) {
    long millis = quarters / QUARTERS_PER_MILLI;
    long within = quarters % QUARTERS_PER_MILLI;
    return new UUID(millis << 16 | VERSION_7 | within, random.nextLong() >>> 2 | VARIANT);
  }
}
