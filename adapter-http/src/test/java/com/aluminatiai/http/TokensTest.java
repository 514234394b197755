package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.http.TestApi.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens in place of hours, over HTTP and in files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokensTest {
  /** 70.55 x 10^9 parameters, 15 x 10^12 tokens. */
  private static final String TRAINING =
      "{\"workload_type\": \"training\", \"model\": \"llama-3.1-70b\", \"training_tokens\": 15e12,"
          + " \"mfu\": 0.4, \"gpu_type\": \"H100\", \"num_gpus\": 2048}";

  private static final String SERVING =
      "{\"model\": \"meta-llama/Llama-3.1-70B-Instruct\", \"output_tokens\": 1000000,"
          + " \"input_tokens\": 2000000, \"requests\": 5000}";

  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private Answer submit(String body) {
    Answer answer = api.post("/api/workloads", body);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer;
  }

  private static double number(JsonNode json, String path) {
    assertThat(json.at(path).isNumber()).as(path + " in " + json).isTrue();
    return json.at(path).asDouble();
  }

  @Test
  void trainingTokens_makeHours_andTheStoredRowHasWhatWasUsed() {
    JsonNode answer = submit(TRAINING).json();

    // 6 x 70.55e9 x 15e12 / (0.4 x 989.4e12 x 2048 x 3600 s) = 2,176.1 h
    double hours = 6 * 70.55e9 * 15e12 / (0.4 * 989.4e12 * 2048 * 3600);
    assertThat(hours).isCloseTo(2176.1, within(0.1));
    assertThat(number(answer, "/workload/duration_hours")).isCloseTo(hours, within(0.005));
    assertThat(number(answer, "/derived/duration_hours/best")).isCloseTo(hours, within(0.005));
    assertThat(number(answer, "/derived/mfu/best")).isEqualTo(0.4);
    assertThat(number(answer, "/derived/parameters_b")).isEqualTo(70.55);
    assertThat(answer.at("/derived/model").asText()).isEqualTo("Llama 3.1 70B");
    // 16 bits are two bytes a parameter.
    assertThat(number(answer, "/workload/model_size_gb")).isCloseTo(141.1, within(1e-9));
    // The simple formula: 700 W x 2048 x hours x 0.8 x 1.3 / 1000
    assertThat(number(answer, "/estimates/kwh"))
        .isCloseTo(0.7 * 2048 * hours * 0.8 * 1.3, within(1.0));
    JsonNode stored = api.get("/api/workloads/" + answer.path("id").asText()).json();
    assertThat(stored.path("derived")).isEqualTo(answer.path("derived"));
    assertThat(stored.path("estimates")).isEqualTo(answer.path("estimates"));
  }

  @Test
  void aMfuThatNobodyStated_hasABand_whichIsInTheRange() {
    String open = TRAINING.replace("\"mfu\": 0.4,", "");
    JsonNode stated = submit(TRAINING).json();
    JsonNode derived = submit(open).json();

    assertThat(number(stated, "/derived/mfu/low")).isEqualTo(number(stated, "/derived/mfu/high"));
    assertThat(number(derived, "/derived/mfu/low"))
        .isLessThan(number(derived, "/derived/mfu/best"));
    assertThat(derived.at("/derived/inferred").toString()).contains("mfu", "duration_hours");
    assertThat(width(derived)).isGreaterThan(width(stated));
  }

  private static double width(JsonNode answer) {
    return number(answer, "/estimates/calibrated/kwh/high")
        / number(answer, "/estimates/calibrated/kwh/low");
  }

  @Test
  void adapters_takeTwoThirdsOfTheHours() {
    String full = TRAINING.replace("training\",", "fine_tuning\",");
    double all = number(submit(full).json(), "/workload/duration_hours");
    double lora =
        number(submit(full.replace("{", "{\"lora\": true, ")).json(), "/workload/duration_hours");

    // 4 N D against 6 N D
    assertThat(lora / all).isCloseTo(2.0 / 3, within(1e-5));
  }

  @Test
  void outputTokens_withoutGpus_areServedByTheSmallestCommonDeployment() {
    JsonNode answer = submit(SERVING).json();

    assertThat(answer.at("/workload/workload_type").asText()).isEqualTo("inference");
    assertThat(answer.at("/workload/gpu_type").asText()).isEqualTo("NVIDIA H100 SXM");
    assertThat(answer.at("/derived/gpu_type")).isEqualTo(answer.at("/workload/gpu_type"));
    assertThat(answer.at("/derived/num_gpus")).isEqualTo(answer.at("/workload/num_gpus"));
    assertThat(answer.at("/derived/inferred").toString())
        .contains("gpu_type", "num_gpus", "concurrency", "duration_hours", "workload_type");
    assertThat(number(answer, "/derived/joules_per_output_token/best")).isPositive();
    assertThat(answer.at("/derived/mfu").isMissingNode()).isTrue();
    assertThat(number(answer, "/estimates/calibrated/kwh/low"))
        .isLessThan(number(answer, "/estimates/calibrated/kwh/best"));
    JsonNode stored = api.get("/api/workloads/" + answer.path("id").asText()).json();
    assertThat(stored.path("derived")).isEqualTo(answer.path("derived"));
  }

  @Test
  void tokensPerSecond_sayHowLongItTakes() {
    String body =
        "{\"parameters_b\": 70, \"output_tokens\": 3600000, \"tokens_per_second\": 500,"
            + " \"gpu_type\": \"H100\", \"num_gpus\": 4}";

    // 3,600,000 / 500 = 7,200 s
    assertThat(number(submit(body).json(), "/workload/duration_hours")).isCloseTo(2, within(1e-9));
  }

  @Test
  void statedHours_win() {
    JsonNode answer = submit(TRAINING.replace("{", "{\"duration_hours\": 72, ")).json();

    assertThat(number(answer, "/workload/duration_hours")).isEqualTo(72);
    assertThat(answer.has("derived")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"workload_type\": \"training\", \"training_tokens\": 1e12, \"gpu_type\": \"H100\", \"num_gpus\": 8} | parameters_b | is required",
        "{\"workload_type\": \"training\", \"training_tokens\": 1e12, \"model\": \"my-own\", \"gpu_type\": \"H100\", \"num_gpus\": 8} | model | is not known",
        "{\"workload_type\": \"training\", \"output_tokens\": 1e6, \"parameters_b\": 7, \"gpu_type\": \"H100\", \"num_gpus\": 8} | output_tokens | are those of",
        "{\"workload_type\": \"inference\", \"training_tokens\": 1e6, \"parameters_b\": 7, \"gpu_type\": \"H100\", \"num_gpus\": 8} | training_tokens | are those of",
        "{\"workload_type\": \"other\", \"training_tokens\": 1e6, \"parameters_b\": 7, \"gpu_type\": \"H100\", \"num_gpus\": 8} | training_tokens | are those of",
        "{\"workload_type\": \"image_generation\", \"output_tokens\": 1e6, \"parameters_b\": 7, \"gpu_type\": \"H100\", \"num_gpus\": 8} | output_tokens | are those of",
        "{\"training_tokens\": 1e6, \"output_tokens\": 1e6, \"parameters_b\": 7, \"gpu_type\": \"H100\", \"num_gpus\": 8} | workload_type | is required",
        "{\"workload_type\": \"training\", \"training_tokens\": 1e15, \"parameters_b\": 70, \"gpu_type\": \"H100\", \"num_gpus\": 8} | num_gpus | must be larger",
        "{\"workload_type\": \"training\", \"training_tokens\": 1e12, \"parameters_b\": 7} | num_gpus | is required",
        "{\"workload_type\": \"training\", \"training_tokens\": 1e12, \"parameters_b\": 7, \"gpu_type\": \"Frobnicator\", \"num_gpus\": 8} | gpu_type | has no hours from tokens",
        "{\"output_tokens\": 1e6, \"parameters_b\": 7, \"num_gpus\": 8} | gpu_type | is required",
        "{\"output_tokens\": 1e6, \"parameters_b\": 7, \"active_parameters_b\": 8} | active_parameters_b | must be at most",
        "{\"output_tokens\": 1e15, \"parameters_b\": 7, \"tokens_per_second\": 1} | num_gpus | must be larger",
        "{\"model_size_gb\": 70, \"num_gpus\": 8, \"gpu_type\": \"H100\"} | duration_hours | is required",
      })
  void whatCannotBeDerived_isRefusedByName(String body, String field, String message) {
    for (String path : List.of("/api/workloads", "/api/estimates")) {
      Answer answer = api.post(path, body);

      assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
      assertThat(answer.json().path("details").toString())
          .contains("\"field\":\"" + field + "\",\"message\":\"" + message);
    }
  }

  @Test
  void missingHours_nameAllFourWays() {
    Answer answer =
        api.post(
            "/api/workloads", "{\"model_size_gb\": 70, \"num_gpus\": 8, \"gpu_type\": \"H100\"}");

    assertThat(answer.text("/details/0/message"))
        .contains("state it", "started_at and ended_at", "status is running", "training_tokens");
  }

  @Test
  void estimatesAndComparisons_takeThemToo() {
    JsonNode estimated = api.post("/api/estimates", TRAINING).json();
    JsonNode compared =
        api.post(
                "/api/estimates/compare",
                "{\"workload\": " + TRAINING + ", \"gpu_types\": [\"H200\", \"B200\"]}")
            .json();

    assertThat(estimated.path("derived")).isEqualTo(submit(TRAINING).json().path("derived"));
    assertThat(number(compared, "/baseline/duration_hours"))
        .isEqualTo(number(estimated, "/derived/duration_hours/best"));
    assertThat(compared.path("alternatives")).hasSize(2);
  }

  @Test
  void thePatchOfGpus_derivesHoursAnew_andStatedHoursEndIt() {
    String path = "/api/workloads/" + submit(TRAINING).text("/id");

    double before = number(api.get(path).json(), "/workload/duration_hours");
    api.patch(path, "{\"num_gpus\": 4096}");
    double after = number(api.get(path).json(), "/workload/duration_hours");
    api.patch(path, "{\"notes\": \"same\"}");
    JsonNode noted = api.get(path).json();
    api.patch(path, "{\"duration_hours\": 1000}");
    JsonNode stated = api.get(path).json();

    // Twice as many take half as long at a stated MFU.
    assertThat(after).isCloseTo(before / 2, within(0.01));
    assertThat(number(noted, "/derived/duration_hours/best")).isEqualTo(after);
    assertThat(number(stated, "/workload/duration_hours")).isEqualTo(1000);
    assertThat(stated.has("derived")).isFalse();
    assertThat(api.patch(path, "{\"num_gpus\": 8}").status()).isEqualTo(200);
  }

  @Test
  void theSameExternalId_isTheSameWorkload() {
    String body = SERVING.replace("{", "{\"external_id\": \"serving-1\", ");
    Answer first = submit(body);
    Answer again = api.post("/api/workloads", body);

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.text("/id")).isEqualTo(first.text("/id"));
    assertThat(again.raw().body()).doesNotContain("differ");
  }

  @Test
  void files_takeTokens() {
    String csv =
        "model,workload_type,training_tokens,output_tokens,gpu_type,num_gpus,project\n"
            + "llama-3.1-8b,training,1000000000,,H100,8,tokens\n"
            + "llama-3.1-8b,inference,,1000000,,,tokens\n"
            + "who-knows,inference,,1000000,,,tokens\n";

    Answer answer = importFile("?format=csv", "text/csv", csv);

    assertThat(number(answer.json(), "/imported")).as(answer.raw().body()).isEqualTo(2);
    assertThat(answer.text("/errors/0/field")).isEqualTo("model");
    assertThat(number(answer.json(), "/errors/0/line")).isEqualTo(4);
    for (JsonNode row : api.get("/api/workloads?project=tokens").json().path("workloads")) {
      assertThat(row.has("derived")).isTrue();
    }
  }

  private Answer importFile(String query, String type, String file) {
    return api.send(
        api.request("/api/workloads/import" + query)
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(file)));
  }
}
