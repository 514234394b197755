package com.aluminatiai.workload;

import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A site of one's own: what stands in for what a submission that names it leaves out.
 *
 * @param place its name, region, PUE, grid and price of electricity; the name is always there
 * @param terms whose hardware it has, its rent and its contract for electricity
 * @param gpusPerNode accelerators that share one machine, 1 to 1,024
 * @param hostWattsPerGpu power of the rest of a machine for each of its accelerators, 0 to 100,000
 */
public record OwnSite(
    StatedSite place, Terms terms, OptionalInt gpusPerNode, OptionalDouble hostWattsPerGpu) {
  /** Most sites of an owner. */
  public static final int MOST = 1_000;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if there is no name, or a figure is out of its range
   */
  public OwnSite {
    if (place.name().isEmpty()) {
      throw new IllegalArgumentException("name is missing");
    }
    Objects.requireNonNull(terms, "terms");
    gpusPerNode.ifPresent(SpecField.GPUS_PER_NODE::require);
    SpecField.HOST_WATTS_PER_GPU.require(hostWattsPerGpu);
  }

  /**
   * Makes a site of which nothing but its name is known.
   *
   * @param name its name
   * @return the site
   */
  public static OwnSite named(String name) {
    return new OwnSite(
        new StatedSite(
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of(name)),
        Terms.NONE,
        OptionalInt.empty(),
        OptionalDouble.empty());
  }

  /**
   * Returns a specification in which this site stands for what was left out: a stated field beats
   * the site's, and the site's those of its region. Grid, market and price are those of its own
   * region: where another is stated they are left out. The values are the specification's from then
   * on.
   *
   * @param spec what was stated; its site has this site's name
   * @param isElsewhere whether a region is stated that is not the site's
   * @return a copy
   */
  public WorkloadSpec in(WorkloadSpec spec, boolean isElsewhere) {
    StatedSite stated = spec.site();
    Terms said = spec.details().terms();
    Hardware hardware = spec.hardware();
    StatedSite filled =
        new StatedSite(
            stated.region().or(place::region),
            either(stated.pue(), place.pue()),
            isElsewhere
                ? stated.gridKgPerKwh()
                : either(stated.gridKgPerKwh(), place.gridKgPerKwh()),
            isElsewhere ? stated.usdPerKwh() : either(stated.usdPerKwh(), place.usdPerKwh()),
            stated.name());
    Details details =
        new Details(
            hardware.withHost(
                hardware.gpusPerNode().isPresent() ? hardware.gpusPerNode() : gpusPerNode,
                either(hardware.hostWattsPerGpu(), hostWattsPerGpu)),
            spec.work(),
            new Terms(
                said.hosting().or(terms::hosting),
                either(said.usdPerGpuHour(), terms.usdPerGpuHour()),
                isElsewhere
                    ? said.marketKgPerKwh()
                    : either(said.marketKgPerKwh(), terms.marketKgPerKwh())),
            spec.measurement());
    return spec.withSite(filled, details);
  }

  private static OptionalDouble either(OptionalDouble stated, OptionalDouble ofSite) {
    return stated.isPresent() ? stated : ofSite;
  }

  /**
   * Returns its name.
   *
   * @return the name, as it was given
   */
  public String name() {
    return place.name().orElseThrow();
  }
}
