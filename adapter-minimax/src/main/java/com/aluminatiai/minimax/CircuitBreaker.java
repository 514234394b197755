package com.aluminatiai.minimax;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

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
  private Optional<Instant> openUntil = Optional.empty();
  private boolean isTrying;

  CircuitBreaker(Time time) {
    this.time = time;
  }

  /** Asks to begin a conversation; if true, one of the methods that end it has to follow. */
  synchronized boolean tryEnter() {
    if (openUntil.isEmpty()) {
      return true;
    }
    if (isTrying || time.now().isBefore(openUntil.get())) {
      return false;
    }
    isTrying = true;
    return true;
  }

  /** Whether conversations are kept away, but for one that tries. */
  synchronized boolean isOpen() {
    return openUntil.isPresent();
  }

  synchronized void succeeded() {
    failuresInARow = 0;
    openUntil = Optional.empty();
    isTrying = false;
  }

  /** A conversation ended for reasons that say nothing of the service. */
  synchronized void undecided() {
    isTrying = false;
  }

  synchronized void failed() {
    failuresInARow++;
    if (isTrying || failuresInARow >= MOST_FAILURES_IN_A_ROW) {
      open(time.now().plus(PAUSE));
    }
  }

  /**
   * The account is used up: nothing helps until the time named, which is believed for 15 minutes.
   */
  synchronized void accountIsUsedUp(Optional<Instant> resetsAt) {
    Instant now = time.now();
    Instant soonest = now.plus(PAUSE);
    Instant latest = now.plus(LONGEST_PAUSE);
    Instant named = resetsAt.orElse(soonest);
    open(named.isBefore(soonest) ? soonest : named.isAfter(latest) ? latest : named);
  }

  private void open(Instant until) {
    openUntil = Optional.of(until);
    isTrying = false;
  }
}
