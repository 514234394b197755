package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.Objects;

/**
 * A provider's machine: what its name stands for.
 *
 * <p>Made by this library; it grows by accessors. Immutable and thread-safe.
 */
public final class MachineType {
  private static final int MOST_ACCELERATORS = 100_000;

  private final String name;
  private final String provider;
  private final String acceleratorId;
  private final int count;
  private final double fraction;
  private final Rating.Certainty certainty;
  private final String source;

  MachineType(
      String name,
      String provider,
      String acceleratorId,
      int count,
      double fraction,
      Rating.Certainty certainty,
      String source) {
    Require.within("count", count, 1, MOST_ACCELERATORS);
    Require.moreThanZero("fraction", fraction, 1);
    this.name = Objects.requireNonNull(name, "name");
    this.provider = Objects.requireNonNull(provider, "provider");
    this.acceleratorId = Objects.requireNonNull(acceleratorId, "acceleratorId");
    this.count = count;
    this.fraction = fraction;
    this.certainty = Objects.requireNonNull(certainty, "certainty");
    this.source = Objects.requireNonNull(source, "source");
  }

  /** {@return the provider's name for it, {@code p5.48xlarge} for instance} */
  public String name() {
    return name;
  }

  /** {@return the provider's code} */
  public String provider() {
    return provider;
  }

  /** {@return the catalogue's id of its accelerators} */
  public String acceleratorId() {
    return acceleratorId;
  }

  /** {@return accelerators in it, as the provider and its tools count them, at least 1} */
  public int count() {
    return count;
  }

  /** {@return the share of each that the machine has, more than 0 and at most 1} */
  public double fraction() {
    return fraction;
  }

  /** {@return how the figures are known} */
  public Rating.Certainty certainty() {
    return certainty;
  }

  /** {@return where they are from} */
  public String source() {
    return source;
  }

  private List<Object> parts() {
    return List.of(name, provider, acceleratorId, count, fraction, certainty, source);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MachineType machineType && parts().equals(machineType.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return name
        + " ("
        + provider
        + "): "
        + count
        + " x "
        + acceleratorId
        + (fraction == 1 ? "" : ", " + fraction + " of each");
  }
}
