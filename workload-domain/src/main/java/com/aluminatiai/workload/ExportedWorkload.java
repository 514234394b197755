package com.aluminatiai.workload;

import com.aluminatiai.estimation.Method;
import java.time.Instant;
import java.util.UUID;

/**
 * A workload as an export shows it: everything that an import takes, and the headline.
 *
 * @param id its id
 * @param createdAt when it was stored
 * @param updatedAt when it was last changed
 * @param status where it stands
 * @param spec what the user said of it
 * @param headline its estimate
 */
public record ExportedWorkload(
    UUID id,
    Instant createdAt,
    Instant updatedAt,
    Status status,
    WorkloadSpec spec,
    Headline headline) {

  /**
   * The headline of an estimate.
   *
   * @param method the method
   * @param kwh energy in kWh
   * @param carbonKg emissions in kg CO2e
   * @param costUsd cost in USD
   * @param factorsVersion the version of the factors that it was computed with
   */
  public record Headline(
      Method method, double kwh, double carbonKg, double costUsd, String factorsVersion) {}

  /**
   * Returns what an export shows of a workload.
   *
   * @param workload the workload
   * @return its exported form
   */
  public static ExportedWorkload of(Workload workload) {
    return new ExportedWorkload(
        workload.id(),
        workload.createdAt(),
        workload.updatedAt(),
        workload.status(),
        workload.spec(),
        new Headline(
            workload.estimate().method(),
            workload.estimate().kwh(),
            workload.estimate().carbonKg(),
            workload.estimate().costUsd(),
            workload.estimate().factorsVersion()));
  }
}
