package com.aluminatiai.workload;

import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.util.Objects;
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
   * Returns its name.
   *
   * @return the name, as it was given
   */
  public String name() {
    return place.name().orElseThrow();
  }
}
