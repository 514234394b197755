package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.OptionalDouble;

/**
 * A part of a device that a name stands for: a MIG slice, a virtual GPU, a machine with a share of
 * one.
 *
 * <p>Made by this library; it grows by accessors. Immutable and thread-safe.
 */
public final class Slice {
  private final double fraction;
  private final OptionalDouble memoryGb;

  Slice(double fraction, OptionalDouble memoryGb) {
    Require.moreThanZero("fraction", fraction, 1);
    memoryGb.ifPresent(gb -> Require.moreThanZero("memoryGb", gb, 1e6));
    this.fraction = fraction;
    this.memoryGb = memoryGb;
  }

  /** {@return the share of the device, more than 0, at most 1} */
  public double fraction() {
    return fraction;
  }

  /** {@return the memory of the slice in GB, if the name says it} */
  public OptionalDouble memoryGb() {
    return memoryGb;
  }

  private List<Object> parts() {
    return List.of(fraction, memoryGb);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Slice slice && parts().equals(slice.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder().append(fraction).append(" of a device");
    memoryGb.ifPresent(gb -> line.append(", ").append(gb).append(" GB"));
    return line.toString();
  }
}
