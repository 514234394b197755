package com.aluminatiai.estimation;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How well a model does on measured runs.
 *
 * @param runs number of runs
 * @param biasPercent median error in percent: below zero, the model says too little
 * @param mdapePercent median of the absolute errors in percent
 * @param mapePercent mean of the absolute errors in percent
 * @param within20Percent share of runs with an error of 20 % or less, in percent
 * @param inside number of runs inside the model's range
 * @param medianHighOverLow median of the upper bound over the lower
 */
public record Score(
    int runs,
    double biasPercent,
    double mdapePercent,
    double mapePercent,
    double within20Percent,
    int inside,
    double medianHighOverLow) {

  /**
   * What a model said, and what was measured.
   *
   * @param said the model's range
   * @param measured the measured figure in the same unit
   */
  public record Guess(Range said, double measured) {
    double errorPercent() {
      return 100 * (said.best() / measured - 1);
    }
  }

  /**
   * Scores guesses.
   *
   * @param guesses one or more
   * @return the score
   */
  public static Score of(List<Guess> guesses) {
    return new Score(
        guesses.size(),
        median(guesses, Guess::errorPercent),
        median(guesses, guess -> Math.abs(guess.errorPercent())),
        guesses.stream().mapToDouble(guess -> Math.abs(guess.errorPercent())).average().orElse(0),
        100.0
            * guesses.stream().filter(guess -> Math.abs(guess.errorPercent()) <= 20).count()
            / guesses.size(),
        (int) guesses.stream().filter(guess -> guess.said.contains(guess.measured)).count(),
        median(guesses, guess -> guess.said.high() / guess.said.low()));
  }

  static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double median(List<Guess> guesses, ToDoubleFunction<Guess> figure) {
    return median(guesses.stream().mapToDouble(figure).sorted().toArray());
  }
}
