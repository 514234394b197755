package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongPredicate;

/** Finds, lists, sums and deletes an owner's workloads. Thread-safe. */
public final class Workloads {
  private final WorkloadStore store;
  private final JobClock jobs;
  private final Clock clock;

  /**
   * Creates the use case.
   *
   * @param store where workloads are kept
   * @param estimator brings the figures of running jobs up to now
   * @param clock the time
   */
  public Workloads(WorkloadStore store, WorkloadEstimator estimator, Clock clock) {
    this.store = store;
    this.jobs = new JobClock(estimator);
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Finds a workload.
   *
   * @param owner the caller's owner
   * @param id its id
   * @return the workload as it is now; empty also if it is someone else's
   * @throws StorageException if the storage cannot be reached
   */
  public Optional<Workload> find(Owner owner, UUID id) throws StorageException {
    return store.of(owner).find(id).map(stored -> jobs.at(stored, now()));
  }

  /**
   * Finds the id of a workload by the caller's own.
   *
   * @param owner the caller's owner
   * @param externalId the caller's own id
   * @return the workload's id; empty also if it is someone else's
   * @throws StorageException if the storage cannot be reached
   */
  public Optional<UUID> findId(Owner owner, String externalId) throws StorageException {
    return store.of(owner).findId(externalId);
  }

  /**
   * Returns what happened to a workload, oldest first.
   *
   * @param owner the caller's owner
   * @param id its id
   * @return the entries; empty if there is no such workload
   * @throws StorageException if the storage cannot be reached
   */
  public List<HistoryEntry> history(Owner owner, UUID id) throws StorageException {
    return store.of(owner).history(id);
  }

  /**
   * Returns a part of the list, newest first.
   *
   * @param owner the caller's owner
   * @param filter which workloads
   * @param request which part
   * @return the page
   * @throws StorageException if the storage cannot be reached
   */
  public Page list(Owner owner, WorkloadFilter filter, PageRequest request)
      throws StorageException {
    Page stored = store.of(owner).list(filter, request);
    Instant now = now();
    return new Page(
        stored.workloads().stream().map(one -> jobs.at(one, now)).toList(), stored.next());
  }

  /**
   * Sums workloads.
   *
   * @param owner the caller's owner
   * @param request which and how
   * @return the totals
   * @throws StorageException if the storage cannot be reached
   */
  public Summary summarize(Owner owner, Summary.Request request) throws StorageException {
    return store.of(owner).summarize(request);
  }

  /** What came of a deletion. */
  public enum Deletion {
    /** It is gone. */
    DELETED,
    /** There is no such workload, or it is someone else's. */
    NOT_FOUND,
    /** It is at a revision that the caller did not mean. */
    PRECONDITION_FAILED
  }

  /**
   * Deletes a workload with its history.
   *
   * @param owner the caller's owner
   * @param id its id
   * @param isMeant whether the caller means the workload at this revision; always true without a
   *     precondition
   * @return what came of it
   * @throws StorageException if the storage cannot be reached
   */
  public Deletion delete(Owner owner, UUID id, LongPredicate isMeant) throws StorageException {
    OwnedWorkloads workloads = store.of(owner);
    OptionalLong revision = workloads.revision(id);
    while (revision.isPresent()) {
      if (!isMeant.test(revision.getAsLong())) {
        return Deletion.PRECONDITION_FAILED;
      }
      if (workloads.delete(id, revision.getAsLong())) {
        return Deletion.DELETED;
      }
      // Somebody came in between: what is there now may be another revision than the one meant.
      revision = workloads.revision(id);
    }
    return Deletion.NOT_FOUND;
  }

  /**
   * Deletes all workloads of a project with their history.
   *
   * @param owner the caller's owner
   * @param project the project's exact name
   * @return how many
   * @throws StorageException if the storage cannot be reached
   */
  public long deleteProject(Owner owner, String project) throws StorageException {
    return store.of(owner).deleteProject(project);
  }
}
