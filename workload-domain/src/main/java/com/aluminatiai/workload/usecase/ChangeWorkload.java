package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.CourseException;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Revisions;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongPredicate;

/** Changes a workload; what enters its estimate estimates it anew. Thread-safe. */
public final class ChangeWorkload {
  private final WorkloadStore store;
  private final Revisions revisions;
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
    this.revisions = new Revisions(estimator);
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
      Workload next;
      try {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        next = revisions.changed(current, change, now, () -> workloads.history(id));
      } catch (CourseException fault) {
        return new ChangeOutcome.Refused(fault.field(), fault.getMessage());
      }
      if (next.revision() == current.revision()) {
        return new ChangeOutcome.Done(next, false);
      }
      Event event = next.status() == current.status() ? Event.UPDATED : Event.STATUS_CHANGED;
      if (workloads.update(next, Optional.of(HistoryEntry.of(event, next)))) {
        return new ChangeOutcome.Done(next, true);
      }
    }
  }
}
