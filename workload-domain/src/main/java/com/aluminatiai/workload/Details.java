package com.aluminatiai.workload;

import java.util.Objects;
import java.util.Optional;

/**
 * What a user stated of a workload beyond its outline.
 *
 * @param hardware the hardware that it had
 * @param work what was computed
 * @param terms on what terms hardware and electricity were had
 * @param measurement energy that was measured
 */
public record Details(
    Hardware hardware, Work work, Terms terms, Optional<Measurement> measurement) {
  /** Nothing stated. */
  public static final Details NONE =
      new Details(Hardware.NONE, Work.NONE, Terms.NONE, Optional.empty());

  /** Checks that all are there. */
  public Details {
    Objects.requireNonNull(hardware, "hardware");
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(terms, "terms");
    Objects.requireNonNull(measurement, "measurement");
  }

  static <E extends Exception> Details of(SpecValues<E> values) throws E {
    return new Details(
        Hardware.of(values), Work.of(values), Terms.of(values), Measurement.of(values));
  }

  Details withMeasurement(Optional<Measurement> other) {
    return new Details(hardware, work, terms, other);
  }
}
