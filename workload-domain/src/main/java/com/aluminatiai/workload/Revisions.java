package com.aluminatiai.workload;

import com.aluminatiai.workload.Measurement.Boundary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Makes the next revision of a workload. A job that was running is brought up to the moment first.
 * Thread-safe if the estimator is.
 */
public final class Revisions {
  private final WorkloadEstimator estimator;
  private final JobClock clock;

  /**
   * Creates them.
   *
   * @param estimator computes the figures
   */
  public Revisions(WorkloadEstimator estimator) {
    this.estimator = estimator;
    this.clock = new JobClock(estimator);
  }

  /**
   * Looks up what happened to a workload.
   *
   * @param <E> how looking fails
   */
  public interface History<E extends Exception> {
    /**
     * Looks it up.
     *
     * @return the entries, oldest first
     * @throws E if it cannot be looked up
     */
    List<HistoryEntry> entries() throws E;
  }

  /**
   * Returns a workload after a change.
   *
   * @param <E> how looking up the history fails
   * @param stored the workload as it is stored
   * @param change what is wanted
   * @param now the time
   * @param history what happened to it; asked only where declared hours have to be compared
   * @return the next revision; the workload as it is seen now, of the same revision, if the change
   *     changes nothing
   * @throws CourseException if the change's times do not agree with the workload's
   * @throws E if the history cannot be looked up
   */
  public <E extends Exception> Workload changed(
      Workload stored, WorkloadChange change, Instant now, History<E> history)
      throws CourseException, E {
    Workload current = clock.at(stored, now);
    Course course = Course.after(current, change, now);
    Status status = change.status().orElse(current.status());
    WorkloadSpec spec = spec(current, change, course);
    boolean isLost = current.pulse().filter(Pulse::isLost).isPresent();
    if (status == current.status()
        && spec.equals(current.spec())
        && !(isLost && course.isClosing())) {
      return current;
    }
    List<String> ofHours =
        course.isClosing() && !course.isClocked() && change.durationHours().isEmpty()
            ? HoursCheck.of(
                spec.durationHours(),
                HoursCheck.ranHours(
                    course.startedAt(), history.entries(), course.endedAt().orElse(now)))
            : stillSaid(current, spec, status);
    Workload next =
        current.changed(
            now, status, spec, HoursCheck.say(estimation(current, spec, course), ofHours));
    return current.pulse().isEmpty() ? next : next.withPulse(pulse(current, change, status, now));
  }

  /** What was said of declared hours at the end holds as long as the hours and the end do. */
  private static List<String> stillSaid(Workload current, WorkloadSpec spec, Status status) {
    boolean isAsItWas =
        Course.isEnd(status)
            && spec.durationHours() == current.spec().durationHours()
            && spec.labels().startedAt().equals(current.spec().labels().startedAt())
            && spec.labels().endedAt().equals(current.spec().labels().endedAt());
    return isAsItWas ? HoursCheck.in(current.estimateWarnings()) : List.of();
  }

  private static Pulse pulse(Workload current, WorkloadChange change, Status status, Instant now) {
    Pulse pulse = current.pulse().orElseThrow().withoutWhatIsStatedIn(change);
    if (status == Status.RUNNING && current.status() != Status.RUNNING) {
      return pulse.reopened(now);
    }
    boolean isSettled = change.status().isPresent() || change.facts().endedAt().isPresent();
    return pulse.next(pulse.isLost() && !isSettled);
  }

  private static WorkloadSpec spec(Workload current, WorkloadChange change, Course course)
      throws CourseException {
    WorkloadSpec old = current.spec();
    OptionalDouble percent =
        change.utilizationPercent().isPresent()
            ? change.utilizationPercent()
            : old.utilizationPercent();
    WorkloadSpec next =
        change
            .facts()
            .withCourse(Optional.empty(), Optional.empty())
            .in(old.withCourse(course.startedAt(), course.endedAt()))
            .withHours(course.hours(), course.isClocked())
            .withLoad(course.hours(), percent);
    return ofTokens(next, change)
        .withLabels(
            change.notes().applyTo(old.labels().notes()),
            change.project().applyTo(old.labels().project()))
        .withMeasurement(measurement(old.measurement(), change));
  }

  /** Hours from tokens follow other accelerators, until somebody states hours. */
  private static WorkloadSpec ofTokens(WorkloadSpec next, WorkloadChange change)
      throws CourseException {
    SpecFacts facts = change.facts();
    if (!next.work().isDerived()) {
      return next;
    }
    if (change.durationHours().isPresent()) {
      return next.withInferred(List.of());
    }
    if (facts.numGpus().isEmpty() && facts.gpuType().isEmpty() && facts.workloadType().isEmpty()) {
      return next;
    }
    try {
      return next.derived(TokenWork.of(next.withInferred(statedNow(next, facts))).outcome());
    } catch (TokenWorkException impossible) {
      throw new CourseException(impossible.field(), impossible.getMessage());
    }
  }

  private static List<String> statedNow(WorkloadSpec next, SpecFacts facts) {
    return next.work().inferred().stream()
        .filter(name -> !(name.equals("num_gpus") && facts.numGpus().isPresent()))
        .filter(name -> !(name.equals("gpu_type") && facts.gpuType().isPresent()))
        .filter(name -> !(name.equals("workload_type") && facts.workloadType().isPresent()))
        .toList();
  }

  private Estimation estimation(Workload current, WorkloadSpec spec, Course course) {
    WorkloadSpec sameLoad =
        current
            .spec()
            .withHours(current.spec().durationHours(), spec.isClocked())
            .withCourse(course.startedAt(), course.endedAt())
            .withLabels(spec.labels().notes(), spec.labels().project())
            .withMeasurement(spec.measurement());
    return spec.equals(sameLoad)
        ? new Estimation(current.estimate(), current.estimateWarnings())
        : estimator.estimate(current.estimate().method(), spec, current.agent().chosen());
  }

  /** Another reading of the same meter: what it covers stays as stated. */
  private static Optional<Measurement> measurement(
      Optional<Measurement> current, WorkloadChange change) throws CourseException {
    Boundary boundary =
        change
            .facts()
            .measuredBoundary()
            .or(() -> current.map(Measurement::boundary))
            .orElse(Boundary.UNKNOWN);
    Optional<Measurement> next =
        change
            .measuredKwh()
            .applyTo(current.map(Measurement::kwh))
            .map(kwh -> new Measurement(kwh, boundary));
    if (next.isEmpty() && change.facts().measuredBoundary().isPresent()) {
      throw new CourseException("measured_boundary", "needs measured_kwh");
    }
    return next;
  }

  /**
   * Returns a job with a report added to its signs of life: as it is now, and of the same revision
   * unless it has to be stored anew for it. The first report does that: signs that nobody has kept
   * yet begin together with a revision.
   *
   * @param stored the workload as it is stored, not ended
   * @param pulse its signs of life with the report
   * @param now the time
   * @return the workload at its next beat
   * @throws CourseException if its times do not agree
   */
  public Workload heard(Workload stored, Pulse pulse, Instant now) throws CourseException {
    boolean isRunning = stored.status() == Status.RUNNING;
    Workload running = isRunning ? stored : changed(stored, START, now, List::of);
    Workload beating = clock.at(running.withPulse(pulse), now);
    if (isRunning && stored.pulse().filter(before -> before.beat() > 0).isPresent()) {
      return beating;
    }
    return stored
        .changed(
            now,
            Status.RUNNING,
            beating.spec(),
            new Estimation(beating.estimate(), beating.estimateWarnings()))
        .withPulse(pulse);
  }

  private static final WorkloadChange START =
      new WorkloadChange(
          Optional.of(Status.RUNNING),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          new Change.Keep<>(),
          new Change.Keep<>(),
          new Change.Keep<>());

  /**
   * Returns a job of which nothing was heard for too long: ended at its last sign of life.
   *
   * @param <E> how looking up the history fails
   * @param stored the workload as it is stored, running and with a pulse
   * @param now the time
   * @param history what happened to it
   * @return its next revision
   * @throws E if the history cannot be looked up
   */
  public <E extends Exception> Workload lost(Workload stored, Instant now, History<E> history)
      throws E {
    Pulse pulse = stored.pulse().orElseThrow();
    Workload current = clock.at(stored, pulse.heardAt());
    WorkloadSpec spec = current.spec();
    Optional<Instant> start = spec.labels().startedAt();
    Instant end = pulse.heardAt();
    if (start.isPresent() && !end.isAfter(start.get())) {
      end = start.get().plusNanos(1_000);
    }
    WorkloadSpec ended = spec.withCourse(start, Optional.of(end));
    List<String> ofHours =
        spec.isClocked()
            ? List.of()
            : HoursCheck.of(
                spec.durationHours(), HoursCheck.ranHours(start, history.entries(), end));
    Estimation estimation = new Estimation(current.estimate(), current.estimateWarnings());
    return current
        .changed(now, Status.FAILED, ended, HoursCheck.say(estimation, ofHours))
        .withPulse(pulse.next(true));
  }
}
