package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;

/**
 * One assumption of an energy model and what it does to the energy.
 *
 * <p>Made by this library; it grows by accessors. Immutable and thread-safe.
 */
public final class ExplainedAssumption {
  private final String name;
  private final double value;
  private final String unit;
  private final String source;
  private final double low;
  private final double high;
  private final double effectLowPercent;
  private final double effectHighPercent;

  ExplainedAssumption(
      String name,
      double value,
      String unit,
      String source,
      double low,
      double high,
      double effectLowPercent,
      double effectHighPercent) {
    this.name = Objects.requireNonNull(name, "name");
    this.value = value;
    this.unit = Objects.requireNonNull(unit, "unit");
    this.source = Objects.requireNonNull(source, "source");
    this.low = low;
    this.high = high;
    this.effectLowPercent = effectLowPercent;
    this.effectHighPercent = effectHighPercent;
  }

  /** {@return the assumption's name as in JSON, {@code idle_fraction} for instance} */
  public String name() {
    return name;
  }

  /** {@return the value used} */
  public double value() {
    return value;
  }

  /** {@return its unit; {@code 1} for a plain ratio} */
  public String unit() {
    return unit;
  }

  /** {@return where it is from} */
  public String source() {
    return source;
  }

  /** {@return the lower end of its band} */
  public double low() {
    return low;
  }

  /** {@return the upper end of its band} */
  public double high() {
    return high;
  }

  /**
   * {@return by how many percent the energy moves when the assumption goes to {@code low}; 0 or
   * negative}
   */
  public double effectLowPercent() {
    return effectLowPercent;
  }

  /**
   * {@return by how many percent the energy moves when the assumption goes to {@code high}; 0 or
   * positive}
   */
  public double effectHighPercent() {
    return effectHighPercent;
  }

  /**
   * Returns an assumption that does nothing to the energy, for a model of your own.
   *
   * @param name the assumption's name, {@code idle_fraction} for instance
   * @param unit its unit; {@code 1} for a plain ratio
   * @param band the value used, with its band
   * @param source where it is from
   * @return one row
   */
  public static ExplainedAssumption of(String name, String unit, Range band, String source) {
    return new ExplainedAssumption(name, band.best(), unit, source, band.low(), band.high(), 0, 0);
  }

  /**
   * Returns this row with what the assumption does to the energy.
   *
   * @param atLow by how many percent the energy moves when the assumption goes to {@code low}
   * @param atHigh by how many percent the energy moves when the assumption goes to {@code high}
   * @return a copy
   */
  public ExplainedAssumption withEffectPercent(double atLow, double atHigh) {
    return new ExplainedAssumption(name, value, unit, source, low, high, atLow, atHigh);
  }

  /**
   * Returns this row with another word for where the assumption is from.
   *
   * @param other where it is from
   * @return a copy
   */
  public ExplainedAssumption withSource(String other) {
    return new ExplainedAssumption(
        name, value, unit, other, low, high, effectLowPercent, effectHighPercent);
  }

  private List<Object> parts() {
    return List.of(name, value, unit, source, low, high, effectLowPercent, effectHighPercent);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ExplainedAssumption explainedAssumption
        && parts().equals(explainedAssumption.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return name
        + " "
        + Shown.figure(value)
        + " ("
        + Shown.figure(low)
        + " to "
        + Shown.figure(high)
        + "), unit "
        + unit
        + ": "
        + source;
  }
}
