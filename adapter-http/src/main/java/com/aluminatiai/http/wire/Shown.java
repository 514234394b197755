package com.aluminatiai.http.wire;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** How numbers and callers' texts are shown. */
public final class Shown {
  private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
  private static final MathContext FLOATING_POINT = new MathContext(15, RoundingMode.HALF_UP);
  private static final int MOST_DECIMALS = 20;
  private static final int MOST_ECHOED_CHARACTERS = 80;

  /** JSON has no form of what is no finite number. */
  private static final String NONE = "null";

  private static final long MILLION = 1_000_000;

  /** Below it, millionths are counted in a double to the last one. */
  private static final double MOST_COUNTED = 1e9;

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
    if (number >= 1 && number < MOST_COUNTED) {
      double hundredths = number * 100;
      long whole = (long) hundredths;
      double rest = hundredths - whole;
      if (Math.abs(rest - 0.5) > UNCERTAIN) {
        return millionths((rest > 0.5 ? whole + 1 : whole) * (MILLION / 100));
      }
    }
    return roundedExactly(number);
  }

  /** The way for every number: what is shown is what the decimal digits of the number round to. */
  static String roundedExactly(double number) {
    if (!Double.isFinite(number)) {
      return NONE;
    }
    BigDecimal exact = BigDecimal.valueOf(number);
    BigDecimal rounded =
        Math.abs(number) >= 1 ? exact.setScale(2, RoundingMode.HALF_UP) : exact.round(FOUR_DIGITS);
    return plain(rounded);
  }

  /** An assumption as it is: {@code 700}, {@code 1.3}. */
  static String assumption(double number) {
    if (isMillionths(number)) {
      return millionths(Math.round(number * MILLION));
    }
    if (!Double.isFinite(number)) {
      return NONE;
    }
    return number >= LEAST_WITHOUT_EXPONENT && number < MOST_WITHOUT_EXPONENT
        ? Double.toString(number)
        : plain(BigDecimal.valueOf(number));
  }

  /**
   * An assumption that was computed on the way, such as a fraction of a percentage: without the
   * last digits, in which 28.999999999999996 differs from 29.
   */
  static String derived(double number) {
    return isMillionths(number) || !Double.isFinite(number)
        ? assumption(number)
        : plain(BigDecimal.valueOf(number).round(FLOATING_POINT));
  }

  /** An input as it is, always with a decimal point: {@code 70.0}. */
  public static String input(double number) {
    String shown = assumption(number);
    return Double.isFinite(number) && shown.indexOf('.') < 0 && shown.indexOf('E') < 0
        ? shown + ".0"
        : shown;
  }

  /**
   * Whether a number is what a decimal of at most six places is read as. No other decimal of at
   * most 15 digits is read as the same number, so it can be written from the count of its
   * millionths: as most numbers that people state, and without a tenth of what decimal arithmetic
   * costs.
   */
  private static boolean isMillionths(double number) {
    return number >= 0
        && number < MOST_COUNTED
        && Math.round(number * MILLION) / (double) MILLION == number;
  }

  private static String millionths(long count) {
    long fraction = count % MILLION;
    String units = Long.toString(count / MILLION);
    if (fraction == 0) {
      return units;
    }
    // The one in front keeps the zeros behind the point.
    StringBuilder digits = new StringBuilder(units).append(MILLION + fraction);
    digits.setCharAt(units.length(), '.');
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return digits.substring(0, end);
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
  public static String text(String callers) {
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < callers.length() && i < MOST_ECHOED_CHARACTERS; i++) {
      char c = callers.charAt(i);
      clean.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '\uFFFD' : c);
    }
    return callers.length() > MOST_ECHOED_CHARACTERS ? clean + "…" : clean.toString();
  }
}
