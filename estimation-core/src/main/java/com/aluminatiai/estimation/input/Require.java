package com.aluminatiai.estimation.input;

/** Range checks whose message names field, rule and value. Written so that NaN fails. */
public final class Require {
  private Require() {}

  public static double within(String field, double number, double least, double most) {
    if (!(number >= least && number <= most)) {
      throw new IllegalArgumentException(
          field + " must be within " + plain(least) + ".." + plain(most) + ": " + number);
    }
    return number;
  }

  public static double moreThanZero(String field, double number, double most) {
    if (!(number > 0 && number <= most)) {
      throw new IllegalArgumentException(
          field + " must be more than 0 and at most " + plain(most) + ": " + number);
    }
    return number;
  }

  /** Refuses a figure that a builder was not given. */
  public static double given(String field, double number) {
    if (Double.isNaN(number)) {
      throw new IllegalStateException(field + " was not set");
    }
    return number;
  }

  private static String plain(double bound) {
    return bound == Math.rint(bound) && bound < 1e15
        ? Long.toString((long) bound)
        : Double.toString(bound);
  }
}
