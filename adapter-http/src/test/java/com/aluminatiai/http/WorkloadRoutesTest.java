package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkloadRoutesTest {
  private static final String NOWHERE = "/api/workloads/00000000-0000-7000-8000-00000000ffff";
  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private Answer patchIf(String path, String ifMatch, String body) {
    return api.send(
        api.json(path).header("If-Match", ifMatch).method("PATCH", BodyPublishers.ofString(body)));
  }

  @Test
  void find_workload_answersWithItsTag() {
    Answer answer = api.get(api.submitGolden());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    List<String> names = new ArrayList<>();
    answer.json().fieldNames().forEachRemaining(names::add);
    assertThat(names)
        .containsExactly(
            "id",
            "created_at",
            "updated_at",
            "status",
            "notes",
            "measured_kwh",
            "workload",
            "estimates");
    assertThat(answer.json().at("/notes").isNull()).isTrue();
    assertThat(answer.json().at("/estimates/kwh").asDouble()).isEqualTo(445.54);
  }

  @Test
  void find_knownTag_isNotSentAgain() {
    String path = api.submitGolden();

    Answer answer = api.send(api.request(path).header("If-None-Match", "W/\"1\"").GET());

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.raw().body()).isEmpty();
  }

  @Test
  void find_explanationByOtherFactors_isSentAgain() {
    String path = api.submitGolden();
    String explained = path + "?explain=true";
    Answer first = api.get(explained);
    String tag = "\"1-" + first.text("/estimates/factors_version") + "\"";

    assertThat(first.header("ETag")).isEqualTo(tag);
    assertThat(api.send(api.request(explained).header("If-None-Match", tag).GET()).status())
        .isEqualTo(304);
    for (String old : List.of("\"1\"", "\"1-2025.01+0a1b2c3d\"", "\"2" + tag.substring(2))) {
      Answer again = api.send(api.request(explained).header("If-None-Match", old).GET());
      assertThat(again.status()).as(old).isEqualTo(200);
      assertThat(again.header("ETag")).isEqualTo(tag);
    }
  }

  @Test
  void change_ifMatchOfAnExplanation_meansItsRevision() {
    String path = api.submitGolden();
    String tag = api.get(path + "?explain=true").header("ETag");

    assertThat(patchIf(path, "\"11-2026.11+0a1b2c3d\"", "{\"notes\":\"a\"}").status())
        .isEqualTo(412);
    assertThat(patchIf(path, tag, "{\"notes\":\"b\"}").status()).isEqualTo(200);
    assertThat(patchIf(path, tag, "{\"notes\":\"c\"}").status()).isEqualTo(412);
  }

  @Test
  void find_historyAndExplanation_areAdded() {
    String path = api.submitGolden();
    api.patch(path, "{\"status\":\"running\"}");

    Answer answer = api.get(path + "?history=true&explain=true");

    assertThat(answer.json().at("/history")).hasSize(2);
    assertThat(answer.json().at("/history/0").toString())
        .isEqualTo(
            "{\"timestamp\":\"2026-11-23T10:00:00Z\",\"event\":\"submitted\",\"status\":\"submitted\","
                + "\"estimates\":{\"kwh\":445.54,\"carbon_kg\":178.21,\"cost_usd\":66.83,"
                + "\"calculation_method\":\"fallback\"}}");
    assertThat(answer.text("/history/1/event")).isEqualTo("status_changed");
    assertThat(answer.json().at("/explanation/0/effect_pct/low").isNumber()).isTrue();
    assertThat(answer.json().at("/equivalents/0/value").isNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "abc",
        "1-1-1-1-1",
        "00000000-0000-7000-8000-00000000000g",
        "1-2-3-4-0000000000000000000000000005",
        "+0000000-0000-7000-8000-000000000001",
        "%D9%A10000000-0000-7000-8000-000000000001",
        "00000000000000000000-7000-8000-00001",
      })
  void find_noUuid_isAnInvalidId(String id) {
    for (Answer answer :
        List.of(
            api.get("/api/workloads/" + id),
            api.delete("/api/workloads/" + id),
            api.patch("/api/workloads/" + id, "{\"status\":\"running\"}"))) {
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error()).isEqualTo("invalid_id");
    }
  }

  @Test
  void anything_ofAWorkloadThatIsNotThere_isNotFound() {
    for (Answer answer :
        List.of(
            api.get(NOWHERE),
            api.delete(NOWHERE),
            api.patch(NOWHERE, "{\"status\":\"running\"}"))) {
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.error()).isEqualTo("not_found");
    }
  }

  @Test
  void change_hours_estimatesAnew() {
    String path = api.submitGolden();

    Answer answer = api.patch(path, "{\"duration_hours\": 36, \"status\": \"completed\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    assertThat(answer.text("/status")).isEqualTo("completed");
    assertThat(answer.text("/message")).isEqualTo("Workload updated successfully");
    // Half of 445.536
    assertThat(answer.json().at("/estimates/kwh").asDouble()).isEqualTo(222.77);
  }

  @Test
  void change_sameStatus_isNoChange() {
    String path = api.submitGolden();

    Answer answer = api.patch(path, "{\"status\": \"submitted\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    assertThat(api.get(path + "?history=true").json().at("/history")).hasSize(1);
  }

  @Test
  void change_null_clears() {
    String path = api.submitGolden();
    api.patch(path, "{\"notes\":\"n\",\"project\":\"p\",\"measured_kwh\":431.2}");
    Answer full = api.get(path);

    api.patch(path, "{\"notes\":null,\"measured_kwh\":null}");

    assertThat(full.text("/notes")).isEqualTo("n");
    assertThat(full.json().at("/measured_kwh").asDouble()).isEqualTo(431.2);
    Answer cleared = api.get(path);
    assertThat(cleared.json().at("/notes").isNull()).isTrue();
    assertThat(cleared.json().at("/measured_kwh").isNull()).isTrue();
    assertThat(cleared.text("/workload/project")).isEqualTo("p");
  }

  @Test
  void change_boundary_isThatOfTheMeasurement() {
    String path = api.submitGolden();

    api.patch(path, "{\"measured_kwh\":431.2,\"measured_boundary\":\"facility\"}");
    Answer whole = api.get(path);
    api.patch(path, "{\"measured_boundary\":\"node\"}");

    assertThat(whole.text("/measured_boundary")).isEqualTo("facility");
    assertThat(api.get(path).text("/measured_boundary")).isEqualTo("node");
    assertThat(api.get(path).text("/workload/measured_boundary")).isEqualTo("node");
    assertThat(api.get(path).json().at("/measured_kwh").asDouble()).isEqualTo(431.2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | Give at least one of",
        "{\"status\":null} | Give at least one of",
        "{\"status\":\"done\"} | status must be submitted, running, completed or failed.",
        "{\"status\":\"RUNNING\"} | status must be submitted, running, completed or failed.",
        "{\"duration_hours\":0} | duration_hours must be a number, more than 0.",
        "{\"utilization_pct\":100.1} | utilization_pct must be a number from 0 to 100.",
        "{\"measured_kwh\":-1} | measured_kwh must be a number from 0 to 1e12, in kWh.",
        "{\"measured_kwh\":1e13} | measured_kwh must be a number from 0 to 1e12, in kWh.",
        "{\"num_gpus\":0} | num_gpus must be a whole number, 1 or more.",
        "{\"pue\":1.2} | pue cannot be changed",
        "{\"gpu_fraction\":0.5} | gpu_fraction cannot be changed",
        "{\"measured_kwh\":1,\"measured_boundary\":\"rack\"} | measured_boundary must be gpu, node",
        "{\"measured_boundary\":null} | Give at least one of",
        "{\"measured_boundary\":\"gpu\"} | measured_boundary needs measured_kwh",
        "{\"measured_kwh\":null,\"measured_boundary\":\"gpu\"} | measured_boundary needs measured",
        "{\"utilization\":4} | utilization is no field here; did you mean utilization_pct?",
      })
  void change_badBody_isAValidationError(String body, String message) {
    Answer answer = api.patch(api.submitGolden(), body);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("validation_error");
    assertThat(answer.text("/message")).startsWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"1\" | 200",
        "* | 200",
        "\"9\", \"1\" | 200",
        "\"2\" | 412",
        "W/\"1\" | 412",
        "1 | 412",
      })
  void change_ifMatch_isHonoured(String ifMatch, int status) {
    String path = api.submitGolden();

    Answer answer = patchIf(path, ifMatch, "{\"status\":\"failed\"}");

    assertThat(answer.status()).isEqualTo(status);
    if (status == 412) {
      assertThat(answer.error()).isEqualTo("precondition_failed");
      assertThat(answer.header("ETag")).isEqualTo("\"1\"");
    }
  }

  @Test
  void delete_workload_isGone() {
    String path = api.submitGolden();

    Answer refused = api.send(api.request(path).header("If-Match", "\"7\"").DELETE());
    Answer gone = api.delete(path);

    assertThat(refused.status()).isEqualTo(412);
    assertThat(gone.status()).isEqualTo(204);
    assertThat(gone.raw().body()).isEmpty();
    assertThat(api.get(path).status()).isEqualTo(404);
  }

  @Test
  void deleteProject_deletesOnlyIt() {
    String kept = api.submitGolden();
    String body = TestApi.GOLDEN.replace("{\"model", "{\"project\":\"a b+c\",\"model");
    api.post("/api/workloads", body);
    api.post("/api/workloads", body);

    Answer answer = api.delete("/api/workloads?project=a%20b%2Bc");

    assertThat(answer.raw().body()).isEqualTo("{\"deleted\":2}");
    assertThat(api.get(kept).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?project=", "?project=%20", "?project=%E2%80%8B"})
  void deleteProject_withoutAName_isAValidationError(String query) {
    Answer answer = api.delete("/api/workloads" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/details/0/field")).isEqualTo("project");
  }
}
