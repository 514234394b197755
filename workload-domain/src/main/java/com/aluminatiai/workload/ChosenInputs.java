package com.aluminatiai.workload;

import com.aluminatiai.estimation.ExplainedAssumption;
import com.aluminatiai.estimation.WorkloadType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The inputs that an agent chose where the user left them open. Kept with the workload, so that
 * later changes of hours estimate with them too.
 *
 * @param utilizationPercent accelerator utilization, 0 to 100
 * @param pue power usage effectiveness, 1 to 2
 * @param region a region that the catalogue knows
 * @param workloadType the kind of work
 * @param gpusPerNode accelerators that share one host, 1 to 16
 */
public record ChosenInputs(
    OptionalDouble utilizationPercent,
    OptionalDouble pue,
    Optional<String> region,
    Optional<WorkloadType> workloadType,
    OptionalInt gpusPerNode) {

  /** Nothing chosen. */
  public static final ChosenInputs NONE =
      new ChosenInputs(
          OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());

  /** The largest PUE that an agent may choose. */
  public static final double MOST_PUE = 2;

  /** Most accelerators in one host that an agent may choose. */
  public static final int MOST_GPUS_PER_NODE = 16;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a figure is out of its range
   */
  public ChosenInputs {
    utilizationPercent.ifPresent(percent -> Require.within("utilizationPercent", percent, 0, 100));
    pue.ifPresent(ratio -> Require.within("pue", ratio, 1, MOST_PUE));
    gpusPerNode.ifPresent(many -> Require.within("gpusPerNode", many, 1, MOST_GPUS_PER_NODE));
  }

  /**
   * Makes a choice that says nothing of the host.
   *
   * @param utilizationPercent accelerator utilization, 0 to 100
   * @param pue power usage effectiveness, 1 to 2
   * @param region a region that the catalogue knows
   * @param workloadType the kind of work
   */
  public ChosenInputs(
      OptionalDouble utilizationPercent,
      OptionalDouble pue,
      Optional<String> region,
      Optional<WorkloadType> workloadType) {
    this(utilizationPercent, pue, region, workloadType, OptionalInt.empty());
  }

  /**
   * Returns these inputs without those that the user stated: what the user stated is never changed.
   *
   * @param spec what the user said
   * @return only what {@code spec} left open
   */
  public ChosenInputs onlyWhatIsOpenIn(WorkloadSpec spec) {
    return new ChosenInputs(
        spec.isUtilizationOpen() ? utilizationPercent : OptionalDouble.empty(),
        spec.site().pue().isPresent() ? OptionalDouble.empty() : pue,
        spec.site().region().isPresent() ? Optional.empty() : region,
        spec.workloadType().isPresent() ? Optional.empty() : workloadType,
        spec.hardware().gpusPerNode().isPresent() ? OptionalInt.empty() : gpusPerNode);
  }

  /**
   * Says of an explanation's assumptions which of them an agent chose: to the library they are
   * stated like any other.
   *
   * @param explanation the explanation of an estimate that these inputs went into
   * @return the explanation with its sources put right
   */
  List<ExplainedAssumption> namedIn(List<ExplainedAssumption> explanation) {
    return explanation.stream()
        .map(
            assumption ->
                isMine(assumption.name())
                    ? assumption.withSource("chosen by the agent")
                    : assumption)
        .toList();
  }

  private boolean isMine(String assumption) {
    return switch (assumption) {
      case "utilization_fraction" -> utilizationPercent.isPresent();
      case "pue" -> pue.isPresent();
      default -> false;
    };
  }
}
