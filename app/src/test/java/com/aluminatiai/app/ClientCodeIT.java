package com.aluminatiai.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.usecase.clientcode.ClientRuntime;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import com.aluminatiai.workload.usecase.clientcode.Tracker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The client code that the built jar gives runs as it is, against that jar. */
final class ClientCodeIT {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private static Path data;
  private static RunningJar jar;
  private static String key;
  private static String workloadId;

  @TempDir private Path folder;

  @BeforeAll
  static void serveAndSubmit() throws Exception {
    jar = RunningJar.serve(data, Map.of("AUTH", "api-key"));
    RunningJar create = RunningJar.start(data, Map.of(), "keys", "create", "--name", "client");
    assertThat(create.awaitEnd()).isZero();
    key = create.results().strip();
    String workload =
        "{\"model_size_gb\": 1, \"num_gpus\": 1, \"gpu_type\": \"A100\", \"duration_hours\": 1}";
    workloadId = post("/api/workloads", workload, 201).path("id").textValue();
  }

  @AfterAll
  static void stop() throws IOException {
    jar.close();
  }

  @ParameterizedTest
  @EnumSource
  void generatedCode_submitsAndFetchesBack(ClientRuntime runtime) throws Exception {
    Outcome outcome =
        runtime.run(code(runtime.language()), folder, Map.of("ALUMINATIAI_API_KEY", key));

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitStatus()).isZero();
    // The example is the workload itself:
    // 400 W x 1 x 1 h x 0.8 x 1.3 = 0.416 kWh, x 0.4 = 0.1664 kg, x 0.15 = 0.0624 USD
    assertThat(outcome.out())
        .contains("0.416 kWh", "0.1664 kg CO2e", "0.0624 USD", "fallback")
        .contains("Fetched back, status: submitted", "Workload " + workloadId);
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTHON", "NODE_MODULE", "NODE_TYPESCRIPT", "BASH"})
  void generatedCode_withoutKey_saysWhatIsWrong(ClientRuntime runtime) throws Exception {
    Outcome outcome = runtime.run(code(runtime.language()), folder, Map.of());

    assertThat(outcome.exitStatus()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.err()).contains("401", "unauthorized");
  }

  /** The life of a job as the service itself sees it; the trackers' own tests have the rest. */
  @ParameterizedTest
  @EnumSource
  void tracker_jobSucceeds_isCompletedWithItsRealHours(Tracker tracker) throws Exception {
    String externalId = "it " + tracker + "/1";
    Map<String, String> environment =
        Map.of("ALUMINATIAI_API_KEY", key, "ALUMINATIAI_EXTERNAL_ID", externalId);
    String wish =
        "{\"language\": \"%s\", \"style\": \"track\"}".formatted(tracker.language().code());
    String code = post("/api/generate-sdk", wish, 200).path("code").textValue();

    Outcome outcome = tracker.run(code, Tracker.Job.SUCCEEDS, folder, environment);

    assertThat(outcome).isEqualTo(new Outcome(0, "done\n", ""));
    // A slash cannot stand in the address of a workload by its external id.
    String told = externalId.replace('/', '_');
    JsonNode found = get("/api/workloads?external_id=" + URLEncoder.encode(told, UTF_8));
    assertThat(found.path("count").intValue()).isEqualTo(1);
    JsonNode workload = found.path("workloads").path(0);
    assertThat(workload.path("status").textValue()).isEqualTo("completed");
    assertThat(workload.at("/workload/gpu_type").textValue()).isEqualTo("H100");
    assertThat(workload.at("/workload/duration_hours").doubleValue()).isBetween(1e-9, 1.0);
  }

  @Test
  void generateSdk_languageInAnyCase_isFoundAndOthersAreRefused() throws Exception {
    JsonNode answer = post("/api/generate-sdk", "{\"language\": \"TypeScript\"}", 200);

    assertThat(answer.path("language").textValue()).isEqualTo("typescript");
    assertThat(answer.path("generated_by").textValue()).isEqualTo("template");
    assertThat(answer.path("explanation").textValue()).contains("third party");
    assertThat(answer.path("usage_instructions").textValue()).contains("tsc --strict");
    JsonNode refused = post("/api/generate-sdk", "{\"language\": \"cobol\"}", 400);
    assertThat(refused.path("error").textValue()).isEqualTo("validation_error");
  }

  private static String code(ClientLanguage language) throws Exception {
    String wish =
        "{\"language\": \"%s\", \"workload_id\": \"%s\"}".formatted(language.code(), workloadId);
    return post("/api/generate-sdk", wish, 200).path("code").textValue();
  }

  private static JsonNode get(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(jar.address().resolve(path))
            .header("Authorization", "Bearer " + key)
            .build();
    return JSON.readTree(CLIENT.send(request, BodyHandlers.ofString()).body());
  }

  private static JsonNode post(String path, String body, int status) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(jar.address().resolve(path))
            .header("Authorization", "Bearer " + key)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = CLIENT.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return JSON.readTree(response.body());
  }
}
