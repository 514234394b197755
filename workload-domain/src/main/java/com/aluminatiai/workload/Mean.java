package com.aluminatiai.workload;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalDouble;

/**
 * The mean of values that each held for a time, over the time that has values.
 *
 * @param seconds how long there was a value, 0 or more
 * @param weighted the sum of each value times the seconds that it held
 */
public record Mean(double seconds, double weighted) {
  /** No value. */
  public static final Mean NONE = new Mean(0, 0);

  private static final MathContext SIX_DIGITS = new MathContext(6);

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is negative or not finite
   */
  public Mean {
    Require.within("seconds", seconds, 0, Double.MAX_VALUE);
    Require.within("weighted", weighted, 0, Double.MAX_VALUE);
  }

  Mean with(OptionalDouble number, double heldSeconds) {
    return number.isPresent()
        ? new Mean(seconds + heldSeconds, weighted + number.getAsDouble() * heldSeconds)
        : this;
  }

  /**
   * Returns the mean. People read it: digits that no meter has are left out.
   *
   * @return the mean in six digits; empty if there was no value
   */
  public OptionalDouble value() {
    return seconds > 0
        ? OptionalDouble.of(new BigDecimal(weighted / seconds).round(SIX_DIGITS).doubleValue())
        : OptionalDouble.empty();
  }
}
