package com.aluminatiai.http.file;

import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What a file does not say.
 *
 * @param modelSizeGb size of the weights in GB, for every job of a foreign file; 0 where nobody
 *     says it
 * @param gpuType the accelerator of a foreign file's jobs that name none
 * @param project the project of a foreign file's jobs that name none
 * @param zone the time zone of times without an offset; if empty, a file of ours may have none
 * @param usualZone the time zone of a foreign file where none is said
 * @param shardsPerGpu into how many shards Slurm cuts an accelerator, 1 or more
 * @param isEnergyWanted whether energy that Slurm measured is taken: it is that of whole nodes
 * @param site the site of a foreign file's jobs, one of the owner's own
 * @param isGroupedByDay whether calls to language models are one workload a model and day, and not
 *     each one
 */
public record ForeignFormat(
    double modelSizeGb,
    Optional<String> gpuType,
    Optional<String> project,
    Optional<ZoneId> zone,
    ZoneId usualZone,
    OptionalLong shardsPerGpu,
    boolean isEnergyWanted,
    Optional<String> site,
    boolean isGroupedByDay) {
  /** The size that stands where nobody says one. */
  public static final double UNKNOWN_MODEL_SIZE_GB = 0;

  /** What asks for one workload a model and day. */
  public static final String DAY = "day";

  /** What asks for the energy that Slurm measured. */
  public static final String CONSUMED_ENERGY = "consumed_energy";

  /** Creates a format of which Slurm's own is not said. */
  ForeignFormat(
      double modelSizeGb,
      Optional<String> gpuType,
      Optional<String> project,
      Optional<ZoneId> zone,
      ZoneId usualZone) {
    this(
        modelSizeGb,
        gpuType,
        project,
        zone,
        usualZone,
        OptionalLong.empty(),
        false,
        Optional.empty(),
        false);
  }

  /** Returns the size of the weights as a cell; empty where nobody says it. */
  String modelSize() {
    return modelSizeGb == UNKNOWN_MODEL_SIZE_GB ? "" : Double.toString(modelSizeGb);
  }

  /** Returns the time zone of a foreign file. */
  ZoneId foreignZone() {
    return zone.orElse(usualZone);
  }
}
