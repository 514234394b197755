package com.aluminatiai.app.track;

import java.util.List;
import java.util.OptionalInt;

/** Which of the processes of one job this is, by what their launcher says. */
final class Ranks {
  /** What a tracked command's environment has: a tracker within it reports nothing. */
  static final String WITHIN = "ALUMINATIAI_TRACKED";

  // The more a variable says of this very process, the earlier it is asked: torchrun may run under
  // srun, and mpirun in a batch script whose own SLURM_PROCID is 0 for all.
  private static final List<String> GLOBAL =
      List.of("RANK", "OMPI_COMM_WORLD_RANK", "PMI_RANK", "SLURM_PROCID");

  private final TrackSettings settings;

  Ranks(TrackSettings settings) {
    this.settings = settings;
  }

  /** Whether this process is the one that reports: rank 0, and not within a tracked command. */
  boolean isReporter() {
    if (settings.stated("ALUMINATIAI_OFF").isPresent() || settings.stated(WITHIN).isPresent()) {
      return false;
    }
    for (String variable : GLOBAL) {
      OptionalInt rank = whole(variable);
      if (rank.isPresent()) {
        return rank.getAsInt() == 0;
      }
    }
    // A local rank says nothing of other machines.
    return whole("LOCAL_RANK").orElse(0) == 0
        && whole("NODE_RANK").orElse(0) == 0
        && whole("GROUP_RANK").orElse(0) == 0
        && whole("SLURM_NODEID").orElse(0) == 0;
  }

  /** How many machines the job is on, as far as its launcher says. */
  int machines() {
    int all = whole("WORLD_SIZE").orElse(whole("OMPI_COMM_WORLD_SIZE").orElse(0));
    int local = whole("LOCAL_WORLD_SIZE").orElse(whole("OMPI_COMM_WORLD_LOCAL_SIZE").orElse(0));
    if (all > 0 && local > 0) {
      return Math.max(1, all / local);
    }
    return whole("SLURM_PROCID").isPresent()
        ? Math.max(1, whole("SLURM_STEP_NUM_NODES").orElse(1))
        : 1;
  }

  private OptionalInt whole(String variable) {
    try {
      return settings
          .stated(variable)
          .map(text -> OptionalInt.of(Integer.parseInt(text.strip())))
          .orElse(OptionalInt.empty());
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
