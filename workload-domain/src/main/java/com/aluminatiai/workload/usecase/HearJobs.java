package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.CourseException;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Pulse;
import com.aluminatiai.workload.Pulse.Report;
import com.aluminatiai.workload.Revisions;
import com.aluminatiai.workload.SilentJob;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Hears what jobs report while they run, and gives up those that are silent. Thread-safe. */
public final class HearJobs {
  /** How often a job may report. */
  public static final Duration LEAST_INTERVAL = Duration.ofSeconds(10);

  private static final int MOST_AT_ONCE = 100;

  private final WorkloadStore store;
  private final Revisions revisions;
  private final JobClock jobs;
  private final Clock clock;

  /**
   * Creates the use case.
   *
   * @param store where workloads are kept
   * @param estimator computes every figure
   * @param clock the time
   */
  public HearJobs(WorkloadStore store, WorkloadEstimator estimator, Clock clock) {
    this.store = store;
    this.revisions = new Revisions(estimator);
    this.jobs = new JobClock(estimator);
    this.clock = clock;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Hears a report. A lost job is opened again, and one that was only submitted begins to run.
   *
   * @param owner the caller's owner
   * @param id the workload
   * @param report what it reports
   * @return what came of it
   * @throws StorageException if the storage cannot be reached
   */
  public HeartbeatOutcome hear(Owner owner, UUID id, Report report) throws StorageException {
    OwnedWorkloads workloads = store.of(owner);
    while (true) {
      Optional<Workload> found = workloads.find(id);
      if (found.isEmpty()) {
        return new HeartbeatOutcome.NotFound();
      }
      Workload stored = found.get();
      Instant now = now();
      if (isOver(stored) || isOld(stored, report)) {
        return heard(jobs.at(stored, now), now);
      }
      Optional<Duration> wait = untilNext(stored, now);
      if (wait.isPresent()) {
        return new HeartbeatOutcome.TooSoon(wait.get());
      }
      try {
        Workload next = next(stored, report, now);
        if (isKept(workloads, stored, next)) {
          return heard(next, now);
        }
      } catch (CourseException fault) {
        return new HeartbeatOutcome.Refused(fault.field(), fault.getMessage());
      }
    }
  }

  private static boolean isOver(Workload workload) {
    boolean isLost = workload.pulse().filter(Pulse::isLost).isPresent();
    return !isLost && (workload.status() == Status.COMPLETED || workload.status() == Status.FAILED);
  }

  /** A report that was kept back tells nothing new where a later one was heard. */
  private static boolean isOld(Workload workload, Report report) {
    return isBeforeStart(workload, report) || isBeforeLast(workload, report);
  }

  private static boolean isBeforeStart(Workload workload, Report report) {
    Optional<Instant> start = workload.spec().labels().startedAt();
    return start.isPresent() && report.at().filter(start.get()::isAfter).isPresent();
  }

  private static boolean isBeforeLast(Workload workload, Report report) {
    return report.at().isPresent()
        && workload
            .pulse()
            .filter(pulse -> pulse.receivedAt().isPresent())
            .filter(pulse -> !report.at().get().isAfter(pulse.heardAt()))
            .isPresent();
  }

  /** Where the clock was set back, the last report is no reason to wait. */
  private static Optional<Duration> untilNext(Workload workload, Instant now) {
    return workload
        .pulse()
        .flatMap(Pulse::receivedAt)
        .map(received -> Duration.between(received, now))
        .filter(since -> !since.isNegative() && since.compareTo(LEAST_INTERVAL) < 0)
        .map(LEAST_INTERVAL::minus);
  }

  private Workload next(Workload stored, Report report, Instant now) throws CourseException {
    Pulse pulse = stored.pulse().orElseGet(() -> Pulse.opened(now));
    double before = pulse.meterKwh().orElse(0);
    if (report.energyKwh().orElse(Double.MAX_VALUE) < before) {
      throw new CourseException(
          "energy_kwh", "must not be less than the reading before, which was " + before);
    }
    Instant told = report.at().filter(now::isAfter).orElse(now);
    boolean isFirst = pulse.receivedAt().isEmpty() && report.at().isPresent();
    Instant at = isFirst || told.isAfter(pulse.heardAt()) ? told : pulse.heardAt();
    Optional<Instant> start = stored.spec().labels().startedAt();
    return revisions.heard(stored, pulse.with(report, start, at, now), now);
  }

  private static boolean isKept(OwnedWorkloads workloads, Workload stored, Workload next)
      throws StorageException {
    if (next.revision() == stored.revision()) {
      return workloads.hear(next);
    }
    if (stored.status() == Status.RUNNING) {
      return workloads.update(next, Optional.empty());
    }
    HistoryEntry.Event event =
        stored.status() == Status.SUBMITTED
            ? HistoryEntry.Event.STATUS_CHANGED
            : HistoryEntry.Event.REOPENED;
    return workloads.update(next, Optional.of(HistoryEntry.of(event, next)));
  }

  private static HeartbeatOutcome heard(Workload workload, Instant now) {
    Instant last = workload.pulse().flatMap(Pulse::receivedAt).orElse(now);
    Optional<Instant> nextBefore =
        workload.status() == Status.RUNNING
                && workload.spec().labels().heartbeatSeconds().isPresent()
            ? Optional.of(
                last.plusSeconds(
                    (long) Pulse.SILENT_INTERVALS
                        * workload.spec().labels().heartbeatSeconds().getAsInt()))
            : Optional.empty();
    return new HeartbeatOutcome.Heard(workload, nextBefore);
  }

  /**
   * Closes the jobs that promised to report and have been silent for too long, at their last sign
   * of life. Time in which nobody could have heard them does not count.
   *
   * @param interval how often this is done
   * @return how many were closed here
   * @throws StorageException if the storage cannot be reached
   */
  public int giveUpSilent(Duration interval) throws StorageException {
    Instant now = now();
    Optional<Instant> since = store.listen(now, interval);
    if (since.isEmpty()) {
      return 0;
    }
    int closed = 0;
    int closedNow;
    do {
      List<SilentJob> silent = store.silent(now, since.get(), MOST_AT_ONCE);
      closedNow = 0;
      for (SilentJob job : silent) {
        closedNow += giveUp(job, now) ? 1 : 0;
      }
      closed += closedNow;
    } while (closedNow == MOST_AT_ONCE);
    return closed;
  }

  /** Whoever heard or changed it meanwhile wins. */
  private boolean giveUp(SilentJob job, Instant now) throws StorageException {
    OwnedWorkloads workloads = store.of(job.owner());
    UUID id = job.workload().id();
    Workload lost = revisions.lost(job.workload(), now, () -> workloads.history(id));
    return workloads.update(lost, Optional.of(HistoryEntry.of(HistoryEntry.Event.LOST, lost)));
  }
}
