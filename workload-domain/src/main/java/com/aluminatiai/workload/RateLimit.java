package com.aluminatiai.workload;

import java.time.Duration;

/**
 * How many requests are let through. A full bucket holds {@code requests} tokens, one for each
 * request; what was taken comes back evenly, so that an empty bucket is full again after {@code
 * period}.
 *
 * @param requests most at once, 1 or more
 * @param period how long an empty bucket takes to fill
 */
public record RateLimit(int requests, Duration period) {
  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if either is not positive
   */
  public RateLimit {
    if (requests < 1) {
      throw new IllegalArgumentException("requests must be 1 or more: " + requests);
    }
    if (period.isNegative() || period.isZero()) {
      throw new IllegalArgumentException("period must be positive: " + period);
    }
  }

  /**
   * Returns how long one token takes to come back. Whole microseconds, rounded up, are what every
   * storage can hold and never lets more through than the limit says.
   *
   * @return the time, one microsecond or more
   */
  public Duration interval() {
    long periodMicros = Math.max(1, period.toNanos() / 1_000);
    long micros = (periodMicros + requests - 1) / requests;
    return Duration.ofNanos(micros * 1_000);
  }

  /**
   * Returns how long an empty bucket takes to fill.
   *
   * @return the period, or a little more where the interval was rounded
   */
  public Duration span() {
    return interval().multipliedBy(requests);
  }
}
