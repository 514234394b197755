package com.aluminatiai.app.command;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Computed figures as people see them. */
final class Figures {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);

  private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_UP);

  private static final MathContext TWELVE_DIGITS = new MathContext(12, RoundingMode.HALF_UP);

  private Figures() {}

  /** Rounds half up: two decimals from 1 upwards, four significant digits below. */
  static BigDecimal rounded(double figure) {
    BigDecimal exact = BigDecimal.valueOf(figure);
    BigDecimal rounded =
        Math.abs(figure) >= 1 ? exact.setScale(2, RoundingMode.HALF_UP) : exact.round(FOUR_DIGITS);
    BigDecimal shortest = rounded.stripTrailingZeros();
    return shortest.scale() < 0 ? shortest.setScale(0) : shortest;
  }

  /** Writes a figure as it is, without the noise that binary fractions have in the last digits. */
  static String plain(double figure) {
    return BigDecimal.valueOf(figure).round(TWELVE_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** Writes a figure of which only the size matters: three digits, thousands set apart. */
  static String rough(double figure) {
    BigDecimal rounded = BigDecimal.valueOf(figure).round(THREE_DIGITS);
    return figure >= 1000
        ? String.format(Locale.ROOT, "%,d", rounded.longValue())
        : rounded.stripTrailingZeros().toPlainString();
  }

  static String text(double figure) {
    return rounded(figure).toPlainString();
  }
}
