package com.aluminatiai.estimation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How figures are shown to people: two decimals from 1 upwards, four significant digits below. */
final class Shown {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
  private static final double MOST_PLAIN = 1e15;
  private static final double LEAST_PLAIN = 1e-9;

  private Shown() {}

  static String figure(double figure) {
    double size = Math.abs(figure);
    if (figure == 0) {
      return "0";
    }
    if (!(size >= LEAST_PLAIN && size < MOST_PLAIN)) {
      return Double.toString(figure);
    }
    BigDecimal exact = BigDecimal.valueOf(figure);
    BigDecimal rounded =
        size >= 1 ? exact.setScale(2, RoundingMode.HALF_UP) : exact.round(FOUR_DIGITS);
    return rounded.stripTrailingZeros().toPlainString();
  }
}
