package com.aluminatiai.workload;

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
 * @param facts what turned out to be otherwise than it was submitted
 */
public record WorkloadChange(
    Optional<Status> status,
    OptionalDouble durationHours,
    OptionalDouble utilizationPercent,
    Change<String> notes,
    Change<String> project,
    Change<Double> measuredKwh,
    SpecFacts facts) {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a figure is out of its range
   */
  public WorkloadChange {
    durationHours.ifPresent(
        hours -> Require.moreThanZero("durationHours", hours, WorkloadSpec.MOST));
    utilizationPercent.ifPresent(percent -> Require.within("utilizationPercent", percent, 0, 100));
    if (measuredKwh instanceof Change.Set<Double> set) {
      SpecField.MEASURED_KWH.require(set.to());
    }
  }

  /**
   * Makes a change of what is not a fact of its own.
   *
   * @param status the new status; empty to keep it
   * @param durationHours the new hours; empty to keep them
   * @param utilizationPercent the new utilization; empty to keep it
   * @param notes what becomes of the notes
   * @param project what becomes of the project
   * @param measuredKwh what becomes of the measured energy in kWh
   */
  public WorkloadChange(
      Optional<Status> status,
      OptionalDouble durationHours,
      OptionalDouble utilizationPercent,
      Change<String> notes,
      Change<String> project,
      Change<Double> measuredKwh) {
    this(status, durationHours, utilizationPercent, notes, project, measuredKwh, SpecFacts.NONE);
  }
}
