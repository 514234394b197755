package com.aluminatiai.estimation;

import java.util.Objects;
import java.util.Optional;

/**
 * What a job costs: a headline by one method, the calibrated range beside it, and figures outside
 * the operational boundary.
 *
 * @param kwh headline energy in kWh
 * @param carbonKg headline operational emissions in kg CO2e
 * @param costUsd headline cost of electricity in USD
 * @param method the method of the headline
 * @param assumptions the inputs of the headline
 * @param calibrated the calibrated model's answer
 * @param embodiedKg embodied emissions in kg CO2e, amortised by hours; by the device's class where
 *     no source knows it; empty for a device that the catalogue does not know
 * @param waterLitres water consumed on site in litres; empty where no source gives a factor
 * @param factorsVersion the version of the factors that made it
 */
public record Estimate(
    double kwh,
    double carbonKg,
    double costUsd,
    Method method,
    Assumptions assumptions,
    Optional<CalibratedEstimate> calibrated,
    Optional<Range> embodiedKg,
    Optional<Range> waterLitres,
    String factorsVersion) {
  /** Checks that nothing is null. */
  public Estimate {
    Objects.requireNonNull(method, "method");
    Objects.requireNonNull(assumptions, "assumptions");
    Objects.requireNonNull(calibrated, "calibrated");
    Objects.requireNonNull(embodiedKg, "embodiedKg");
    Objects.requireNonNull(waterLitres, "waterLitres");
    Objects.requireNonNull(factorsVersion, "factorsVersion");
  }
}
