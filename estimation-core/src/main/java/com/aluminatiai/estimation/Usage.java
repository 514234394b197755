package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
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

  private final Devices devices;
  private final Load load;
  private final Node node;

  private record Devices(
      Accelerator accelerator,
      int count,
      Range hours,
      double fraction,
      boolean named,
      OptionalDouble sliceMemoryGb) {
    Devices during(Range other) {
      return new Devices(accelerator, count, other, fraction, named, sliceMemoryGb);
    }
  }

  private record Load(
      OptionalDouble utilizationPercent,
      Optional<WorkloadType> workloadType,
      OptionalDouble watts,
      Optional<Range> wattsBand,
      OptionalDouble limitWatts) {
    static final Load OPEN =
        new Load(
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty());
  }

  private record Node(
      OptionalDouble hostWatts, OptionalDouble networkFraction, OptionalInt accelerators) {
    static final Node OPEN =
        new Node(OptionalDouble.empty(), OptionalDouble.empty(), OptionalInt.empty());
  }

  private Usage(Devices devices, Load load, Node node) {
    this.devices = devices;
    this.load = load;
    this.node = node;
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
    Objects.requireNonNull(accelerator, "accelerator");
    Require.within("acceleratorCount", acceleratorCount, 1, MOST);
    double hours = Require.within("durationHours", durationHours, 0, MOST) + 0.0;
    return new Usage(
        new Devices(
            accelerator, acceleratorCount, Range.exactly(hours), 1, false, OptionalDouble.empty()),
        Load.OPEN,
        Node.OPEN);
  }

  /**
   * Returns this usage with hours that were derived and not stated: from tokens to be trained on,
   * for instance. The best figure becomes the wall-clock hours, the band goes into every range.
   *
   * @param hours wall-clock hours; the best figure 0 to 1,000,000, and the band without width where
   *     it is 0
   * @return a copy
   * @throws IllegalArgumentException if they are out of their range
   */
  public Usage withHoursBand(Range hours) {
    Require.within("durationHours", hours.best(), 0, MOST);
    if (hours.best() == 0) {
      Require.within("durationHours high", hours.high(), 0, 0);
    }
    return with(devices.during(hours));
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
    double checked = Require.within("utilizationPercent", percent, 0, 100) + 0.0;
    return with(
        new Load(
            OptionalDouble.of(checked),
            load.workloadType,
            load.watts,
            load.wattsBand,
            load.limitWatts));
  }

  /**
   * Returns this usage with a stated kind of work.
   *
   * @param type the kind of work
   * @return a copy
   */
  public Usage withWorkloadType(WorkloadType type) {
    return with(
        new Load(
            load.utilizationPercent,
            Optional.of(type),
            load.watts,
            load.wattsBand,
            load.limitWatts));
  }

  /**
   * Returns this usage with a share of each accelerator: a MIG slice, a virtual or time-sliced GPU.
   *
   * @param fraction more than 0, at most 1; 1 is the whole device
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withAcceleratorFraction(double fraction) {
    Require.moreThanZero("acceleratorFraction", fraction, 1);
    return new Usage(
        new Devices(
            devices.accelerator,
            devices.count,
            devices.hours,
            fraction,
            false,
            devices.sliceMemoryGb),
        load,
        node);
  }

  /**
   * Returns this usage with the part of each accelerator that a name stands for: its share, and its
   * memory, which is the share of the accelerator's where the name does not say it.
   *
   * @param slice what {@link Match#slice} tells of a name
   * @return a copy
   */
  public Usage withSlice(Slice slice) {
    Devices part = part(devices.accelerator, slice);
    return new Usage(part, load, node);
  }

  private Devices part(Accelerator accelerator, Slice slice) {
    OptionalDouble memoryGb = slice.memoryGb();
    if (memoryGb.isEmpty() && accelerator.memoryGb().isPresent()) {
      memoryGb = OptionalDouble.of(accelerator.memoryGb().getAsDouble() * slice.fraction());
    }
    return new Devices(accelerator, devices.count, devices.hours, slice.fraction(), true, memoryGb);
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
    OptionalDouble checked = OptionalDouble.of(watts("acceleratorWatts", watts));
    return with(
        new Load(
            load.utilizationPercent, load.workloadType, checked, load.wattsBand, load.limitWatts));
  }

  /**
   * Returns this usage with watts of the accelerator that were derived and not measured: from what
   * serving a model takes, for instance. They replace what the calibrated model assumes about its
   * load, and their band goes into every range; the simple formula does not take them. Where watts
   * are measured, those count.
   *
   * @param watts mean watts of one whole accelerator, 0 to 100,000
   * @return a copy
   * @throws IllegalArgumentException if they are out of their range
   */
  public Usage withAcceleratorWattsBand(Range watts) {
    watts("acceleratorWatts", watts.high());
    return with(
        new Load(
            load.utilizationPercent,
            load.workloadType,
            load.watts,
            Optional.of(watts),
            load.limitWatts));
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
    Require.within("powerLimitWatts", watts, 1, MOST_WATTS);
    return with(
        new Load(
            load.utilizationPercent,
            load.workloadType,
            load.watts,
            load.wattsBand,
            OptionalDouble.of(watts)));
  }

  /**
   * Returns this usage with measured watts of the host.
   *
   * @param watts mean watts of the rest of the node, divided by its accelerators, 0 to 100,000
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withHostWattsPerAccelerator(double watts) {
    OptionalDouble checked = OptionalDouble.of(watts("hostWattsPerAccelerator", watts));
    return with(new Node(checked, node.networkFraction, node.accelerators));
  }

  /**
   * Returns this usage with a stated share of network and storage outside the node.
   *
   * @param fraction of the node's energy, 0 to 1
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withNetworkFraction(double fraction) {
    double checked = Require.within("networkFraction", fraction, 0, 1) + 0.0;
    return with(new Node(node.hostWatts, OptionalDouble.of(checked), node.accelerators));
  }

  /**
   * Returns this usage with a stated number of accelerators per node.
   *
   * @param many accelerators that share one host, 1 to 1024
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Usage withAcceleratorsPerNode(int many) {
    Require.within("acceleratorsPerNode", many, 1, 1024);
    return with(new Node(node.hostWatts, node.networkFraction, OptionalInt.of(many)));
  }

  /**
   * Returns this usage on another device for other hours. What was measured or set on this device
   * is left out there. A share that was stated stays where no slice is named there; one that the
   * name of this device stood for does not.
   */
  Usage on(Accelerator other, Optional<Slice> slice, double hours) {
    boolean same = other.equals(devices.accelerator);
    Devices there =
        slice.isPresent()
            ? part(other, slice.get())
            : new Devices(
                other,
                devices.count,
                devices.hours,
                shareElsewhere(),
                false,
                OptionalDouble.empty());
    there = there.during(hoursBand(hours));
    if (same) {
      return new Usage(there, load, node);
    }
    return new Usage(
        there,
        new Load(
            load.utilizationPercent,
            load.workloadType,
            OptionalDouble.empty(),
            Optional.empty(),
            OptionalDouble.empty()),
        new Node(OptionalDouble.empty(), node.networkFraction, OptionalInt.empty()));
  }

  /** The share of a device of which no slice is named. */
  double shareElsewhere() {
    return devices.named ? 1 : devices.fraction;
  }

  /** The hours' band around another best figure: as wide, as a ratio. */
  private Range hoursBand(double best) {
    Range band = devices.hours;
    if (band.low() == band.high()) {
      return Range.exactly(best);
    }
    return band.best() == best
        ? band
        : new Range(best * (band.low() / band.best()), best, best * (band.high() / band.best()));
  }

  private Usage with(Devices other) {
    return new Usage(other, load, node);
  }

  private Usage with(Load other) {
    return new Usage(devices, other, node);
  }

  private Usage with(Node other) {
    return new Usage(devices, load, other);
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
    return devices.accelerator;
  }

  /**
   * Returns the number of devices.
   *
   * @return 1 to 1,000,000
   */
  public int acceleratorCount() {
    return devices.count;
  }

  /**
   * Returns the wall-clock hours.
   *
   * @return 0 to 1,000,000
   */
  public double durationHours() {
    return devices.hours.best();
  }

  /**
   * Returns the wall-clock hours with their band.
   *
   * @return one point where they were stated
   */
  public Range hoursBand() {
    return devices.hours;
  }

  /**
   * Returns the share of each accelerator that the job had.
   *
   * @return more than 0, at most 1; 1 where nothing was said
   */
  public double acceleratorFraction() {
    return devices.fraction;
  }

  /**
   * Returns the memory that the job had of each accelerator: that of a named slice, else all of it.
   *
   * @return GB; empty if it is not known
   */
  public OptionalDouble acceleratorMemoryGb() {
    return devices.sliceMemoryGb.isPresent()
        ? devices.sliceMemoryGb
        : devices.accelerator.memoryGb();
  }

  /**
   * Returns the stated utilization.
   *
   * @return 0 to 100; empty if not stated
   */
  public OptionalDouble utilizationPercent() {
    return load.utilizationPercent;
  }

  /**
   * Returns the stated kind of work.
   *
   * @return empty if not stated
   */
  public Optional<WorkloadType> workloadType() {
    return load.workloadType;
  }

  /**
   * Returns the measured mean watts of one whole accelerator.
   *
   * @return empty if not measured
   */
  public OptionalDouble acceleratorWatts() {
    return load.watts;
  }

  /**
   * Returns the derived watts of one whole accelerator.
   *
   * @return empty if none were derived
   */
  public Optional<Range> acceleratorWattsBand() {
    return load.wattsBand;
  }

  /**
   * Returns the power limit that was set on the accelerator.
   *
   * @return watts; empty if none was stated
   */
  public OptionalDouble powerLimitWatts() {
    return load.limitWatts;
  }

  /**
   * Returns the measured mean watts of the rest of the node per accelerator.
   *
   * @return empty if not measured
   */
  public OptionalDouble hostWattsPerAccelerator() {
    return node.hostWatts;
  }

  /**
   * Returns the stated share of network and storage.
   *
   * @return a fraction of the node's energy; empty if not stated
   */
  public OptionalDouble networkFraction() {
    return node.networkFraction;
  }

  /**
   * Returns the stated number of accelerators that share one host.
   *
   * @return empty if not stated
   */
  public OptionalInt acceleratorsPerNode() {
    return node.accelerators;
  }

  private Object shownHours() {
    Range hours = devices.hours;
    return hours.low() == hours.high() ? (Object) hours.best() : hours;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Usage usage
        && devices.equals(usage.devices)
        && load.equals(usage.load)
        && node.equals(usage.node);
  }

  @Override
  public int hashCode() {
    return Objects.hash(devices, load, node);
  }

  /** Returns one readable line, with what was stated alone. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(devices.count).append(" x ").append(devices.accelerator.name());
    if (devices.fraction != 1) {
      line.append(" (").append(devices.fraction).append(" of each)");
    }
    line.append(", ").append(shownHours()).append(" h");
    load.utilizationPercent.ifPresent(
        percent -> line.append(", ").append(percent).append(" % utilization"));
    load.workloadType.ifPresent(type -> line.append(", ").append(type.code()));
    load.watts.ifPresent(watts -> line.append(", measured ").append(watts).append(" W"));
    load.wattsBand.ifPresent(watts -> line.append(", derived ").append(watts).append(" W"));
    load.limitWatts.ifPresent(watts -> line.append(", limit ").append(watts).append(" W"));
    node.hostWatts.ifPresent(watts -> line.append(", host ").append(watts).append(" W"));
    node.networkFraction.ifPresent(share -> line.append(", network ").append(share));
    node.accelerators.ifPresent(many -> line.append(", ").append(many).append(" a node"));
    return line.toString();
  }
}
