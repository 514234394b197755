package com.aluminatiai.workload;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What an agent said beside the inputs it chose.
 *
 * @param optimizations advice in the model's words, cleaned; at most 10 of 300 characters
 * @param confidence the model's own confidence, 0 to 1; never computed with
 * @param reasoningTrace what its tools were asked and answered, in our words
 */
public record AgentInsights(
    List<String> optimizations, OptionalDouble confidence, List<String> reasoningTrace) {
  /** Most pieces of advice. */
  public static final int MOST_OPTIMIZATIONS = 10;

  /** Most characters of a piece of advice. */
  public static final int MOST_OPTIMIZATION_CHARACTERS = 300;

  /**
   * Checks bounds and copies the lists.
   *
   * @throws IllegalArgumentException if there are too many or too long texts, or the confidence is
   *     out of range
   */
  public AgentInsights {
    optimizations = List.copyOf(optimizations);
    reasoningTrace = List.copyOf(reasoningTrace);
    Require.within("optimizations", optimizations.size(), 0, MOST_OPTIMIZATIONS);
    for (String advice : optimizations) {
      Require.text("optimizations", advice, MOST_OPTIMIZATION_CHARACTERS);
    }
    confidence.ifPresent(share -> Require.within("confidence", share, 0, 1));
  }
}
