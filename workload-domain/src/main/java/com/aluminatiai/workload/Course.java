package com.aluminatiai.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a job starts and ends, and how many hours that makes, after a change.
 *
 * @param startedAt when it started
 * @param endedAt when it ended
 * @param hours its hours
 * @param isClocked whether they are counted from start to end
 * @param isClosing whether the change ends a job that was running, or that was thought to be lost
 */
record Course(
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    double hours,
    boolean isClocked,
    boolean isClosing) {
  /** How far the clock that an end is told by may be behind the one that told the start. */
  private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(1);

  private static final Duration LEAST = Duration.ofNanos(1_000);

  /**
   * Returns the course of a workload after a change.
   *
   * @param current the workload as it is now
   * @param change what is wanted
   * @param now the time: what is ahead of it counts as now where hours are counted
   * @throws CourseException if start and end do not agree
   */
  static Course after(Workload current, WorkloadChange change, Instant now) throws CourseException {
    WorkloadSpec spec = current.spec();
    Status status = change.status().orElse(current.status());
    boolean isClocked = spec.isClocked() && change.durationHours().isEmpty();
    boolean wasOpen =
        current.status() == Status.RUNNING || current.pulse().filter(Pulse::isLost).isPresent();
    boolean isClosing = change.status().filter(Course::isEnd).isPresent() && wasOpen;
    Optional<Instant> start = change.facts().startedAt().or(() -> spec.labels().startedAt());
    if (isClocked) {
      start = start.map(time -> earlier(time, now));
    }
    Optional<Instant> end = change.facts().endedAt();
    if (status == Status.RUNNING) {
      if (end.isPresent()) {
        throw new CourseException("ended_at", "needs the status completed or failed");
      }
    } else if (!isClocked) {
      end = end.or(() -> spec.labels().endedAt());
    } else if (isEnd(status) && (isClosing || end.isPresent())) {
      end = end.map(time -> earlier(time, now)).or(() -> Optional.of(now));
    } else {
      end = end.or(() -> spec.labels().endedAt());
    }
    end = agreed(start, end, change);
    double declared = change.durationHours().orElse(spec.durationHours());
    double hours = isClocked ? counted(start, end, status, declared, now) : declared;
    return new Course(start, end, hours, isClocked, isClosing);
  }

  private static double counted(
      Optional<Instant> start,
      Optional<Instant> end,
      Status status,
      double hoursSoFar,
      Instant now) {
    Optional<Instant> until = status == Status.RUNNING ? Optional.of(now) : end;
    return start.isPresent() && until.isPresent()
        ? JobClock.hours(start.get(), until.get())
        : hoursSoFar;
  }

  /** Seconds between two clocks are no fault of the caller's. */
  private static Optional<Instant> agreed(
      Optional<Instant> start, Optional<Instant> end, WorkloadChange change)
      throws CourseException {
    if (start.isEmpty() || end.isEmpty() || end.get().isAfter(start.get())) {
      return end;
    }
    boolean isFarOff = end.get().isBefore(start.get().minus(CLOCKS_MAY_DIFFER));
    if (isFarOff && change.facts().endedAt().isPresent()) {
      throw new CourseException("ended_at", "must be after started_at");
    }
    if (isFarOff && change.facts().startedAt().isPresent()) {
      throw new CourseException("started_at", "must be before ended_at");
    }
    return Optional.of(start.get().plus(LEAST));
  }

  private static Instant earlier(Instant time, Instant now) {
    return time.isAfter(now) ? now : time;
  }

  static boolean isEnd(Status status) {
    return status == Status.COMPLETED || status == Status.FAILED;
  }
}
