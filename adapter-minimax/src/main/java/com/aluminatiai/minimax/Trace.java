package com.aluminatiai.minimax;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.workload.WorkloadSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * The reasoning trace: what the tools were asked and answered, in our own sentences. Nothing that
 * the model wrote enters it.
 */
final class Trace {
  private static final int MOST_SENTENCES = 20;

  private final List<String> sentences = new ArrayList<>();

  List<String> sentences() {
    return List.copyOf(sentences);
  }

  void lookedUp(Accelerator gpu) {
    String watts = Figures.forReaders(gpu.tdpWatts()) + " W";
    add(
        gpu.isKnown()
            ? "Looked up " + gpu.name() + ": board power " + watts + "."
            : "The accelerator is not in the catalogue: " + watts + " assumed.");
  }

  void computed(WorkloadSpec spec, Evidence evidence) {
    Assumptions inputs = evidence.estimate().assumptions();
    StringBuilder sentence = new StringBuilder("Computed ");
    sentence
        .append(Figures.forReaders(evidence.estimate().kwh()))
        .append(" kWh for ")
        .append(spec.numGpus())
        .append(" x ")
        .append(CleanText.clean(inputs.gpu(), WorkloadSpec.MOST_GPU_TYPE_CHARACTERS))
        .append(" over ")
        .append(Figures.forReaders(spec.durationHours()))
        .append(" h");
    sentence.append(chosen(evidence)).append('.');
    add(sentence.toString());
  }

  private static String chosen(Evidence evidence) {
    List<String> inputs = new ArrayList<>();
    evidence
        .chosen()
        .utilizationPercent()
        .ifPresent(percent -> inputs.add("utilization " + Figures.forReaders(percent) + " %"));
    evidence.chosen().pue().ifPresent(ratio -> inputs.add("PUE " + Figures.forReaders(ratio)));
    evidence.chosen().region().ifPresent(code -> inputs.add("region " + code));
    evidence.chosen().workloadType().ifPresent(type -> inputs.add("workload type " + type.code()));
    evidence.chosen().gpusPerNode().ifPresent(many -> inputs.add("GPUs to a host " + many));
    return inputs.isEmpty() ? ", nothing chosen" : "; chosen: " + String.join(", ", inputs);
  }

  void emitted(Estimate estimate) {
    Assumptions inputs = estimate.assumptions();
    add(
        "Asked what it would emit: "
            + Figures.forReaders(estimate.carbonKg())
            + " kg CO2e and "
            + Figures.forReaders(estimate.costUsd())
            + " USD at "
            + Figures.forReaders(inputs.gridKgPerKwh())
            + " kg/kWh"
            + inputs.region().map(code -> " in " + code).orElse("")
            + ".");
  }

  void compared(ObjectNode facts) {
    JsonNode gpu = facts.path("other_gpus").path(0);
    add(
        gpu.isMissingNode()
            ? "No similar accelerator saves energy for certain."
            : "The same work on " + name(gpu, "gpu") + " would need " + less(gpu) + " energy.");
    JsonNode region = facts.path("other_regions").path(0);
    add(
        region.isMissingNode()
            ? "No cloud region saves emissions for certain."
            : "In " + name(region, "region") + " it would cause " + less(region) + " emissions.");
  }

  private static String name(JsonNode alternative, String field) {
    return alternative.path(field).asText();
  }

  private static String less(JsonNode alternative) {
    return Figures.forReaders(alternative.path("saving_pct").doubleValue()) + " % less";
  }

  private void add(String sentence) {
    if (sentences.size() < MOST_SENTENCES) {
      sentences.add(sentence);
    }
  }
}
