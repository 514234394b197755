package com.aluminatiai.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A job's signs of life, and what they said. They change far more often than their workload and are
 * kept apart from it; a change of the workload counts a beat too, so that no report meets another
 * workload than the one it was added to.
 *
 * @param beat how often it was changed, 0 when new
 * @param openedAt when the job was last known to begin running, by our clock
 * @param receivedAt when the last report arrived, by our clock; empty before the first
 * @param heardAt the time of the last sign of life: a report may tell of an earlier time
 * @param utilizationPercent what was reported of the utilization, in percent
 * @param gpuWatts what was reported of each accelerator's power, in watts
 * @param meterKwh the last reading of a meter since the start, in kWh
 * @param isLost whether the job was given up because nothing was heard of it
 */
public record Pulse(
    long beat,
    Instant openedAt,
    Optional<Instant> receivedAt,
    Instant heardAt,
    Mean utilizationPercent,
    Mean gpuWatts,
    OptionalDouble meterKwh,
    boolean isLost) {
  /** How many of its own intervals a job may be silent. */
  public static final int SILENT_INTERVALS = 3;

  /** The shortest time that a value holds: times are in microseconds. */
  private static final double LEAST_SECONDS = 1e-6;

  private static final double NANOS_PER_SECOND = 1e9;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Pulse {
    Require.within("beat", beat, 0, Long.MAX_VALUE);
    Objects.requireNonNull(openedAt, "openedAt");
    Objects.requireNonNull(receivedAt, "receivedAt");
    Objects.requireNonNull(heardAt, "heardAt");
    meterKwh.ifPresent(SpecField.MEASURED_KWH::require);
  }

  /**
   * Returns the pulse of a job that has not reported yet.
   *
   * @param time when it begins to run
   * @return the pulse
   */
  public static Pulse opened(Instant time) {
    return new Pulse(
        0, time, Optional.empty(), time, Mean.NONE, Mean.NONE, OptionalDouble.empty(), false);
  }

  /**
   * Returns this pulse with a report added. A value holds for the time since the report before; the
   * first since the start.
   *
   * @param report what was reported
   * @param startedAt when the job started, if that is known
   * @param at the time that the report tells of, not before {@link #heardAt}
   * @param now when it arrived
   * @return the next beat
   */
  public Pulse with(Report report, Optional<Instant> startedAt, Instant at, Instant now) {
    Instant since =
        receivedAt.isPresent() ? heardAt : startedAt.filter(heardAt::isAfter).orElse(heardAt);
    double seconds = Math.max(LEAST_SECONDS, seconds(Duration.between(since, at)));
    return new Pulse(
        beat + 1,
        openedAt,
        Optional.of(now),
        at,
        utilizationPercent.with(report.utilizationPercent(), seconds),
        gpuWatts.with(report.gpuWatts(), seconds),
        report.energyKwh().isPresent() ? report.energyKwh() : meterKwh,
        false);
  }

  /** Returns the next beat of a job that begins to run again. */
  Pulse reopened(Instant time) {
    Instant heard = time.isAfter(heardAt) ? time : heardAt;
    return new Pulse(
        beat + 1, time, Optional.empty(), heard, utilizationPercent, gpuWatts, meterKwh, false);
  }

  /** Returns the next beat of a job that is running, lost or neither. */
  Pulse next(boolean isLostNow) {
    return new Pulse(
        beat + 1, openedAt, receivedAt, heardAt, utilizationPercent, gpuWatts, meterKwh, isLostNow);
  }

  /** Returns this pulse without what a change states instead. */
  Pulse withoutWhatIsStatedIn(WorkloadChange change) {
    return new Pulse(
        beat,
        openedAt,
        receivedAt,
        heardAt,
        change.utilizationPercent().isPresent() ? Mean.NONE : utilizationPercent,
        change.facts().gpuWatts().isPresent() ? Mean.NONE : gpuWatts,
        change.measuredKwh() instanceof Change.Keep ? meterKwh : OptionalDouble.empty(),
        isLost);
  }

  private static double seconds(Duration time) {
    return time.getSeconds() + time.getNano() / NANOS_PER_SECOND;
  }

  /**
   * What a job reports.
   *
   * @param utilizationPercent accelerator utilization since the last report, 0 to 100
   * @param gpuWatts mean power of one whole accelerator since the last report, 0 to 100,000
   * @param energyKwh a meter's reading since the start, 0 to 1e12
   * @param at the time it tells of; empty for now
   */
  public record Report(
      OptionalDouble utilizationPercent,
      OptionalDouble gpuWatts,
      OptionalDouble energyKwh,
      Optional<Instant> at) {
    /** A bare sign of life. */
    public static final Report BARE =
        new Report(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty());

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Report {
      utilizationPercent.ifPresent(
          percent -> Require.within("utilizationPercent", percent, 0, 100));
      gpuWatts.ifPresent(SpecField.GPU_WATTS::require);
      energyKwh.ifPresent(SpecField.MEASURED_KWH::require);
      Objects.requireNonNull(at, "at");
    }
  }
}
