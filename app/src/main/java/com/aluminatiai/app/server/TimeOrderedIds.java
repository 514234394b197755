package com.aluminatiai.app.server;

import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes UUIDs of version 7 (RFC 9562): milliseconds first, then a counter, then random bits. Those
 * of one process sort strictly by the order they are made in, also when the clock is set back.
 * Thread-safe if the random source is.
 */
final class TimeOrderedIds implements Supplier<UUID> {
  private static final int COUNTER_BITS = 12;
  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  private final Clock clock;
  private final RandomGenerator random;
  // Milliseconds and, in the low bits, the counter: an overflowing counter borrows from the future.
  private final AtomicLong last = new AtomicLong();

  TimeOrderedIds(Clock clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  @Override
  public UUID get() {
    long now = clock.millis() << COUNTER_BITS;
    long tick = last.updateAndGet(before -> Math.max(before + 1, now));
    long millis = tick >>> COUNTER_BITS;
    long counter = tick & ((1L << COUNTER_BITS) - 1);
    return new UUID(millis << 16 | VERSION_7 | counter, random.nextLong() >>> 2 | VARIANT);
  }
}
