package com.aluminatiai.workload;

import com.aluminatiai.estimation.WorkloadType;
import java.time.Instant;
import java.util.Optional;

/**
 * Which workloads are meant; everything empty means all.
 *
 * @param status only this status
 * @param gpuKey only this accelerator, see {@link Workload#gpuKey}
 * @param project only this project
 * @param workloadType only this kind of work
 * @param createdAfter only those stored at or after this time
 * @param createdBefore only those stored before this time
 * @param externalId only the one with this id of the caller's own
 */
public record WorkloadFilter(
    Optional<Status> status,
    Optional<String> gpuKey,
    Optional<String> project,
    Optional<WorkloadType> workloadType,
    Optional<Instant> createdAfter,
    Optional<Instant> createdBefore,
    Optional<String> externalId) {

  /** Every workload. */
  public static final WorkloadFilter ALL =
      new WorkloadFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  /**
   * Makes a filter that looks at no external id.
   *
   * @param status only this status
   * @param gpuKey only this accelerator, see {@link Workload#gpuKey}
   * @param project only this project
   * @param workloadType only this kind of work
   * @param createdAfter only those stored at or after this time
   * @param createdBefore only those stored before this time
   */
  public WorkloadFilter(
      Optional<Status> status,
      Optional<String> gpuKey,
      Optional<String> project,
      Optional<WorkloadType> workloadType,
      Optional<Instant> createdAfter,
      Optional<Instant> createdBefore) {
    this(status, gpuKey, project, workloadType, createdAfter, createdBefore, Optional.empty());
  }
}
