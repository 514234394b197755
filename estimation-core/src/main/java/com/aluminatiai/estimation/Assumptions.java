package com.aluminatiai.estimation;

import java.util.Objects;
import java.util.Optional;

/**
 * The inputs of a headline figure, given or assumed.
 *
 * @param gpu the accelerator's name
 * @param gpuId the accelerator's catalogue id
 * @param gpuWatts watts of one whole accelerator that the method starts from
 * @param gpuFraction the share of each accelerator that the job had, more than 0 to 1
 * @param utilizationPercent utilization, 0 to 100; 100 where measured watts have it in them
 * @param pue power usage effectiveness
 * @param gridKgPerKwh grid carbon intensity in kg CO2e per kWh
 * @param usdPerKwh electricity price in USD per kWh
 * @param region the region's code
 * @param accounting how {@code gridKgPerKwh} is counted; empty if it was stated or is the default
 */
public record Assumptions(
    String gpu,
    String gpuId,
    double gpuWatts,
    double gpuFraction,
    double utilizationPercent,
    double pue,
    double gridKgPerKwh,
    double usdPerKwh,
    Optional<String> region,
    Optional<Accounting> accounting) {
  /** Checks that nothing is null. */
  public Assumptions {
    Objects.requireNonNull(gpu, "gpu");
    Objects.requireNonNull(gpuId, "gpuId");
    Objects.requireNonNull(region, "region");
    Objects.requireNonNull(accounting, "accounting");
  }
}
