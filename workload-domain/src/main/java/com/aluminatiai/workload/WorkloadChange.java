package com.aluminatiai.workload;

import com.aluminatiai.workload.Measurement.Boundary;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a caller wants changed in a workload.
 *
 * @param status the new status; empty to keep it
 * @param durationHours the new hours; empty to keep them
 * @param utilizationPercent the new utilization; empty to keep it
 * @param notes what becomes of the notes
 * @param project what becomes of the project
 * @param measuredKwh what becomes of the measured energy in kWh
 * @param measuredBoundary what the measurement covers; empty to keep what was stated
 */
public record WorkloadChange(
    Optional<Status> status,
    OptionalDouble durationHours,
    OptionalDouble utilizationPercent,
    Change<String> notes,
    Change<String> project,
    Change<Double> measuredKwh,
    Optional<Boundary> measuredBoundary) {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a figure is out of its range, or a boundary comes with the
   *     removal of the measurement
   */
  public WorkloadChange {
    durationHours.ifPresent(
        hours -> Require.moreThanZero("durationHours", hours, WorkloadSpec.MOST));
    utilizationPercent.ifPresent(percent -> Require.within("utilizationPercent", percent, 0, 100));
    if (measuredKwh instanceof Change.Set<Double> set) {
      SpecField.MEASURED_KWH.require(set.to());
    }
    if (measuredKwh instanceof Change.Clear<Double> && measuredBoundary.isPresent()) {
      throw new IllegalArgumentException("measuredBoundary needs measuredKwh");
    }
  }
}
