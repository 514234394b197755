package com.aluminatiai.workload.port;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until it is told to go on. Thread-safe. */
public final class MutableClock extends Clock {
  private volatile Instant now;
  private volatile long passedNanos;

  /**
   * Creates a clock.
   *
   * @param now the time it shows
   */
  public MutableClock(Instant now) {
    this.now = now;
  }

  /**
   * Lets time pass, or sets the clock back.
   *
   * @param time how much passes; negative to set the clock back, while no time passes
   */
  public synchronized void advance(Duration time) {
    now = now.plus(time);
    passedNanos += Math.max(0, time.toNanos());
  }

  /**
   * Returns how much time has passed, which no clock that is set back undoes.
   *
   * @return nanoseconds since some moment
   */
  public long nanoTime() {
    return passedNanos;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("this clock is always UTC");
  }
}
