package com.aluminatiai.workload;

import com.aluminatiai.workload.Measurement.Boundary;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Shows a job that is running as it is at a moment: with its hours so far, and with what it
 * reported. What is stored is how it was when it was last changed. Thread-safe if the estimator is.
 */
public final class JobClock {
  /** The shortest hours: one microsecond, as close as times are kept. */
  public static final double LEAST_HOURS = 1e-6 / 3_600;

  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double NANOS_PER_SECOND = 1e9;

  private final WorkloadEstimator estimator;

  /**
   * Creates a clock.
   *
   * @param estimator computes the figures
   */
  public JobClock(WorkloadEstimator estimator) {
    this.estimator = estimator;
  }

  /**
   * Returns a workload as it is at a moment. It stays the revision that it is.
   *
   * @param stored the workload as it was last changed
   * @param now the moment
   * @return the workload itself unless it is a job that runs by the clock or has reported
   */
  public Workload at(Workload stored, Instant now) {
    WorkloadSpec seen = specAt(stored.status(), stored.spec(), stored.pulse(), now);
    return seen.equals(stored.spec())
        ? stored
        : stored.seenAs(
            seen, estimator.seen(stored.estimate().method(), seen, stored.agent().chosen()));
  }

  /**
   * Returns what holds of a workload at a moment.
   *
   * @param status where it stands
   * @param spec what was last stored of it
   * @param pulse its signs of life
   * @param now the moment
   * @return {@code spec} with the hours so far and what was reported, if it is running
   */
  public static WorkloadSpec specAt(
      Status status, WorkloadSpec spec, Optional<Pulse> pulse, Instant now) {
    if (status != Status.RUNNING || pulse.isEmpty()) {
      return spec;
    }
    Pulse heard = pulse.get();
    Optional<Instant> start = spec.labels().startedAt();
    double hours =
        spec.isClocked() && start.isPresent() ? hours(start.get(), now) : spec.durationHours();
    OptionalDouble percent = heard.utilizationPercent().value();
    WorkloadSpec seen =
        spec.withHours(hours, spec.isClocked())
            .withLoad(hours, percent.isPresent() ? percent : spec.utilizationPercent());
    OptionalDouble watts = heard.gpuWatts().value();
    return seen.withGpuWatts(watts.isPresent() ? watts : spec.hardware().gpuWatts())
        .withMeasurement(measurement(spec.measurement(), heard.meterKwh()));
  }

  /** A meter that a job can read is that of its accelerators unless somebody said otherwise. */
  private static Optional<Measurement> measurement(
      Optional<Measurement> stated, OptionalDouble meterKwh) {
    Boundary boundary =
        stated
            .map(Measurement::boundary)
            .filter(said -> said != Boundary.UNKNOWN)
            .orElse(Boundary.GPU);
    return meterKwh.isPresent()
        ? Optional.of(new Measurement(meterKwh.getAsDouble(), boundary))
        : stated;
  }

  /**
   * Returns the hours between two times, as a job has them: never none, and never more than are
   * taken.
   *
   * @param start the start
   * @param end the end
   * @return hours, at least a microsecond's
   */
  public static double hours(Instant start, Instant end) {
    Duration time = Duration.between(start, end);
    double seconds = time.getSeconds() + time.getNano() / NANOS_PER_SECOND;
    return Math.min(WorkloadSpec.MOST, Math.max(LEAST_HOURS, seconds / SECONDS_PER_HOUR));
  }

  /**
   * Returns what a job that is being submitted says of itself: one that is running without declared
   * hours starts now unless it says otherwise, and not later.
   *
   * @param status where it stands
   * @param spec what the caller said
   * @param now the time
   * @return what is stored
   */
  public static WorkloadSpec opened(Status status, WorkloadSpec spec, Instant now) {
    if (status != Status.RUNNING || !spec.isClocked()) {
      return spec;
    }
    Instant start = spec.labels().startedAt().filter(now::isAfter).orElse(now);
    return spec.withCourse(Optional.of(start), Optional.empty()).withHours(hours(start, now), true);
  }
}
