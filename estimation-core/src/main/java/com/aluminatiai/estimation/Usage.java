package com.aluminatiai.estimation;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What ran: accelerators, their number, hours, and whatever the caller knows of the load. What is
 * left empty is assumed by the energy model, which widens its range accordingly.
 *
 * @param accelerator the device
 * @param acceleratorCount number of devices, 1 to 1,000,000
 * @param durationHours wall-clock hours, 0 to 1,000,000
 * @param utilizationPercent accelerator utilization, 0 to 100
 * @param workloadType the kind of work
 * @param acceleratorWatts measured mean watts of one accelerator; replaces every assumption about
 *     its load
 * @param hostWattsPerAccelerator measured mean watts of the rest of the node, divided by its
 *     accelerators
 * @param networkFraction energy of network and storage outside the node as a fraction of the
 *     node's, 0 to 1
 * @param acceleratorsPerNode accelerators that share one host, 1 to 1024
 */
public record Usage(
    Accelerator accelerator,
    int acceleratorCount,
    double durationHours,
    OptionalDouble utilizationPercent,
    Optional<WorkloadType> workloadType,
    OptionalDouble acceleratorWatts,
    OptionalDouble hostWattsPerAccelerator,
    OptionalDouble networkFraction,
    OptionalInt acceleratorsPerNode) {

  /** Most accelerators, and most hours, that an estimate takes: a million. */
  public static final int MOST = 1_000_000;

  /**
   * Checks the figures; minus zero becomes zero.
   *
   * @throws IllegalArgumentException if a figure is out of its range or not a number
   */
  public Usage {
    Objects.requireNonNull(accelerator, "accelerator");
    Objects.requireNonNull(workloadType, "workloadType");
    Require.within("acceleratorCount", acceleratorCount, 1, MOST);
    Require.within("durationHours", durationHours, 0, MOST);
    utilizationPercent.ifPresent(percent -> Require.within("utilizationPercent", percent, 0, 100));
    acceleratorWatts.ifPresent(watts -> Require.within("acceleratorWatts", watts, 0, 100_000));
    hostWattsPerAccelerator.ifPresent(
        watts -> Require.within("hostWattsPerAccelerator", watts, 0, 100_000));
    networkFraction.ifPresent(fraction -> Require.within("networkFraction", fraction, 0, 1));
    acceleratorsPerNode.ifPresent(many -> Require.within("acceleratorsPerNode", many, 1, 1024));
    durationHours += 0.0;
    utilizationPercent = Require.withoutMinusZero(utilizationPercent);
    acceleratorWatts = Require.withoutMinusZero(acceleratorWatts);
    hostWattsPerAccelerator = Require.withoutMinusZero(hostWattsPerAccelerator);
    networkFraction = Require.withoutMinusZero(networkFraction);
  }

  /**
   * Makes a usage whose nodes are not known.
   *
   * @param accelerator the device
   * @param acceleratorCount number of devices, 1 to 1,000,000
   * @param durationHours wall-clock hours, 0 to 1,000,000
   * @param utilizationPercent accelerator utilization, 0 to 100
   * @param workloadType the kind of work
   * @param acceleratorWatts measured mean watts of one accelerator
   * @param hostWattsPerAccelerator measured mean watts of the rest of the node per accelerator
   * @param networkFraction energy of network and storage as a fraction of the node's, 0 to 1
   */
  public Usage(
      Accelerator accelerator,
      int acceleratorCount,
      double durationHours,
      OptionalDouble utilizationPercent,
      Optional<WorkloadType> workloadType,
      OptionalDouble acceleratorWatts,
      OptionalDouble hostWattsPerAccelerator,
      OptionalDouble networkFraction) {
    this(
        accelerator,
        acceleratorCount,
        durationHours,
        utilizationPercent,
        workloadType,
        acceleratorWatts,
        hostWattsPerAccelerator,
        networkFraction,
        OptionalInt.empty());
  }

  /**
   * Returns a usage of which nothing but devices and hours is known.
   *
   * @param accelerator the device
   * @param acceleratorCount number of devices, 1 to 1,000,000
   * @param durationHours wall-clock hours, 0 to 1,000,000
   * @return the usage
   */
  public static Usage of(Accelerator accelerator, int acceleratorCount, double durationHours) {
    return new Usage(
        accelerator,
        acceleratorCount,
        durationHours,
        OptionalDouble.empty(),
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /**
   * Returns this usage with a stated utilization.
   *
   * @param percent 0 to 100
   * @return a copy
   */
  public Usage utilizationPercent(double percent) {
    return new Usage(
        accelerator,
        acceleratorCount,
        durationHours,
        OptionalDouble.of(percent),
        workloadType,
        acceleratorWatts,
        hostWattsPerAccelerator,
        networkFraction,
        acceleratorsPerNode);
  }

  /**
   * Returns this usage with a stated kind of work.
   *
   * @param type the kind of work
   * @return a copy
   */
  public Usage workloadType(WorkloadType type) {
    return new Usage(
        accelerator,
        acceleratorCount,
        durationHours,
        utilizationPercent,
        Optional.of(type),
        acceleratorWatts,
        hostWattsPerAccelerator,
        networkFraction,
        acceleratorsPerNode);
  }

  /**
   * Returns this usage with measured accelerator watts.
   *
   * @param watts mean watts of one accelerator, 0 to 100,000
   * @return a copy
   */
  public Usage acceleratorWatts(double watts) {
    return new Usage(
        accelerator,
        acceleratorCount,
        durationHours,
        utilizationPercent,
        workloadType,
        OptionalDouble.of(watts),
        hostWattsPerAccelerator,
        networkFraction,
        acceleratorsPerNode);
  }

  /**
   * Returns this usage with measured host watts.
   *
   * @param watts mean watts of the rest of the node per accelerator, 0 to 100,000
   * @return a copy
   */
  public Usage hostWattsPerAccelerator(double watts) {
    return new Usage(
        accelerator,
        acceleratorCount,
        durationHours,
        utilizationPercent,
        workloadType,
        acceleratorWatts,
        OptionalDouble.of(watts),
        networkFraction,
        acceleratorsPerNode);
  }

  /**
   * Returns this usage with a stated share of network and storage.
   *
   * @param fraction of the node's energy, 0 to 1
   * @return a copy
   */
  public Usage networkFraction(double fraction) {
    return new Usage(
        accelerator,
        acceleratorCount,
        durationHours,
        utilizationPercent,
        workloadType,
        acceleratorWatts,
        hostWattsPerAccelerator,
        OptionalDouble.of(fraction),
        acceleratorsPerNode);
  }

  /**
   * Returns this usage with a stated number of accelerators per node.
   *
   * @param many accelerators that share one host, 1 to 1024
   * @return a copy
   */
  public Usage acceleratorsPerNode(int many) {
    return new Usage(
        accelerator,
        acceleratorCount,
        durationHours,
        utilizationPercent,
        workloadType,
        acceleratorWatts,
        hostWattsPerAccelerator,
        networkFraction,
        OptionalInt.of(many));
  }

  /**
   * Returns this usage on another device for other hours. What was measured on this device is left
   * out there.
   */
  Usage on(Accelerator other, double hours) {
    boolean same = other.equals(accelerator);
    return new Usage(
        other,
        acceleratorCount,
        hours,
        utilizationPercent,
        workloadType,
        same ? acceleratorWatts : OptionalDouble.empty(),
        same ? hostWattsPerAccelerator : OptionalDouble.empty(),
        networkFraction,
        same ? acceleratorsPerNode : OptionalInt.empty());
  }
}
