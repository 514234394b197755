package com.aluminatiai.estimation;

import java.util.Objects;

/**
 * What the calibrated model says, with its range.
 *
 * @param kwh facility energy in kWh
 * @param carbonKg operational emissions in kg CO2e, location-based
 * @param costUsd cost of electricity in USD
 * @param assumptions the inputs that made it
 */
public record CalibratedEstimate(
    Range kwh, Range carbonKg, Range costUsd, CalibratedAssumptions assumptions) {
  /** Checks that nothing is null. */
  public CalibratedEstimate {
    Objects.requireNonNull(kwh, "kwh");
    Objects.requireNonNull(carbonKg, "carbonKg");
    Objects.requireNonNull(costUsd, "costUsd");
    Objects.requireNonNull(assumptions, "assumptions");
  }
}
