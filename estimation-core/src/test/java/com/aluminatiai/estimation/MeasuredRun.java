package com.aluminatiai.estimation;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A published run whose power was measured, or whose facility energy was reported.
 *
 * @param id a short id
 * @param family who measured; rows of one family share machines and meters
 * @param set the set that it is scored in, {@code A1} for instance; empty for a row that repeats
 *     another's power
 * @param facilitySet {@code complete}, {@code partial}, or empty where no energy was reported
 * @param boundary what the watts include: {@code node} at the wall, {@code accelerator}, or {@code
 *     partial} (accelerator, CPU and memory counters)
 * @param capped whether the accelerators ran under a power cap
 * @param accelerator the device as the source rates it
 * @param workloadType the kind of work
 * @param acceleratorCount number of devices
 * @param acceleratorsPerNode devices that share one host
 * @param wattsPerAccelerator measured mean watts within the boundary, divided by the devices
 * @param acceleratorWatts what the devices alone drew in the same run, where a source tells both
 * @param pue the site's PUE, where facility energy was reported
 * @param acceleratorHours hours times devices, where facility energy was reported
 * @param facilityMwh reported facility energy in MWh
 * @param name what ran
 * @param source the publication
 */
public record MeasuredRun(
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
        WorkloadType.valueOf(cells[10].toUpperCase(java.util.Locale.ROOT)),
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
    OptionalDouble idleWatts =
        Estimator.standard()
            .accelerators()
            .byId(cells[6])
            .map(Accelerator::idleWatts)
            .orElse(OptionalDouble.empty());
    return new Accelerator(
        cells[6],
        cells[6],
        "",
        cells[7],
        tdpWatts,
        tdpWatts,
        Rating.published(tdpWatts),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        idleWatts,
        FormFactor.valueOf(cells[8]),
        OptionalInt.empty(),
        Availability.SOLD,
        OptionalDouble.empty(),
        Optional.empty(),
        List.of(),
        "",
        cells[19]);
  }

  private static OptionalDouble optional(String cell) {
    return cell.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cell));
  }

  @Override
  public String toString() {
    return id + " " + name;
  }
}
