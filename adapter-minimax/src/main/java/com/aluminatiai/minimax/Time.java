package com.aluminatiai.minimax;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The passing of time, as an argument: tests of back-off never wait. */
interface Time {
  Instant now();

  /** Nanoseconds that only ever grow, from an arbitrary start. */
  long nanoTime();

  void sleep(Duration pause) throws InterruptedException;

  static Time of(Clock clock) {
    return new Time() {
      @Override
      public Instant now() {
        return clock.instant();
      }

      @Override
      public long nanoTime() {
        return System.nanoTime();
      }

      @Override
      public void sleep(Duration pause) throws InterruptedException {
        Thread.sleep(pause.toMillis());
      }
    };
  }
}
