package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.http.TestApi.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked before a run: on what, how many, where. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanTest {
  private static final String WORKLOAD =
      "\"workload\": {\"workload_type\": \"fine_tuning\", \"model\": \"llama-3.1-70b\","
          + " \"training_tokens\": 500000000, \"mfu\": 0.4}";

  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private JsonNode plan(String more) {
    Answer answer = api.post("/api/estimates/plan", "{" + WORKLOAD + more + "}");
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    return answer.json();
  }

  @Test
  void aPlan_saysOfEachOptionWhatItTakes() {
    JsonNode plan =
        plan(
            ", \"gpu_types\": [\"H100\", \"B200\"], \"num_gpus\": [16, 32],"
                + " \"regions\": [\"FR\", \"US-CA\"], \"sort_by\": \"carbon_kg\"");

    assertThat(plan.path("options")).hasSize(8);
    JsonNode h100 = null;
    for (JsonNode option : plan.path("options")) {
      if (option.path("gpu_type").asText().equals("NVIDIA_H100_SXM")
          && option.path("num_gpus").asInt() == 32
          && option.path("region").asText().equals("FR")) {
        h100 = option;
      }
    }
    // 6 x 70.55e9 x 5e8 / (0.4 x 989.4e12 x 32 x 3600 s) = 4.642 h, x 32 x 3.49 USD = 518.42 USD
    double hours = 6 * 70.55e9 * 5e8 / (0.4 * 989.4e12 * 32 * 3600);
    assertThat(h100.at("/duration_hours/best").asDouble()).isCloseTo(hours, within(0.005));
    assertThat(h100.at("/rental_usd/best").asDouble()).isCloseTo(hours * 32 * 3.49, within(0.01));
    assertThat(h100.path("memory_needed_gb").asDouble()).isGreaterThan(16 * 70.55);
    assertThat(h100.path("fits_in_memory").asBoolean()).isTrue();
    assertThat(plan.at("/options/0/region").asText()).isEqualTo("FR");
    assertThat(plan.at("/options/0/distinguishable").asBoolean()).isFalse();
  }

  @Test
  void accelerators_areThoseThatCanBeHad_unlessTheyAreNamed() {
    JsonNode open = plan("");

    assertThat(open.path("options").size()).isGreaterThan(20);
    assertThat(open.path("options").toString()).doesNotContain("NVIDIA_H800", "NVIDIA_A100_SXM");
    assertThat(plan(", \"gpu_types\": [\"A100\"]").path("options").toString())
        .contains("NVIDIA_A100_SXM_80");
  }

  @Test
  void limits_sayWhichOptionsKeepToThem() {
    JsonNode options =
        plan(", \"gpu_types\": [\"H100\"], \"num_gpus\": [16, 64], \"deadline_hours\": 5,"
                + " \"max_rental_usd\": 1000")
            .path("options");

    // 16 take 9.3 h, 64 take 2.3 h
    assertThat(options.get(0).path("num_gpus").asInt()).isEqualTo(64);
    assertThat(options.get(0).path("meets_deadline").asBoolean()).isTrue();
    assertThat(options.get(1).path("meets_deadline").asBoolean()).isFalse();
    assertThat(options.get(1).path("within_budget").asBoolean()).isTrue();
  }

  @Test
  void rent_isTheStatedOne_andNoneOnHardwareOfOnesOwn() {
    String rest = ", \"gpu_types\": [\"H100\"], \"num_gpus\": [32]}";
    String own = "{" + WORKLOAD.replace("0.4}", "0.4, \"hosting\": \"own\"}") + rest;
    String rented = "{" + WORKLOAD.replace("0.4}", "0.4, \"usd_per_gpu_hour\": 2}") + rest;

    JsonNode none = api.post("/api/estimates/plan", own).json().at("/options/0/rental_usd");
    JsonNode stated = api.post("/api/estimates/plan", rented).json().at("/options/0/rental_usd");

    // 4.642 h x 32 x 2 USD
    assertThat(none.isNull()).isTrue();
    assertThat(stated.path("best").asDouble()).isCloseTo(4.642 * 64, within(0.1));
  }

  @Test
  void serving_isPlannedToo() {
    JsonNode plan =
        api.post(
                "/api/estimates/plan",
                "{\"workload\": {\"model\": \"llama-3.1-70b\", \"output_tokens\": 1000000},"
                    + " \"gpu_types\": [\"H100\", \"H200\"], \"num_gpus\": [4, 8]}")
            .json();

    assertThat(plan.path("options")).hasSize(4);
    assertThat(plan.at("/options/0/kwh/best").asDouble()).isPositive();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{} | workload",
        "{\"workload\": {\"gpu_type\": \"H100\"}} | workload.training_tokens",
        "{\"workload\": {\"training_tokens\": 1e9, \"parameters_b\": 7, \"duration_hours\": 3}} | workload.duration_hours",
        "{\"workload\": {\"training_tokens\": 1e9}} | workload.parameters_b",
        "{\"workload\": {\"training_tokens\": 1e9, \"parameters_b\": 7}, \"num_gpus\": [0]} | num_gpus[0]",
        "{\"workload\": {\"training_tokens\": 1e9, \"parameters_b\": 7}, \"gpu_types\": [\"what\"]} | gpu_types[0]",
        "{\"workload\": {\"training_tokens\": 1e9, \"parameters_b\": 7}, \"deadline_hours\": 0} | deadline_hours",
        "{\"workload\": {\"training_tokens\": 1e9, \"parameters_b\": 7}, \"sort_by\": \"fun\"} | sort_by",
        "{\"workload\": {\"training_tokens\": 1e9, \"parameters_b\": 7}, \"budget\": 3} | budget",
      })
  void whatCannotBePlanned_isRefusedByName(String body, String field) {
    Answer answer = api.post("/api/estimates/plan", body);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
    assertThat(answer.json().path("details").toString()).contains("\"field\":\"" + field + "\"");
  }

  @Test
  void models_areListedWithTheirSizes_andEstimatesSayWhose() {
    JsonNode all = api.get("/api/models").json().path("models");
    JsonNode hosted = api.get("/api/models?search=gpt-4o").json().path("models");
    JsonNode open = api.get("/api/models?search=llama%203.1%2070b").json().at("/models/0");

    assertThat(all.size()).isGreaterThanOrEqualTo(170);
    assertThat(open.path("parameters_b").asDouble()).isEqualTo(70.55);
    assertThat(open.path("estimated").asBoolean()).isFalse();
    assertThat(hosted.get(0).path("estimated").asBoolean()).isTrue();
    assertThat(hosted.get(0).path("parameters_high_b").asDouble())
        .isGreaterThan(hosted.get(0).path("parameters_b").asDouble());
    assertThat(hosted.get(0).path("source").asText()).isNotBlank();
    assertThat(api.get("/api/models?serch=x").status()).isEqualTo(400);
  }
}
