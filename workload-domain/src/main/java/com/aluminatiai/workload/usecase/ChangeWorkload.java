package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Measurement.Boundary;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.function.LongPredicate;

/** Changes a workload; other hours or another utilization estimate it anew. Thread-safe. */
public final class ChangeWorkload {
  private final WorkloadStore store;
  private final WorkloadEstimator estimator;
  private final Clock clock;

  /**
   * Creates the use case.
   *
   * @param store where workloads are kept
   * @param estimator computes every figure
   * @param clock the time
   */
  public ChangeWorkload(WorkloadStore store, WorkloadEstimator estimator, Clock clock) {
    this.store = store;
    this.estimator = estimator;
    this.clock = clock;
  }

  /**
   * Changes a workload. What is as wanted already is left alone, without a new revision.
   *
   * @param owner the caller's owner
   * @param id the workload
   * @param change what is wanted
   * @param isMeant whether the caller means the workload at this revision; always true without a
   *     precondition
   * @return what came of it
   * @throws StorageException if the storage cannot be reached
   */
  public ChangeOutcome change(Owner owner, UUID id, WorkloadChange change, LongPredicate isMeant)
      throws StorageException {
    OwnedWorkloads workloads = store.of(owner);
    while (true) {
      Optional<Workload> found = workloads.find(id);
      if (found.isEmpty()) {
        return new ChangeOutcome.NotFound();
      }
      Workload current = found.get();
      if (!isMeant.test(current.revision())) {
        return new ChangeOutcome.PreconditionFailed(current.revision());
      }
      if (isOfNothing(current, change)) {
        return new ChangeOutcome.NothingMeasured();
      }
      Workload next = next(current, change);
      if (isSame(current, next)) {
        return new ChangeOutcome.Done(current, false);
      }
      Event event = next.status() == current.status() ? Event.UPDATED : Event.STATUS_CHANGED;
      if (workloads.update(next, Optional.of(HistoryEntry.of(event, next)))) {
        return new ChangeOutcome.Done(next, true);
      }
    }
  }

  private Workload next(Workload current, WorkloadChange change) {
    WorkloadSpec old = current.spec();
    OptionalDouble utilization =
        change.utilizationPercent().isPresent()
            ? change.utilizationPercent()
            : old.utilizationPercent();
    WorkloadSpec spec =
        old.withLoad(change.durationHours().orElse(old.durationHours()), utilization)
            .withLabels(
                change.notes().applyTo(old.labels().notes()),
                change.project().applyTo(old.labels().project()))
            .withMeasurement(measurement(old.measurement(), change));
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return current.changed(
        now, change.status().orElse(current.status()), spec, estimation(current, spec));
  }

  private Estimation estimation(Workload current, WorkloadSpec spec) {
    boolean isSameLoad =
        spec.durationHours() == current.spec().durationHours()
            && spec.utilizationPercent().equals(current.spec().utilizationPercent());
    return isSameLoad
        ? new Estimation(current.estimate(), current.estimateWarnings())
        : estimator.estimate(current.estimate().method(), spec, current.agent().chosen());
  }

  private static boolean isOfNothing(Workload current, WorkloadChange change) {
    return change.measuredBoundary().isPresent()
        && change
            .measuredKwh()
            .applyTo(current.spec().measurement().map(Measurement::kwh))
            .isEmpty();
  }

  /** Another reading of the same meter: what it covers stays as stated. */
  private static Optional<Measurement> measurement(
      Optional<Measurement> current, WorkloadChange change) {
    Boundary boundary =
        change
            .measuredBoundary()
            .or(() -> current.map(Measurement::boundary))
            .orElse(Boundary.UNKNOWN);
    return change
        .measuredKwh()
        .applyTo(current.map(Measurement::kwh))
        .map(kwh -> new Measurement(kwh, boundary));
  }

  private static boolean isSame(Workload current, Workload next) {
    return current.status() == next.status() && current.spec().equals(next.spec());
  }
}
