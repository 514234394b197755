package com.aluminatiai.workload;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Energy that was measured.
 *
 * @param kwh measured energy in kWh, 0 to 1e12
 * @param boundary what the measurement covers
 */
public record Measurement(double kwh, Boundary boundary) {

  /** What a measurement covers. */
  public enum Boundary {
    /** The accelerators alone. */
    GPU,
    /** The accelerators and the machines that hold them. */
    NODE,
    /** Everything in the building, cooling and losses included. */
    FACILITY,
    /** Nobody said. */
    UNKNOWN;

    private final String code = name().toLowerCase(Locale.ROOT);

    /**
     * Returns the name as it is written in JSON and CSV.
     *
     * @return the name in lower case
     */
    public String code() {
      return code;
    }

    /**
     * Finds a boundary by its name.
     *
     * @param code a name
     * @return what it stands for; empty if it stands for nothing
     */
    public static Optional<Boundary> find(String code) {
      return Arrays.stream(values()).filter(boundary -> boundary.code.equals(code)).findFirst();
    }
  }

  /**
   * Checks the figure.
   *
   * @throws IllegalArgumentException if it is out of its range
   */
  public Measurement {
    SpecField.MEASURED_KWH.require(kwh);
    Objects.requireNonNull(boundary, "boundary");
  }

  /** A boundary without a figure is the boundary of nothing. */
  static <E extends Exception> Optional<Measurement> of(SpecValues<E> values) throws E {
    OptionalDouble kwh = values.number(SpecField.MEASURED_KWH);
    Optional<Boundary> boundary = values.word(SpecField.MEASURED_BOUNDARY, Boundary::find);
    if (kwh.isEmpty() && boundary.isPresent()) {
      throw new IllegalArgumentException("measured_boundary needs measured_kwh");
    }
    return kwh.isEmpty()
        ? Optional.empty()
        : Optional.of(new Measurement(kwh.getAsDouble(), boundary.orElse(Boundary.UNKNOWN)));
  }
}
