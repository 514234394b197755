package com.aluminatiai.workload.usecase;

import java.time.Duration;

/**
 * How much agents may do.
 *
 * @param answerWait how long a submission waits for its agent
 * @param timeout how long one whole conversation may take
 * @param maxConcurrency most conversations at once, 1 or more
 * @param limitPerDay most questions to the AI a day and caller, see {@link AgentLimit}; 0 for no
 *     limit
 */
public record AgentPolicy(
    Duration answerWait, Duration timeout, int maxConcurrency, int limitPerDay) {
  /** Most attempts at one conversation: an attempt is repeated only where its process died. */
  public static final int MOST_ATTEMPTS = 3;

  /** How long after its submission a conversation may still be begun. */
  public static final Duration MOST_AGE = Duration.ofHours(1);

  /** What a conversation's lease outlives its timeout by. */
  static final Duration LEASE_MARGIN = Duration.ofSeconds(15);

  /** The contract's defaults. */
  public static final AgentPolicy DEFAULT =
      new AgentPolicy(Duration.ofSeconds(20), Duration.ofSeconds(60), 8, 100);

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public AgentPolicy {
    if (answerWait.isNegative() || timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "answerWait and timeout must be positive: " + answerWait + ", " + timeout);
    }
    if (maxConcurrency < 1 || limitPerDay < 0) {
      throw new IllegalArgumentException(
          "maxConcurrency must be 1 or more, limitPerDay 0 or more: "
              + maxConcurrency
              + ", "
              + limitPerDay);
    }
  }

  /** How long a conversation that a submission begins is its own. */
  Duration firstLease() {
    return answerWait.plus(lease());
  }

  /** How long a conversation that was claimed is its claimer's own. */
  Duration lease() {
    return timeout.plus(LEASE_MARGIN);
  }
}
