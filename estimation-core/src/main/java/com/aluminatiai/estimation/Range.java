package com.aluminatiai.estimation;

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
}
