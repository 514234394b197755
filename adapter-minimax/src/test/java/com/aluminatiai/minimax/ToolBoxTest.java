package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.WorkloadSpec;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ToolBoxTest {
  private static final WorkloadSpec OPEN = AgentAtFake.SPEC;

  private static final WorkloadSpec STATED =
      new WorkloadSpec(
          70,
          8,
          "H100",
          72,
          OptionalDouble.of(85),
          true,
          Optional.empty(),
          Optional.of(WorkloadType.INFERENCE),
          new WorkloadSpec.StatedSite(
              Optional.of("FR"),
              OptionalDouble.of(1.5),
              OptionalDouble.empty(),
              OptionalDouble.empty()),
          WorkloadSpec.Labels.NONE);

  private final ToolBox open = new ToolBox(AgentAtFake.ESTIMATOR, OPEN);

  private static ObjectNode json(String text) {
    return Json.readObject(text).orElseThrow();
  }

  @Test
  void calculateEnergy_openInputs_computesWithTheChoiceAndKeepsIt() {
    JsonNode result =
        open.run(
            "calculate_energy",
            json("{\"utilization_pct\": 90, \"pue\": 1.1, \"region\": \"fra\"}"));

    ChosenInputs chosen =
        new ChosenInputs(
            OptionalDouble.of(90), OptionalDouble.of(1.1), Optional.of("FR"), Optional.empty());
    Estimate expected = AgentAtFake.ESTIMATOR.estimate(Method.AGENT, OPEN, chosen).estimate();
    assertThat(result.path("kwh").decimalValue()).isEqualTo(Figures.forTheModel(expected.kwh()));
    assertThat(result.at("/inputs/region").asText()).isEqualTo("FR");
    assertThat(open.evidence().orElseThrow().chosen()).isEqualTo(chosen);
    assertThat(open.evidence().orElseThrow().estimate()).isEqualTo(expected);
  }

  @Test
  void calculateEnergy_aloneInItsHost_bearsTheWholeHost() {
    JsonNode usual = open.run("calculate_energy", Json.object());

    JsonNode alone = open.run("calculate_energy", json("{\"gpus_per_node\": 1}"));

    // 0.40 x 700 W, and 200 W of the host shared by 8 or borne alone.
    assertThat(usual.path("host_watts_per_gpu").asDouble()).isEqualTo(280 + 200 / 8.0);
    assertThat(alone.path("host_watts_per_gpu").asDouble()).isEqualTo(280 + 200);
    assertThat(alone.at("/inputs/gpus_per_node").asInt()).isEqualTo(1);
    assertThat(open.evidence().orElseThrow().chosen().gpusPerNode()).hasValue(1);
    assertThat(open.trace().sentences().get(1)).endsWith("; chosen: GPUs to a host 1.");
  }

  @Test
  void calculateEnergy_everythingStated_changesNothing() {
    ToolBox tools = new ToolBox(AgentAtFake.ESTIMATOR, STATED);

    JsonNode result =
        tools.run(
            "calculate_energy",
            json(
                "{\"utilization_pct\": 1, \"pue\": 2, \"region\": \"SE\", \"workload_type\": \"training\","
                    + " \"num_gpus\": 1, \"gpu_type\": \"L40S\", \"duration_hours\": 1}"));

    assertThat(tools.evidence().orElseThrow().chosen()).isEqualTo(ChosenInputs.NONE);
    assertThat(result.path("inputs").toString())
        .isEqualTo(
            "{\"gpu\":\"NVIDIA H100 SXM\",\"num_gpus\":8,\"duration_hours\":72,"
                + "\"utilization_pct\":85,\"pue\":1.5,\"region\":\"FR\",\"workload_type\":\"inference\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"utilization_pct\": -1}",
        "{\"utilization_pct\": 100.01}",
        "{\"utilization_pct\": \"90\"}",
        "{\"utilization_pct\": 1e400}",
        "{\"utilization_pct\": true}",
        "{\"pue\": 0.99}",
        "{\"pue\": 2.01}",
        "{\"region\": \"Atlantis\"}",
        "{\"region\": \"\"}",
        "{\"region\": 7}",
        "{\"workload_type\": \"mining\"}",
        "{\"workload_type\": []}",
        "{\"gpus_per_node\": 0}",
        "{\"gpus_per_node\": 17}",
        "{\"gpus_per_node\": 2.5}",
        "{\"gpus_per_node\": \"8\"}",
      })
  void calculateEnergy_badArgument_isAnErrorAndNoEvidence(String arguments) {
    JsonNode result = open.run("calculate_energy", json(arguments));

    assertThat(result.fieldNames()).toIterable().containsExactly("error");
    assertThat(open.evidence()).isEmpty();
    assertThat(open.trace().sentences()).isEmpty();
  }

  @Test
  void calculateEnergy_badAfterGood_keepsTheGoodOne() {
    open.run("calculate_energy", json("{\"utilization_pct\": 60}"));

    open.run("calculate_energy", json("{\"utilization_pct\": 600}"));

    assertThat(open.evidence().orElseThrow().chosen().utilizationPercent()).hasValue(60);
  }

  @Test
  void calculateEnergy_nullArguments_areLeftOpen() {
    open.run("calculate_energy", json("{\"utilization_pct\": null, \"region\": null}"));

    assertThat(open.evidence().orElseThrow().chosen()).isEqualTo(ChosenInputs.NONE);
  }

  @Test
  void getGpuPowerDraw_withoutArgument_isTheWorkloadsAccelerator() {
    JsonNode result = open.run("get_gpu_power_draw", Json.object());

    assertThat(result.path("gpu").asText()).isEqualTo("NVIDIA H100 SXM");
    assertThat(result.path("known").asBoolean()).isTrue();
    assertThat(result.path("board_watts").asDouble()).isEqualTo(700);
  }

  @Test
  void getGpuPowerDraw_unknownName_namesTheNearest() {
    JsonNode result = open.run("get_gpu_power_draw", json("{\"gpu_type\": \"H1000\"}"));

    assertThat(result.path("error").asText()).isNotEmpty();
    assertThat(open.trace().sentences()).isEmpty();
  }

  @Test
  void getGpuPowerDraw_workloadOfAnUnknownAccelerator_assumes500Watts() {
    WorkloadSpec odd =
        new WorkloadSpec(
            1,
            1,
            "Frobnicator\u202E 9",
            1,
            OptionalDouble.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            WorkloadSpec.StatedSite.NONE,
            WorkloadSpec.Labels.NONE);
    ToolBox tools = new ToolBox(AgentAtFake.ESTIMATOR, odd);

    JsonNode result = tools.run("get_gpu_power_draw", Json.object());

    assertThat(result.toString())
        .isEqualTo("{\"gpu\":\"Frobnicator 9\",\"known\":false,\"board_watts\":500}");
    assertThat(tools.trace().sentences())
        .containsExactly("The accelerator is not in the catalogue: 500 W assumed.");
  }

  @Test
  void estimateCarbon_anotherRegion_doesNotChangeTheEvidence() {
    open.run("calculate_energy", json("{\"utilization_pct\": 60}"));
    Evidence before = open.evidence().orElseThrow();

    JsonNode result = open.run("estimate_carbon", json("{\"region\": \"SE\"}"));

    assertThat(result.path("region").asText()).isEqualTo("SE");
    assertThat(open.evidence()).contains(before);
  }

  @Test
  void estimateCarbon_afterEnergy_usesItsInputs() {
    JsonNode energy = open.run("calculate_energy", json("{\"region\": \"FR\"}"));

    JsonNode carbon = open.run("estimate_carbon", Json.object());

    assertThat(carbon.path("carbon_kg")).isEqualTo(energy.path("carbon_kg"));
    assertThat(carbon.path("region").asText()).isEqualTo("FR");
  }

  @Test
  void suggestOptimizations_knownWorkload_givesFactsThatSave() {
    ToolBox poland = new ToolBox(AgentAtFake.ESTIMATOR, inPoland());

    JsonNode result = poland.run("suggest_optimizations", Json.object());

    // 8 x 80 GB
    assertThat(result.path("memory_gb_of_all_gpus").asInt()).isEqualTo(640);
    assertThat(result.path("weights_fit").asBoolean()).isTrue();
    assertThat(result.path("other_regions")).isNotEmpty();
    assertThat(result.path("other_regions"))
        .allSatisfy(region -> assertThat(region.path("saving_pct").asDouble()).isPositive());
    assertThat(poland.trace().sentences())
        .satisfiesExactly(
            gpu ->
                assertThat(gpu).matches("The same work on .+ would need [0-9.]+ % less energy\\."),
            region ->
                assertThat(region).matches("In .+ it would cause [0-9.]+ % less emissions\\."));
  }

  /**
   * Where nobody says where it runs, it may run on the cleanest grid already: nothing is certain.
   */
  @Test
  void suggestOptimizations_unknownRegion_namesNoOther() {
    JsonNode result = open.run("suggest_optimizations", Json.object());

    assertThat(result.path("other_regions")).isEmpty();
  }

  private static WorkloadSpec inPoland() {
    return new WorkloadSpec(
        70,
        8,
        "H100",
        72,
        OptionalDouble.of(85),
        true,
        Optional.empty(),
        Optional.of(WorkloadType.INFERENCE),
        new WorkloadSpec.StatedSite(
            Optional.of("PL"),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty()),
        WorkloadSpec.Labels.NONE);
  }

  @Test
  void run_unknownTool_namesTheTools() {
    JsonNode result = open.run("run_shell", Json.object());

    assertThat(result.path("error").asText()).contains("calculate_energy", "submit_estimate");
  }

  @Test
  void trace_sentences_readTheSameInEveryLocale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      open.run("calculate_energy", json("{\"pue\": 1.25, \"workload_type\": \"inference\"}"));
    } finally {
      Locale.setDefault(before);
    }

    assertThat(open.trace().sentences().get(0))
        .endsWith("; chosen: PUE 1.25, workload type inference.");
  }
}
