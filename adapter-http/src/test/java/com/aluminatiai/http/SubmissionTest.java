package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionTest {
  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  void submit_goldenCase_answersAsTheContractSays() {
    Answer answer = api.post("/api/workloads", TestApi.GOLDEN);

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).isEqualTo("/api/workloads/" + answer.text("/id"));
    assertThat(names(answer.json())).containsExactly("id", "message", "estimates", "workload");
    assertThat(answer.text("/message")).isEqualTo("Workload submitted successfully");
    // 700 W × 8 × 72 h × 0.85 × 1.3 / 1000 = 445.536 kWh; × 0.4 = 178.2144 kg; × 0.15 = 66.8304 USD
    assertThat(answer.json().at("/estimates/kwh").asDouble()).isEqualTo(445.54);
    assertThat(answer.json().at("/estimates/carbon_kg").asDouble()).isEqualTo(178.21);
    assertThat(answer.json().at("/estimates/cost_usd").asDouble()).isEqualTo(66.83);
    assertThat(answer.text("/estimates/calculation_method")).isEqualTo("fallback");
    assertThat(answer.json().at("/estimates/assumptions").toString())
        .isEqualTo(
            "{\"gpu\":\"NVIDIA H100 SXM\",\"gpu_watts\":700,\"utilization_pct\":85,\"pue\":1.3,"
                + "\"grid_kg_per_kwh\":0.4,\"usd_per_kwh\":0.15,\"region\":null}");
    assertThat(answer.json().at("/workload").toString())
        .isEqualTo(
            "{\"model_size_gb\":70.0,\"num_gpus\":8,\"gpu_type\":\"H100\",\"duration_hours\":72.0,"
                + "\"utilization_pct\":85.0,\"use_smart_agent\":false,\"status\":\"submitted\","
                + "\"created_at\":\"2026-11-23T10:00:00Z\",\"updated_at\":\"2026-11-23T10:00:00Z\"}");
  }

  @Test
  void submit_everyField_echoesEveryField() {
    Answer answer =
        api.post(
            "/api/workloads",
            """
            {"model_size_gb": 0.5, "num_gpus": 8.0, "gpu_type": "A100", "duration_hours": 1e1, "utilization_pct": 0,
             "use_smart_agent": false, "notes": "fine-tuning \\u00e9\\ud83d\\ude00", "method": "calibrated", "pue": 1.1,
             "grid_kg_per_kwh": 0.05, "usd_per_kwh": 0.2, "workload_type": "fine_tuning", "project": "p",
             "external_id": "every-field", "started_at": "2026-11-22T23:00:00.5+02:00"}
            """);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    JsonNode workload = answer.json().at("/workload");
    assertThat(workload.at("/num_gpus").toString()).isEqualTo("8");
    assertThat(workload.at("/utilization_pct").toString()).isEqualTo("0.0");
    assertThat(workload.at("/use_smart_agent").toString()).isEqualTo("false");
    assertThat(workload.at("/notes").asText()).isEqualTo("fine-tuning é😀");
    assertThat(workload.at("/started_at").asText()).isEqualTo("2026-11-22T21:00:00.500Z");
    assertThat(names(workload))
        .containsExactly(
            "model_size_gb",
            "num_gpus",
            "gpu_type",
            "duration_hours",
            "utilization_pct",
            "use_smart_agent",
            "notes",
            "method",
            "pue",
            "grid_kg_per_kwh",
            "usd_per_kwh",
            "workload_type",
            "project",
            "external_id",
            "started_at",
            "status",
            "created_at",
            "updated_at");
    assertThat(answer.text("/estimates/calculation_method")).isEqualTo("calibrated");
  }

  @Test
  void submit_nullInEveryOptionalField_isAsLeftOut() {
    Answer answer =
        api.post(
            "/api/workloads",
            """
            {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72, "utilization_pct": null,
             "use_smart_agent": null, "notes": null, "method": null, "region": null, "pue": null, "grid_kg_per_kwh": null,
             "usd_per_kwh": null, "workload_type": null, "project": null, "external_id": null, "started_at": null}
            """);

    assertThat(answer.status()).isEqualTo(201);
    // Left out, utilization is 80 %: 700 × 8 × 72 × 0.8 × 1.3 / 1000 = 419.328
    assertThat(answer.json().at("/estimates/kwh").asDouble()).isEqualTo(419.33);
    assertThat(answer.json().at("/workload/utilization_pct").asDouble()).isEqualTo(80);
    assertThat(answer.json().at("/workload/notes").isMissingNode()).isTrue();
  }

  /** A cell of a file cannot tell empty text from none, so nothing else does. */
  @Test
  void submit_emptyNotes_areNone() {
    Answer answer =
        api.post("/api/workloads", TestApi.GOLDEN.replace("{\"model", "{\"notes\":\"\",\"model"));
    Answer found = api.get("/api/workloads/" + answer.text("/id"));
    Answer blank =
        api.post("/api/workloads", TestApi.GOLDEN.replace("{\"model", "{\"notes\":\" \",\"model"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/workload/notes").isMissingNode()).isTrue();
    assertThat(found.json().at("/notes").isNull()).isTrue();
    assertThat(blank.text("/workload/notes")).isEqualTo(" ");
  }

  @Test
  void submit_oneMinuteOnOneGpu_isNotShownAsZero() {
    // 400 W × 1 × 0.0001 h × 0.8 × 1.3 / 1000 = 0.0000416 kWh
    Answer answer =
        api.post(
            "/api/workloads",
            "{\"model_size_gb\":1,\"num_gpus\":1,\"gpu_type\":\"A100\",\"duration_hours\":0.0001}");

    assertThat(answer.raw().body()).contains("\"kwh\":0.0000416,");
  }

  @Test
  void submit_unknownGpu_warns() {
    Answer answer = api.post("/api/workloads", TestApi.GOLDEN.replace("H100", "H1000X"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.text("/warnings/0")).contains("H1000X").contains("500 W assumed");
  }

  @Test
  void submit_agentThatIsNotConfigured_isToldAndStored() {
    Answer answer =
        api.post(
            "/api/workloads",
            TestApi.GOLDEN.replace("{\"model", "{\"use_smart_agent\":true,\"model"));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/agent").toString())
        .isEqualTo("{\"status\":\"failed\",\"reason\":\"not_configured\"}");
    assertThat(answer.text("/warnings/0")).contains("MINIMAX_API_KEY");
    assertThat(answer.json().at("/workload/use_smart_agent").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-23T10:00:00Z, 2026-11-23T10:00:00Z",
    "2026-11-23t10:00z, 2026-11-23T10:00:00Z",
    "2026-11-23T10:00:00.1234567+0530, 2026-11-23T04:30:00.123456Z",
    "1970-01-01T00:00:00+00:00, 1970-01-01T00:00:00Z",
    "2100-12-31T23:59:59.999999Z, 2100-12-31T23:59:59.999999Z",
    "2026-11-23T10:00:00-08, 2026-11-23T18:00:00Z",
  })
  void submit_startedAt_isShownInUtc(String given, String shown) {
    Answer answer =
        api.post(
            "/api/workloads",
            TestApi.GOLDEN.replace("{\"model", "{\"started_at\":\"" + given + "\",\"model"));

    assertThat(answer.text("/workload/started_at")).as(answer.raw().body()).isEqualTo(shown);
  }

  @Test
  void submit_sameExternalId_answersWithWhatIsThere() {
    String body = TestApi.GOLDEN.replace("{\"model", "{\"external_id\":\"run-7\",\"model");
    Answer first = api.post("/api/workloads", body);

    Answer same = api.post("/api/workloads", body);
    Answer different = api.post("/api/workloads", body.replace("85", "50"));

    assertThat(same.status()).isEqualTo(200);
    assertThat(same.text("/id")).isEqualTo(first.text("/id"));
    assertThat(same.header("Location")).isEqualTo(first.header("Location"));
    assertThat(same.json().at("/warnings").isMissingNode()).isTrue();
    assertThat(different.status()).isEqualTo(200);
    assertThat(different.text("/id")).isEqualTo(first.text("/id"));
    assertThat(different.text("/warnings/0")).startsWith("external_id was submitted before");
  }

  @Test
  void submit_sameIdempotencyKeyAndBody_getsTheFirstAnswerAgain() {
    Answer first = keyed("key-1", TestApi.GOLDEN);
    Answer again = keyed("key-1", TestApi.GOLDEN);

    assertThat(first.status()).isEqualTo(201);
    assertThat(first.header("Idempotent-Replayed")).isNull();
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.raw().body()).isEqualTo(first.raw().body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.header("Location")).isEqualTo(first.header("Location"));
  }

  @Test
  void submit_twoIdempotencyKeys_isRefused() {
    Answer answer =
        api.send(
            api.json("/api/workloads")
                .header("Idempotency-Key", "one")
                .header("Idempotency-Key", "two")
                .POST(BodyPublishers.ofString(TestApi.GOLDEN)));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/details/0/message")).isEqualTo("is given twice");
  }

  @Test
  void submit_sameIdempotencyKeyAndOtherBytes_isAConflict() {
    keyed("key-2", TestApi.GOLDEN);

    Answer other = keyed("key-2", TestApi.GOLDEN + " ");

    assertThat(other.status()).isEqualTo(409);
    assertThat(other.error()).isEqualTo("idempotency_conflict");
  }

  @Test
  void submit_workloadWasDeleted_stillGetsTheFirstAnswerAgain() {
    Answer first = keyed("key-3", TestApi.GOLDEN);
    assertThat(api.delete("/api/workloads/" + first.text("/id")).status()).isEqualTo(204);

    Answer again = keyed("key-3", TestApi.GOLDEN);

    assertThat(again.status()).isEqualTo(201);
    assertThat(again.raw().body()).isEqualTo(first.raw().body());
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(api.get(first.header("Location")).status()).isEqualTo(404);
  }

  @Test
  void submit_workloadWasDeletedBeforeItsAnswerWasKept_saysSo() throws Exception {
    byte[] body = TestApi.GOLDEN.getBytes(StandardCharsets.UTF_8);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
    IdempotencyKey key = new IdempotencyKey("key-4", HexFormat.of().formatHex(digest));
    Workload workload = SampleWorkloads.plain(TestApi.START);
    OwnedWorkloads stored = api.memory.of(Owner.NOBODY);
    stored.insert(workload, Optional.of(new KeyUse(key, Optional.empty())), TestApi.START);
    stored.delete(workload.id(), workload.revision());

    Answer again = keyed("key-4", TestApi.GOLDEN);
    Answer other = keyed("key-4", TestApi.GOLDEN + " ");

    assertThat(again.status()).isEqualTo(404);
    assertThat(again.error()).isEqualTo("not_found");
    assertThat(again.text("/message"))
        .isEqualTo(
            "The workload of this Idempotency-Key was deleted; use a new key to submit it again.");
    assertThat(other.status()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({"two words", "''"})
  void submit_idempotencyKeyThatIsNoKey_isAValidationError(String key) {
    Answer answer = keyed(key, TestApi.GOLDEN);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/details/0/field")).isEqualTo("Idempotency-Key");
  }

  private Answer keyed(String key, String body) {
    return api.send(
        api.json("/api/workloads")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(body)));
  }
}
