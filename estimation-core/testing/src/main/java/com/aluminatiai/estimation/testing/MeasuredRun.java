package com.aluminatiai.estimation.testing;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.EnergyModel;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.FormFactor;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A published run whose power was measured, or whose facility energy was reported.
 *
 * <p>Made by {@link MeasuredRuns}; it grows by accessors. Immutable and thread-safe.
 */
public final class MeasuredRun {
  private final String id;
  private final String family;
  private final String set;
  private final String facilitySet;
  private final String boundary;
  private final boolean capped;
  private final Accelerator accelerator;
  private final WorkloadType workloadType;
  private final int acceleratorCount;
  private final int acceleratorsPerNode;
  private final double wattsPerAccelerator;
  private final OptionalDouble acceleratorWatts;
  private final OptionalDouble pue;
  private final OptionalDouble acceleratorHours;
  private final OptionalDouble facilityMwh;
  private final String name;
  private final String source;

  MeasuredRun(
      String id,
      String family,
      String set,
      String facilitySet,
      String boundary,
      boolean capped,
      Accelerator accelerator,
      WorkloadType workloadType,
      int acceleratorCount,
      int acceleratorsPerNode,
      double wattsPerAccelerator,
      OptionalDouble acceleratorWatts,
      OptionalDouble pue,
      OptionalDouble acceleratorHours,
      OptionalDouble facilityMwh,
      String name,
      String source) {
    this.id = id;
    this.family = family;
    this.set = set;
    this.facilitySet = facilitySet;
    this.boundary = boundary;
    this.capped = capped;
    this.accelerator = accelerator;
    this.workloadType = workloadType;
    this.acceleratorCount = acceleratorCount;
    this.acceleratorsPerNode = acceleratorsPerNode;
    this.wattsPerAccelerator = wattsPerAccelerator;
    this.acceleratorWatts = acceleratorWatts;
    this.pue = pue;
    this.acceleratorHours = acceleratorHours;
    this.facilityMwh = facilityMwh;
    this.name = name;
    this.source = source;
  }

  /** {@return a short id} */
  public String id() {
    return id;
  }

  /** {@return who measured; rows of one family share machines and meters} */
  public String family() {
    return family;
  }

  /**
   * {@return the set that it is scored in, {@code A1} for instance; empty for a row that repeats
   * another's power}
   */
  public String set() {
    return set;
  }

  /** {@return {@code complete}, {@code partial}, or empty where no energy was reported} */
  public String facilitySet() {
    return facilitySet;
  }

  /**
   * {@return what the watts include: {@code node} at the wall, {@code accelerator}, or {@code
   * partial} (accelerator, CPU and memory counters)}
   */
  public String boundary() {
    return boundary;
  }

  /** {@return whether the accelerators ran under a power cap} */
  public boolean capped() {
    return capped;
  }

  /** {@return the device as the source rates it} */
  public Accelerator accelerator() {
    return accelerator;
  }

  /** {@return the kind of work} */
  public WorkloadType workloadType() {
    return workloadType;
  }

  /** {@return number of devices} */
  public int acceleratorCount() {
    return acceleratorCount;
  }

  /** {@return devices that share one host} */
  public int acceleratorsPerNode() {
    return acceleratorsPerNode;
  }

  /** {@return measured mean watts within the boundary, divided by the devices} */
  public double wattsPerAccelerator() {
    return wattsPerAccelerator;
  }

  /** {@return what the devices alone drew in the same run, where a source tells both} */
  public OptionalDouble acceleratorWatts() {
    return acceleratorWatts;
  }

  /** {@return the site's PUE, where facility energy was reported} */
  public OptionalDouble pue() {
    return pue;
  }

  /** {@return hours times devices, where facility energy was reported} */
  public OptionalDouble acceleratorHours() {
    return acceleratorHours;
  }

  /** {@return reported facility energy in MWh} */
  public OptionalDouble facilityMwh() {
    return facilityMwh;
  }

  /** {@return what ran} */
  public String name() {
    return name;
  }

  /** {@return the publication} */
  public String source() {
    return source;
  }

  /**
   * Returns the run as an energy model sees it: one accelerator for 1000 hours, so that kWh are
   * mean watts. Utilization is left to the model; what the boundary leaves out is stated as zero.
   *
   * @return the usage
   */
  public Usage usage() {
    return usageWithoutNode().withAcceleratorsPerNode(acceleratorsPerNode);
  }

  /**
   * Returns this run with the number of accelerators in a node left out, as most users leave it.
   *
   * @return a usage that states less than {@link #usage}
   */
  public Usage usageWithoutNode() {
    Usage usage =
        Usage.of(accelerator, 1, 1000).withWorkloadType(workloadType).withNetworkFraction(0);
    return boundary.equals("accelerator") ? usage.withHostWattsPerAccelerator(0) : usage;
  }

  /**
   * Returns what the model says for the measured watts.
   *
   * @param model a model
   * @return watts per accelerator within the boundary
   */
  public Range watts(EnergyModel model) {
    return model.energyKwh(usage(), Site.UNKNOWN.withPue(1));
  }

  /**
   * Returns what the model says for the reported facility energy.
   *
   * @param model a model
   * @return MWh
   */
  public Range facilityMwh(EnergyModel model) {
    return model
        .energyKwh(usage(), Site.UNKNOWN.withPue(pue.orElse(1)))
        .times(acceleratorHours.orElse(0) / 1000 / 1000);
  }

  static MeasuredRun parse(String line) {
    String[] cells = line.split("\t", -1);
    return new MeasuredRun(
        cells[0],
        cells[1],
        cells[2],
        cells[3],
        cells[4],
        cells[5].equals("capped"),
        accelerator(cells),
        WorkloadType.valueOf(cells[10].toUpperCase(Locale.ROOT)),
        Integer.parseInt(cells[11]),
        Integer.parseInt(cells[12]),
        Double.parseDouble(cells[13]),
        optional(cells[14]),
        optional(cells[15]),
        optional(cells[16]),
        optional(cells[17]),
        cells[18],
        cells[19]);
  }

  private static Accelerator accelerator(String[] cells) {
    double tdpWatts = Double.parseDouble(cells[9]);
    Accelerator.Builder accelerator =
        Accelerator.builder(cells[6], tdpWatts)
            .architecture(cells[7])
            .formFactor(FormFactor.valueOf(cells[8]))
            .source(cells[19]);
    Estimator.standard()
        .accelerators()
        .byId(cells[6])
        .map(Accelerator::idleWatts)
        .ifPresent(idle -> idle.ifPresent(accelerator::idleWatts));
    return accelerator.build();
  }

  private static OptionalDouble optional(String cell) {
    return cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
  }

  private List<Object> parts() {
    return List.of(
        id,
        family,
        set,
        facilitySet,
        boundary,
        capped,
        accelerator,
        workloadType,
        acceleratorCount,
        acceleratorsPerNode,
        wattsPerAccelerator,
        acceleratorWatts,
        pue,
        acceleratorHours,
        facilityMwh,
        name,
        source);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MeasuredRun measuredRun && parts().equals(measuredRun.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return id + " " + name;
  }
}
