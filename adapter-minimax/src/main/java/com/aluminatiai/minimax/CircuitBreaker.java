package com.aluminatiai.minimax;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Keeps conversations away from a service that is down. It counts conversations, not calls: five
 * failures in a row open it; after the pause one conversation is let through to try. Thread-safe.
 */
final class CircuitBreaker {
  private static final int MOST_FAILURES_IN_A_ROW = 5;
  private static final Duration PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(15);

  private final Time time;
  private int failuresInARow;
  // By time that passes: a clock that is set back keeps nothing open.
  private OptionalLong openUntilNanos = OptionalLong.empty();
  private boolean isTrying;

  CircuitBreaker(Time time) {
    this.time = time;
  }

  /** Asks to begin a conversation; if true, one of the methods that end it has to follow. */
  synchronized boolean tryEnter() {
    if (openUntilNanos.isEmpty()) {
      return true;
    }
    if (isTrying || time.nanoTime() - openUntilNanos.getAsLong() < 0) {
      return false;
    }
    isTrying = true;
    return true;
  }

  /** Whether conversations are kept away, but for one that tries. */
  synchronized boolean isOpen() {
    return openUntilNanos.isPresent();
  }

  synchronized void succeeded() {
    failuresInARow = 0;
    openUntilNanos = OptionalLong.empty();
    isTrying = false;
  }

  /** A conversation ended for reasons that say nothing of the service. */
  synchronized void undecided() {
    isTrying = false;
  }

  synchronized void failed() {
    failuresInARow++;
    if (isTrying || failuresInARow >= MOST_FAILURES_IN_A_ROW) {
      open(PAUSE);
    }
  }

  /**
   * The account is used up: nothing helps until the time named, which is believed for 15 minutes.
   */
  synchronized void accountIsUsedUp(Optional<Instant> resetsAt) {
    Duration named = resetsAt.map(reset -> Duration.between(time.now(), reset)).orElse(PAUSE);
    Duration atLeast = named.compareTo(PAUSE) < 0 ? PAUSE : named;
    open(atLeast.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : atLeast);
  }

  private void open(Duration pause) {
    openUntilNanos = OptionalLong.of(time.nanoTime() + pause.toNanos());
    isTrying = false;
  }
}
