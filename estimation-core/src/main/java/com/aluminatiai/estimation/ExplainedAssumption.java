package com.aluminatiai.estimation;

import java.util.Objects;

/**
 * One assumption of the calibrated model and what it does to the energy.
 *
 * @param name the assumption's name as in JSON, {@code idle_fraction} for instance
 * @param value the value used
 * @param unit its unit; {@code 1} for a plain ratio
 * @param source where it is from
 * @param low the lower end of its band
 * @param high the upper end of its band
 * @param effectLowPercent by how many percent the energy moves when the assumption goes to {@code
 *     low}; 0 or negative
 * @param effectHighPercent by how many percent the energy moves when the assumption goes to {@code
 *     high}; 0 or positive
 */
public record ExplainedAssumption(
    String name,
    double value,
    String unit,
    String source,
    double low,
    double high,
    double effectLowPercent,
    double effectHighPercent) {
  /** Checks that nothing is null. */
  public ExplainedAssumption {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(source, "source");
  }
}
