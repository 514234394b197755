package com.aluminatiai.estimation;

import java.util.Collection;
import java.util.Objects;

/**
 * A figure with its bounds: {@code low <= best <= high}, all finite and not negative. The unit is
 * the one that the name of the field or method says which carries it.
 *
 * @param low the lower bound
 * @param best the best figure
 * @param high the upper bound
 */
public record Range(double low, double best, double high) {
  /**
   * Checks the order of the bounds.
   *
   * @throws IllegalArgumentException if a bound is negative, not finite, or out of order
   */
  public Range {
    if (!(low >= 0 && low <= best && best <= high && high <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "range must be finite, not negative and ordered low <= best <= high: "
              + low
              + ", "
              + best
              + ", "
              + high);
    }
  }

  /**
   * Returns a range that is one point.
   *
   * @param figure the figure; finite, not negative
   * @return the range from {@code figure} to {@code figure}
   */
  public static Range exactly(double figure) {
    return new Range(figure, figure, figure);
  }

  /** Returns one readable line: the best figure, and the bounds where they are others. */
  @Override
  public String toString() {
    String shown = Shown.figure(best);
    return low == high
        ? shown
        : shown + " (" + Shown.figure(low) + " to " + Shown.figure(high) + ")";
  }

  /**
   * Returns whether {@code figure} lies within the bounds, both included.
   *
   * @param figure any number
   * @return true if {@code low <= figure <= high}
   */
  public boolean contains(double figure) {
    return figure >= low && figure <= high;
  }

  /**
   * Returns this range with every bound multiplied.
   *
   * @param factor finite, not negative
   * @return the scaled range
   */
  public Range times(double factor) {
    return new Range(low * factor, best * factor, high * factor);
  }

  /**
   * Returns the sum of two figures of one unit.
   *
   * <p>Whether errors go together decides how far the sum may be off; what two ranges have in
   * common, only the caller knows:
   *
   * <ul>
   *   <li>{@link Errors#TOGETHER}: the lower bounds add up, and so do the upper ones. Estimates of
   *       one model have most of their errors in common: its factors, the site's PUE, the grid.
   *       When in doubt, take this: it is never too narrow.
   *   <li>{@link Errors#INDEPENDENT}: the distances from the best figures to the bounds are added
   *       in quadrature, the square root of the sum of their squares: one figure too high makes up
   *       for another too low. Never wider than together. Meters of two machines are independent.
   * </ul>
   *
   * @param other the other figure
   * @param errors whether errors go together
   * @return the sum
   * @throws IllegalArgumentException if the sum is more than a double holds
   */
  public Range plus(Range other, Errors errors) {
    double sum = best + other.best;
    return switch (errors) {
      case TOGETHER -> new Range(low + other.low, sum, high + other.high);
      case INDEPENDENT ->
          new Range(
              Math.max(low + other.low, sum - Math.hypot(best - low, other.best - other.low)),
              sum,
              Math.min(high + other.high, sum + Math.hypot(high - best, other.high - other.best)));
    };
  }

  /**
   * Returns the sum of many figures of one unit, as {@link #plus} adds two.
   *
   * @param ranges the figures
   * @param errors whether the errors of all go together, or of no two
   * @return the sum; 0 of none
   * @throws IllegalArgumentException if the sum is more than a double holds
   */
  public static Range sum(Collection<Range> ranges, Errors errors) {
    Objects.requireNonNull(errors, "errors");
    Range sum = exactly(0);
    for (Range range : ranges) {
      sum = sum.plus(range, errors);
    }
    return sum;
  }

  /**
   * Returns the product of a figure and a factor that has a range as well: kWh and USD per kWh.
   *
   * <p>Where errors go together, bounds are multiplied with bounds. Where they are independent, it
   * is ratios that are combined, in quadrature of their logarithms, as the calibrated model does;
   * of a best figure of 0 nothing but the upper bounds is known.
   *
   * @param factor the factor
   * @param errors whether errors go together
   * @return the product
   * @throws IllegalArgumentException if the product is more than a double holds
   */
  public Range times(Range factor, Errors errors) {
    return switch (errors) {
      case TOGETHER -> new Range(low * factor.low, best * factor.best, high * factor.high);
      case INDEPENDENT -> Effects.product(this, factor);
    };
  }

  /** Whether the errors of two figures have a common cause. */
  public enum Errors {
    /** When one is too high, so is the other. */
    TOGETHER,
    /** That one is too high says nothing of the other. */
    INDEPENDENT
  }
}
