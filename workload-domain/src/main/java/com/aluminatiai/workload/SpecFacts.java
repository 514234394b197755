package com.aluminatiai.workload;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.Measurement.Boundary;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What turned out to be otherwise than it was submitted; empty to keep it.
 *
 * @param startedAt when the work started
 * @param endedAt when it ended
 * @param gpuWatts measured mean power of one whole accelerator, 0 to 100,000
 * @param numGpus number of accelerators, 1 to 1,000,000
 * @param gpuType the accelerator as the user wrote it
 * @param region where it ran, as the user wrote it
 * @param workloadType the kind of work
 * @param measuredBoundary what the measurement covers
 */
public record SpecFacts(
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    OptionalDouble gpuWatts,
    OptionalInt numGpus,
    Optional<String> gpuType,
    Optional<String> region,
    Optional<WorkloadType> workloadType,
    Optional<Boundary> measuredBoundary) {
  /** All as it was. */
  public static final SpecFacts NONE =
      new SpecFacts(
          Optional.empty(),
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /** Returns these facts with other times. */
  SpecFacts withCourse(Optional<Instant> start, Optional<Instant> end) {
    return new SpecFacts(
        start, end, gpuWatts, numGpus, gpuType, region, workloadType, measuredBoundary);
  }

  /** Returns a specification in which these facts stand. */
  WorkloadSpec in(WorkloadSpec old) {
    WorkloadSpec.StatedSite site = old.site();
    Hardware hardware = old.hardware();
    return new WorkloadSpec(
            old.modelSizeGb(),
            numGpus.orElse(old.numGpus()),
            gpuType.orElse(old.gpuType()),
            old.durationHours(),
            old.utilizationPercent(),
            old.useSmartAgent(),
            old.method(),
            workloadType.or(old::workloadType),
            new WorkloadSpec.StatedSite(
                region.or(site::region),
                site.pue(),
                site.gridKgPerKwh(),
                site.usdPerKwh(),
                site.name()),
            old.labels(),
            new Details(
                hardware.withGpuWatts(gpuWatts.isPresent() ? gpuWatts : hardware.gpuWatts()),
                old.work(),
                old.details().terms(),
                old.measurement()),
            old.isClocked())
        .withCourse(
            startedAt.or(() -> old.labels().startedAt()), endedAt.or(() -> old.labels().endedAt()));
  }
}
