package com.aluminatiai.estimation.testing;

import com.aluminatiai.estimation.Range;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How well a model does on measured runs.
 *
 * <p>{@link #of} makes one; it grows by accessors. Immutable and thread-safe.
 */
public final class Score {
  private final int runs;
  private final double biasPercent;
  private final double mdapePercent;
  private final double mapePercent;
  private final double within20Percent;
  private final int inside;
  private final double medianHighOverLow;

  Score(
      int runs,
      double biasPercent,
      double mdapePercent,
      double mapePercent,
      double within20Percent,
      int inside,
      double medianHighOverLow) {
    this.runs = runs;
    this.biasPercent = biasPercent;
    this.mdapePercent = mdapePercent;
    this.mapePercent = mapePercent;
    this.within20Percent = within20Percent;
    this.inside = inside;
    this.medianHighOverLow = medianHighOverLow;
  }

  /** {@return number of runs} */
  public int runs() {
    return runs;
  }

  /** {@return median error in percent: below zero, the model says too little} */
  public double biasPercent() {
    return biasPercent;
  }

  /** {@return median of the absolute errors in percent} */
  public double mdapePercent() {
    return mdapePercent;
  }

  /** {@return mean of the absolute errors in percent} */
  public double mapePercent() {
    return mapePercent;
  }

  /** {@return share of runs with an error of 20 % or less, in percent} */
  public double within20Percent() {
    return within20Percent;
  }

  /** {@return number of runs inside the model's range} */
  public int inside() {
    return inside;
  }

  /** {@return median of the upper bound over the lower} */
  public double medianHighOverLow() {
    return medianHighOverLow;
  }

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

  /**
   * Returns the median of sorted figures.
   *
   * @param sorted one or more, in ascending order
   * @return the middle one; the mean of the middle two
   */
  public static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static double median(List<Guess> guesses, ToDoubleFunction<Guess> figure) {
    return median(guesses.stream().mapToDouble(figure).sorted().toArray());
  }

  private List<Object> parts() {
    return List.of(
        runs, biasPercent, mdapePercent, mapePercent, within20Percent, inside, medianHighOverLow);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Score score && parts().equals(score.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "%d runs: median error %.1f %%, %d inside", runs, mdapePercent, inside);
  }
}
