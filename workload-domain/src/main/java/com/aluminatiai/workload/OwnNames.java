package com.aluminatiai.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an owner calls accelerators, in the order in which it was said.
 *
 * @param gpus the catalogue's name of an accelerator, by a name of one's own
 * @param partitions the catalogue's name of the accelerators of a cluster's partition, by its name
 */
public record OwnNames(Map<String, String> gpus, Map<String, String> partitions) {
  /** No names. */
  public static final OwnNames NONE = new OwnNames(Map.of(), Map.of());

  /** Most names of each kind. */
  public static final int MOST = 1_000;

  /** Most characters of a name. */
  public static final int MOST_CHARACTERS = WorkloadSpec.MOST_GPU_TYPE_CHARACTERS;

  /**
   * Checks and copies the names.
   *
   * @throws IllegalArgumentException if there are too many, or one is blank or too long
   */
  public OwnNames {
    gpus = checked("gpus", gpus);
    partitions = checked("partitions", partitions);
  }

  private static Map<String, String> checked(String kind, Map<String, String> names) {
    Require.within(kind, names.size(), 0, MOST);
    Map<String, String> copy = new LinkedHashMap<>();
    names.forEach(
        (name, target) -> {
          Require.label(kind, name, MOST_CHARACTERS);
          Require.label(kind, target, MOST_CHARACTERS);
          copy.put(name, target);
        });
    return Collections.unmodifiableMap(copy);
  }
}
