package com.aluminatiai.http;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers and callers' texts are shown. */
final class Shown {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
  private static final MathContext FLOATING_POINT = new MathContext(15, RoundingMode.HALF_UP);
  private static final int MOST_DECIMALS = 20;
  private static final int MOST_ECHOED_CHARACTERS = 80;

  /** Below it, hundredths are counted in a double with digits to spare. */
  private static final double MOST_HUNDREDTHS_COUNTED = 1e9;

  /** Between these, Java writes a number as people do. */
  private static final double LEAST_WITHOUT_EXPONENT = 1e-3;

  private static final double MOST_WITHOUT_EXPONENT = 1e7;

  /** How near to a half a hundredth may come before its decimal digits have to be looked at. */
  private static final double UNCERTAIN = 1e-3;

  private Shown() {}

  /**
   * A computed result, rounded half up: two decimals from 1 upwards, four significant digits below.
   */
  static String computed(double number) {
    if (number >= 1 && number < MOST_HUNDREDTHS_COUNTED) {
      double hundredths = number * 100;
      long whole = (long) hundredths;
      double rest = hundredths - whole;
      if (Math.abs(rest - 0.5) > UNCERTAIN) {
        return hundredths(rest > 0.5 ? whole + 1 : whole);
      }
    }
    return roundedExactly(number);
  }

  private static String hundredths(long count) {
    long fraction = count % 100;
    String units = Long.toString(count / 100);
    if (fraction == 0) {
      return units;
    }
    String two = fraction < 10 ? "0" + fraction : Long.toString(fraction);
    return units + "." + (fraction % 10 == 0 ? two.substring(0, 1) : two);
  }

  /** The way for every number: what is shown is what the decimal digits of the number round to. */
  static String roundedExactly(double number) {
    BigDecimal exact = BigDecimal.valueOf(number);
    BigDecimal rounded =
        Math.abs(number) >= 1 ? exact.setScale(2, RoundingMode.HALF_UP) : exact.round(FOUR_DIGITS);
    return plain(rounded);
  }

  /** An assumption as it is: {@code 700}, {@code 1.3}. */
  static String assumption(double number) {
    return plain(BigDecimal.valueOf(number));
  }

  /**
   * An assumption that was computed on the way, such as a fraction of a percentage: without the
   * last digits, in which 28.999999999999996 differs from 29.
   */
  static String derived(double number) {
    return plain(BigDecimal.valueOf(number).round(FLOATING_POINT));
  }

  /** An input as it is, always with a decimal point: {@code 70.0}. */
  static String input(double number) {
    if (number >= 0 && number < MOST_HUNDREDTHS_COUNTED) {
      long count = Math.round(number * 100);
      if (count / 100.0 == number) {
        // No other decimal of so few digits is this number.
        return count % 100 == 0 ? count / 100 + ".0" : hundredths(count);
      }
    }
    return number >= LEAST_WITHOUT_EXPONENT && number < MOST_WITHOUT_EXPONENT
        ? Double.toString(number)
        : inputExactly(number);
  }

  /** The way for every number. */
  static String inputExactly(double number) {
    String plain = assumption(number);
    return plain.indexOf('.') < 0 && plain.indexOf('E') < 0 ? plain + ".0" : plain;
  }

  private static String plain(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    return Math.abs(stripped.scale()) <= MOST_DECIMALS
        ? stripped.toPlainString()
        : stripped.toString();
  }

  /** What a caller wrote, short enough and clean enough to be said back. */
  static String text(String callers) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < callers.length() && i < MOST_ECHOED_CHARACTERS; i++) {
      char c = callers.charAt(i);
      clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
    }
    return callers.length() > MOST_ECHOED_CHARACTERS ? clean + "…" : clean.toString();
  }
}
