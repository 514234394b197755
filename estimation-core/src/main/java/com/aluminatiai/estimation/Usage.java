package com.aluminatiai.estimation;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What ran: accelerators, their number, hours, and whatever the caller knows of the load. What is
 * left open is assumed by the energy model, which widens its range accordingly.
 *
 * <p>{@link #of} makes one; methods that begin with {@code with} return a copy that says more.
 * Accessors have plain names, so that reading and copying never look alike. Immutable and
 * thread-safe.
 */
public final class Usage {
  /** Most accelerators, and most hours, that an estimate takes: a million. */
  public static final int MOST = 1_000_000;

  private static final double MOST_WATTS = 100_000;

  private final Accelerator accelerator;
  private final int acceleratorCount;
  private final double durationHours;
  private final double acceleratorFraction;
  private final OptionalDouble utilizationPercent;
  private final Optional<WorkloadType> workloadType;
  private final OptionalDouble acceleratorWatts;
  private final OptionalDouble powerLimitWatts;
  private final OptionalDouble hostWattsPerAccelerator;
  private final OptionalDouble networkFraction;
  private final OptionalInt acceleratorsPerNode;

  /** What becomes a usage. A new input is a field here, above, and one method. */
  private static final class Draft {
    Accelerator accelerator;
    int acceleratorCount;
    double durationHours;
    double acceleratorFraction = 1;
    OptionalDouble utilizationPercent = OptionalDouble.empty();
    Optional<WorkloadType> workloadType = Optional.empty();
    OptionalDouble acceleratorWatts = OptionalDouble.empty();
    OptionalDouble powerLimitWatts = OptionalDouble.empty();
    OptionalDouble hostWattsPerAccelerator = OptionalDouble.empty();
    OptionalDouble networkFraction = OptionalDouble.empty();
    OptionalInt acceleratorsPerNode = OptionalInt.empty();

    Draft() {}

    Draft(Usage usage) {
      accelerator = usage.accelerator;
      acceleratorCount = usage.acceleratorCount;
      durationHours = usage.durationHours;
      acceleratorFraction = usage.acceleratorFraction;
      utilizationPercent = usage.utilizationPercent;
      workloadType = usage.workloadType;
      acceleratorWatts = usage.acceleratorWatts;
      powerLimitWatts = usage.powerLimitWatts;
      hostWattsPerAccelerator = usage.hostWattsPerAccelerator;
      networkFraction = usage.networkFraction;
      acceleratorsPerNode = usage.acceleratorsPerNode;
    }
  }

  private Usage(Draft draft) {
    accelerator = draft.accelerator;
    acceleratorCount = draft.acceleratorCount;
    durationHours = draft.durationHours;
    acceleratorFraction = draft.acceleratorFraction;
    utilizationPercent = draft.utilizationPercent;
    workloadType = draft.workloadType;
    acceleratorWatts = draft.acceleratorWatts;
    powerLimitWatts = draft.powerLimitWatts;
    hostWattsPerAccelerator = draft.hostWattsPerAccelerator;
    networkFraction = draft.networkFraction;
    acceleratorsPerNode = draft.acceleratorsPerNode;
  }

  /**
   * Returns a usage of which nothing but devices and hours is known.
   *
   * @param accelerator the device
   * @param acceleratorCount number of devices, 1 to 1,000,000
   * @param durationHours wall-clock hours, 0 to 1,000,000
   * @return the usage
   * @throws IllegalArgumentException if a figure is out of its range or not a number
   */
  public static Usage of(Accelerator accelerator, int acceleratorCount, double durationHours) {
    Draft draft = new Draft();
    draft.accelerator = Objects.requireNonNull(accelerator, "accelerator");
    draft.acceleratorCount = (int) Require.within("acceleratorCount", acceleratorCount, 1, MOST);
    draft.durationHours = Require.within("durationHours", durationHours, 0, MOST) + 0.0;
    return new Usage(draft);
  }

  /**
   * Returns this usage with a stated utilization: the share of the time in which the device works,
   * as nvidia-smi tells it (GPU-Util), not the share of its peak throughput (MFU).
   *
   * @param percent 0 to 100
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withUtilizationPercent(double percent) {
    Draft draft = new Draft(this);
    draft.utilizationPercent =
        OptionalDouble.of(Require.within("utilizationPercent", percent, 0, 100) + 0.0);
    return new Usage(draft);
  }

  /**
   * Returns this usage with a stated kind of work.
   *
   * @param type the kind of work
   * @return a copy
   */
  public Usage withWorkloadType(WorkloadType type) {
    Draft draft = new Draft(this);
    draft.workloadType = Optional.of(type);
    return new Usage(draft);
  }

  /**
   * Returns this usage with a share of each accelerator: a MIG slice, a virtual or time-sliced GPU.
   *
   * @param fraction more than 0, at most 1; 1 is the whole device
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withAcceleratorFraction(double fraction) {
    Draft draft = new Draft(this);
    draft.acceleratorFraction = Require.moreThanZero("acceleratorFraction", fraction, 1);
    return new Usage(draft);
  }

  /**
   * Returns this usage with measured watts of the accelerator, which replace every assumption about
   * its load.
   *
   * @param watts mean watts of one whole accelerator, 0 to 100,000
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withAcceleratorWatts(double watts) {
    Draft draft = new Draft(this);
    draft.acceleratorWatts = OptionalDouble.of(watts("acceleratorWatts", watts));
    return new Usage(draft);
  }

  /**
   * Returns this usage with the power limit that was set on the accelerator ({@code nvidia-smi
   * -pl}); no model assumes more watts of it.
   *
   * @param watts 1 to 100,000
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withPowerLimitWatts(double watts) {
    Draft draft = new Draft(this);
    draft.powerLimitWatts =
        OptionalDouble.of(Require.within("powerLimitWatts", watts, 1, MOST_WATTS));
    return new Usage(draft);
  }

  /**
   * Returns this usage with measured watts of the host.
   *
   * @param watts mean watts of the rest of the node, divided by its accelerators, 0 to 100,000
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withHostWattsPerAccelerator(double watts) {
    Draft draft = new Draft(this);
    draft.hostWattsPerAccelerator = OptionalDouble.of(watts("hostWattsPerAccelerator", watts));
    return new Usage(draft);
  }

  /**
   * Returns this usage with a stated share of network and storage outside the node.
   *
   * @param fraction of the node's energy, 0 to 1
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withNetworkFraction(double fraction) {
    Draft draft = new Draft(this);
    draft.networkFraction =
        OptionalDouble.of(Require.within("networkFraction", fraction, 0, 1) + 0.0);
    return new Usage(draft);
  }

  /**
   * Returns this usage with a stated number of accelerators per node.
   *
   * @param many accelerators that share one host, 1 to 1024
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withAcceleratorsPerNode(int many) {
    Draft draft = new Draft(this);
    draft.acceleratorsPerNode =
        OptionalInt.of((int) Require.within("acceleratorsPerNode", many, 1, 1024));
    return new Usage(draft);
  }

  /**
   * Returns this usage on another device for other hours. What was measured or set on this device
   * is left out there.
   */
  Usage on(Accelerator other, double hours) {
    Draft draft = new Draft(this);
    draft.accelerator = other;
    draft.durationHours = hours;
    if (!other.equals(accelerator)) {
      draft.acceleratorWatts = OptionalDouble.empty();
      draft.powerLimitWatts = OptionalDouble.empty();
      draft.hostWattsPerAccelerator = OptionalDouble.empty();
      draft.acceleratorsPerNode = OptionalInt.empty();
    }
    return new Usage(draft);
  }

  private static double watts(String name, double watts) {
    return Require.within(name, watts, 0, MOST_WATTS) + 0.0;
  }

  /**
   * Returns the device.
   *
   * @return the device
   */
  public Accelerator accelerator() {
    return accelerator;
  }

  /**
   * Returns the number of devices.
   *
   * @return 1 to 1,000,000
   */
  public int acceleratorCount() {
    return acceleratorCount;
  }

  /**
   * Returns the wall-clock hours.
   *
   * @return 0 to 1,000,000
   */
  public double durationHours() {
    return durationHours;
  }

  /**
   * Returns the share of each accelerator that the job had.
   *
   * @return more than 0, at most 1; 1 where nothing was said
   */
  public double acceleratorFraction() {
    return acceleratorFraction;
  }

  /**
   * Returns the stated utilization.
   *
   * @return 0 to 100; empty if not stated
   */
  public OptionalDouble utilizationPercent() {
    return utilizationPercent;
  }

  /**
   * Returns the stated kind of work.
   *
   * @return empty if not stated
   */
  public Optional<WorkloadType> workloadType() {
    return workloadType;
  }

  /**
   * Returns the measured mean watts of one whole accelerator.
   *
   * @return empty if not measured
   */
  public OptionalDouble acceleratorWatts() {
    return acceleratorWatts;
  }

  /**
   * Returns the power limit that was set on the accelerator.
   *
   * @return watts; empty if none was stated
   */
  public OptionalDouble powerLimitWatts() {
    return powerLimitWatts;
  }

  /**
   * Returns the measured mean watts of the rest of the node per accelerator.
   *
   * @return empty if not measured
   */
  public OptionalDouble hostWattsPerAccelerator() {
    return hostWattsPerAccelerator;
  }

  /**
   * Returns the stated share of network and storage.
   *
   * @return a fraction of the node's energy; empty if not stated
   */
  public OptionalDouble networkFraction() {
    return networkFraction;
  }

  /**
   * Returns the stated number of accelerators that share one host.
   *
   * @return empty if not stated
   */
  public OptionalInt acceleratorsPerNode() {
    return acceleratorsPerNode;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Usage usage
        && accelerator.equals(usage.accelerator)
        && acceleratorCount == usage.acceleratorCount
        && durationHours == usage.durationHours
        && acceleratorFraction == usage.acceleratorFraction
        && utilizationPercent.equals(usage.utilizationPercent)
        && workloadType.equals(usage.workloadType)
        && acceleratorWatts.equals(usage.acceleratorWatts)
        && powerLimitWatts.equals(usage.powerLimitWatts)
        && hostWattsPerAccelerator.equals(usage.hostWattsPerAccelerator)
        && networkFraction.equals(usage.networkFraction)
        && acceleratorsPerNode.equals(usage.acceleratorsPerNode);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        accelerator,
        acceleratorCount,
        durationHours,
        acceleratorFraction,
        utilizationPercent,
        workloadType,
        acceleratorWatts,
        powerLimitWatts,
        hostWattsPerAccelerator,
        networkFraction,
        acceleratorsPerNode);
  }

  /** Returns one readable line, with what was stated alone. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(acceleratorCount).append(" x ").append(accelerator.name());
    if (acceleratorFraction != 1) {
      line.append(" (").append(acceleratorFraction).append(" of each)");
    }
    line.append(", ").append(durationHours).append(" h");
    utilizationPercent.ifPresent(
        percent -> line.append(", ").append(percent).append(" % utilization"));
    workloadType.ifPresent(type -> line.append(", ").append(type.code()));
    acceleratorWatts.ifPresent(watts -> line.append(", measured ").append(watts).append(" W"));
    powerLimitWatts.ifPresent(watts -> line.append(", limit ").append(watts).append(" W"));
    hostWattsPerAccelerator.ifPresent(watts -> line.append(", host ").append(watts).append(" W"));
    networkFraction.ifPresent(share -> line.append(", network ").append(share));
    acceleratorsPerNode.ifPresent(many -> line.append(", ").append(many).append(" a node"));
    return line.toString();
  }
}
