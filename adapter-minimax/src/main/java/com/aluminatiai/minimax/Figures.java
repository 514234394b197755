package com.aluminatiai.minimax;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Writes figures for the model and for readers, in the same way everywhere. */
final class Figures {
  private static final MathContext SIX_DIGITS = new MathContext(6, RoundingMode.HALF_UP);
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);

  private Figures() {}

  /** Six significant digits: plenty for advice, short to read. */
  static BigDecimal forTheModel(double figure) {
    BigDecimal rounded = new BigDecimal(figure).round(SIX_DIGITS).stripTrailingZeros();
    return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
  }

  /** Two decimals from 1 upwards, four significant digits below, as everywhere in the product. */
  static String forReaders(double figure) {
    BigDecimal exact = BigDecimal.valueOf(figure);
    BigDecimal rounded =
        Math.abs(figure) >= 1 ? exact.setScale(2, RoundingMode.HALF_UP) : exact.round(FOUR_DIGITS);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }
}
