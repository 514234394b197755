package com.aluminatiai.workload;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The hardware that a workload had, as far as the user stated more than its name and number.
 *
 * @param gpuFraction the share of each accelerator that it had, more than 0, at most 1
 * @param gpuWatts measured mean power of one whole accelerator in watts, 0 to 100,000
 * @param powerLimitWatts the power limit that was set on each accelerator in watts, 1 to 100,000
 * @param gpusPerNode accelerators that share one machine, 1 to 1,024
 * @param hostWattsPerGpu power of the rest of a machine in watts for each of its accelerators, 0 to
 *     100,000
 */
public record Hardware(
    OptionalDouble gpuFraction,
    OptionalDouble gpuWatts,
    OptionalDouble powerLimitWatts,
    OptionalInt gpusPerNode,
    OptionalDouble hostWattsPerGpu) {
  /** Nothing stated. */
  public static final Hardware NONE =
      new Hardware(
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalInt.empty(),
          OptionalDouble.empty());

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a figure is out of its range
   */
  public Hardware {
    SpecField.GPU_FRACTION.require(gpuFraction);
    SpecField.GPU_WATTS.require(gpuWatts);
    SpecField.POWER_LIMIT_WATTS.require(powerLimitWatts);
    gpusPerNode.ifPresent(SpecField.GPUS_PER_NODE::require);
    SpecField.HOST_WATTS_PER_GPU.require(hostWattsPerGpu);
  }

  static <E extends Exception> Hardware of(SpecValues<E> values) throws E {
    return new Hardware(
        values.number(SpecField.GPU_FRACTION),
        values.number(SpecField.GPU_WATTS),
        values.number(SpecField.POWER_LIMIT_WATTS),
        values.smallCount(SpecField.GPUS_PER_NODE),
        values.number(SpecField.HOST_WATTS_PER_GPU));
  }

  Hardware withHost(OptionalInt perNode, OptionalDouble wattsPerGpu) {
    return new Hardware(gpuFraction, gpuWatts, powerLimitWatts, perNode, wattsPerGpu);
  }

  Hardware withGpuWatts(OptionalDouble watts) {
    return new Hardware(gpuFraction, watts, powerLimitWatts, gpusPerNode, hostWattsPerGpu);
  }
}
