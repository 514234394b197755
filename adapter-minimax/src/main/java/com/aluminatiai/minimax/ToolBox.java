package com.aluminatiai.minimax;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.minimax.OpenInputs.BadArgumentException;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * The tools of one conversation. They are pure and run on estimation-core for this workload alone:
 * accelerator, count, hours and whatever else the user stated come from the specification, never
 * from the arguments. Used by one thread.
 */
final class ToolBox {
  static final String NAMES =
      "get_gpu_power_draw, calculate_energy, estimate_carbon, suggest_optimizations, submit_estimate";
  private static final int MOST_SUGGESTIONS = 5;

  private final WorkloadEstimator estimator;
  private final WorkloadSpec spec;
  private final Trace trace = new Trace();
  private Optional<Evidence> evidence = Optional.empty();

  ToolBox(WorkloadEstimator estimator, WorkloadSpec spec) {
    this.estimator = estimator;
    this.spec = spec;
  }

  /** The last valid result of the energy tool. */
  Optional<Evidence> evidence() {
    return evidence;
  }

  Trace trace() {
    return trace;
  }

  /** Runs a tool. What the model did wrong comes back as {@code {"error": "..."}}. */
  ObjectNode run(String name, ObjectNode arguments) {
    try {
      return switch (name) {
        case "get_gpu_power_draw" -> powerDraw(arguments);
        case "calculate_energy" -> energy(arguments);
        case "estimate_carbon" -> carbon(arguments);
        case "suggest_optimizations" -> optimizations();
        default -> error("there is no such tool; the tools are: " + NAMES);
      };
    } catch (BadArgumentException e) {
      return error(e.getMessage());
    }
  }

  static ObjectNode error(String message) {
    return Json.object().put("error", message);
  }

  private ObjectNode powerDraw(ObjectNode arguments) throws BadArgumentException {
    Optional<String> other = OpenInputs.text(arguments, "gpu_type");
    Match<Accelerator> match =
        estimator.library().accelerators().find(other.orElse(spec.gpuType()));
    if (match.found().isEmpty() && other.isPresent()) {
      ObjectNode refusal = error("gpu_type is not in the catalogue");
      match.suggestions().stream()
          .limit(MOST_SUGGESTIONS)
          .forEach(near -> refusal.withArray("nearest").add(near.name()));
      return refusal;
    }
    Accelerator gpu =
        match.found().orElseGet(() -> estimator.usage(spec, ChosenInputs.NONE).accelerator());
    trace.lookedUp(gpu);
    ObjectNode result =
        Json.object()
            .put("gpu", CleanText.clean(gpu.name(), WorkloadSpec.MOST_GPU_TYPE_CHARACTERS))
            .put("known", gpu.isKnown())
            .put("board_watts", Figures.forTheModel(gpu.tdpWatts()));
    gpu.idleWatts().ifPresent(watts -> result.put("idle_watts", Figures.forTheModel(watts)));
    gpu.memoryGb().ifPresent(gb -> result.put("memory_gb", Figures.forTheModel(gb)));
    gpu.releaseYear().ifPresent(year -> result.put("year", year));
    return result;
  }

  private ObjectNode energy(ObjectNode arguments) throws BadArgumentException {
    ChosenInputs chosen =
        OpenInputs.read(arguments, estimator.library().regions()).onlyWhatIsOpenIn(spec);
    Estimation estimation = estimator.estimate(Method.AGENT, spec, chosen);
    Estimate estimate = estimation.estimate();
    if (!Double.isFinite(estimate.kwh()) || estimate.kwh() < 0) {
      return error("these inputs give no finite energy");
    }
    evidence = Optional.of(new Evidence(chosen, estimator.usage(spec, chosen), estimate));
    trace.computed(spec, evidence.get());
    ObjectNode result = figures(estimate);
    estimate
        .calibrated()
        .ifPresent(
            calibrated ->
                result
                    .put("kwh_low", Figures.forTheModel(calibrated.kwh().low()))
                    .put("kwh_high", Figures.forTheModel(calibrated.kwh().high()))
                    .put(
                        "host_watts_per_gpu",
                        Figures.forTheModel(calibrated.assumptions().hostWattsPerGpu().best())));
    result.set("inputs", inputs(estimate.assumptions(), chosen));
    estimation
        .warnings()
        .forEach(warning -> result.withArray("warnings").add(CleanText.clean(warning, 300)));
    return result;
  }

  private ObjectNode inputs(Assumptions assumptions, ChosenInputs chosen) {
    ObjectNode inputs =
        Json.object()
            .put("gpu", CleanText.clean(assumptions.gpu(), WorkloadSpec.MOST_GPU_TYPE_CHARACTERS))
            .put("num_gpus", spec.numGpus())
            .put("duration_hours", Figures.forTheModel(spec.durationHours()))
            .put("utilization_pct", Figures.forTheModel(assumptions.utilizationPercent()))
            .put("pue", Figures.forTheModel(assumptions.pue()));
    assumptions.region().ifPresent(code -> inputs.put("region", code));
    spec.workloadType()
        .or(chosen::workloadType)
        .ifPresent(type -> inputs.put("workload_type", type.code()));
    chosen.gpusPerNode().ifPresent(many -> inputs.put("gpus_per_node", many));
    return inputs;
  }

  private ObjectNode carbon(ObjectNode arguments) throws BadArgumentException {
    Optional<Region> tried = OpenInputs.region(arguments, estimator.library().regions());
    Estimate estimate = tried.map(this::elsewhere).orElseGet(this::asChosen);
    trace.emitted(estimate);
    ObjectNode result = figures(estimate);
    result.put("grid_kg_per_kwh", Figures.forTheModel(estimate.assumptions().gridKgPerKwh()));
    result.put("usd_per_kwh", Figures.forTheModel(estimate.assumptions().usdPerKwh()));
    estimate.assumptions().region().ifPresent(code -> result.put("region", code));
    return result;
  }

  private Estimate asChosen() {
    return evidence
        .map(Evidence::estimate)
        .orElseGet(() -> estimator.estimate(Method.AGENT, spec, ChosenInputs.NONE).estimate());
  }

  private Estimate elsewhere(Region region) {
    return new Alternatives(estimator, spec, chosen()).in(region);
  }

  private ChosenInputs chosen() {
    return evidence.map(Evidence::chosen).orElse(ChosenInputs.NONE);
  }

  private ObjectNode optimizations() {
    Alternatives alternatives = new Alternatives(estimator, spec, chosen());
    ObjectNode facts = alternatives.facts();
    trace.compared(facts);
    return facts;
  }

  private static ObjectNode figures(Estimate estimate) {
    return Json.object()
        .put("kwh", Figures.forTheModel(estimate.kwh()))
        .put("carbon_kg", Figures.forTheModel(estimate.carbonKg()))
        .put("cost_usd", Figures.forTheModel(estimate.costUsd()));
  }
}
