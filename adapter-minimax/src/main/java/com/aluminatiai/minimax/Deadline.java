package com.aluminatiai.minimax;

import java.time.Duration;

/** The moment at which a conversation ends, whatever happens. */
final class Deadline {
  private final Time time;
  private final long startNanos;
  private final Duration budget;

  private Deadline(Time time, Duration budget) {
    this.time = time;
    this.startNanos = time.nanoTime();
    this.budget = budget;
  }

  static Deadline in(Duration budget, Time time) {
    return new Deadline(time, budget);
  }

  Duration elapsed() {
    return Duration.ofNanos(time.nanoTime() - startNanos);
  }

  /** What is left; zero or negative once it is over. */
  Duration remaining() {
    return budget.minus(elapsed());
  }
}
