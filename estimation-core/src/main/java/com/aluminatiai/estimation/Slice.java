package com.aluminatiai.estimation;

import java.util.OptionalDouble;

/**
 * A part of a device that a name stands for: a MIG slice, a virtual GPU, a machine with a share of
 * one.
 *
 * @param fraction the share of the device, more than 0, at most 1
 * @param memoryGb the memory of the slice in GB, if the name says it
 */
public record Slice(double fraction, OptionalDouble memoryGb) {
  /**
   * Checks the share.
   *
   * @throws IllegalArgumentException if a figure is out of its range
   */
  public Slice {
    Require.moreThanZero("fraction", fraction, 1);
    memoryGb.ifPresent(gb -> Require.moreThanZero("memoryGb", gb, 1e6));
  }
}
