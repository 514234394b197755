package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.http.TestApi.Answer;
import com.aluminatiai.workload.SpecField;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The optional fields of a submission: what is said of them, and what they do to the figures. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SubmissionFieldsTest {
  private static final String ALL =
      """
      {"gpu_fraction": 0.5, "gpu_watts": 350.5, "power_limit_watts": 400, "gpus_per_node": 8,
       "host_watts_per_gpu": 120, "usd_per_gpu_hour": 2.19, "model": "Llama 3.1 70B",
       "hosting": "rented", "heartbeat_seconds": 300, "market_kg_per_kwh": 0.05,
       "training_tokens": 15e12, "output_tokens": 1000, "input_tokens": 0, "requests": 12,
       "parameters_b": 70.6, "active_parameters_b": 70.6, "mfu": 0.41, "lora": false,
       "concurrency": 64, "tokens_per_second": 3000.5, "bits": 8,
       "ended_at": "2026-11-26T10:00:00+01:00", "measured_kwh": 431.2, "measured_boundary": "node"}
      """;

  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  /** The golden case with more fields. */
  private static String golden(String more) {
    ObjectNode body = (ObjectNode) TestApi.tree(TestApi.GOLDEN);
    body.setAll((ObjectNode) TestApi.tree(more));
    return body.toString();
  }

  private Answer submit(String more) {
    Answer answer = api.post("/api/workloads", golden(more));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    return answer;
  }

  private static double kwh(Answer answer) {
    return answer.json().at("/estimates/kwh").asDouble();
  }

  @Test
  void everyField_isEchoedAndKept() {
    Answer answer = submit(ALL);

    JsonNode told = answer.json().at("/workload");
    JsonNode kept = api.get("/api/workloads/" + answer.text("/id")).json().at("/workload");
    for (JsonNode echo : List.of(told, kept)) {
      TestApi.tree(ALL)
          .properties()
          .forEach(
              field -> {
                if (field.getValue().isNumber()) {
                  assertThat(echo.get(field.getKey()).doubleValue())
                      .as(field.getKey())
                      .isEqualTo(field.getValue().doubleValue());
                } else if (!field.getKey().equals("ended_at")) {
                  assertThat(echo.get(field.getKey())).isEqualTo(field.getValue());
                }
              });
      assertThat(echo.path("ended_at").asText()).isEqualTo("2026-11-26T09:00:00Z");
    }
    // A site is refused, so it cannot be among them.
    assertThat(TestApi.tree(ALL).size()).isEqualTo(SpecField.values().length - 1);
  }

  @Test
  void nullInEveryField_isTheSameAsLeavingItOut() {
    ObjectNode nothing = (ObjectNode) TestApi.tree("{}");
    for (SpecField field : SpecField.values()) {
      nothing.putNull(field.code());
    }

    assertThat(submit(nothing.toString()).json().at("/workload").size())
        .isEqualTo(submit("{}").json().at("/workload").size());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // 700 W x 0.5 x 8 x 72 h x 0.85 x 1.3 / 1000
        "{\"gpu_fraction\": 0.5} | 222.768",
        // 400 W x 8 x 72 h x 1.3 / 1000: a measured mean has the utilization in it
        "{\"gpu_watts\": 400} | 299.52",
        // 400 W x 0.25 x 8 x 72 h x 1.3 / 1000
        "{\"gpu_watts\": 400, \"gpu_fraction\": 0.25} | 74.88",
        // 500 W x 8 x 72 h x 0.85 x 1.3 / 1000
        "{\"power_limit_watts\": 500} | 318.24",
        // the rating of 700 W is less than the limit
        "{\"power_limit_watts\": 900} | 445.536",
        // 600 W x 8 x 72 h x 1.3 / 1000: measured watts are used, also above the limit
        "{\"gpu_watts\": 600, \"power_limit_watts\": 500} | 449.28",
        // an A100 has 7 slices for computing: 400 W x 1/7 x 8 x 72 h x 0.85 x 1.3 / 1000
        "{\"gpu_type\": \"A100-SXM4-80GB-MIG-1g.10gb\"} | 36.37028571428571",
        // the stated share wins: 400 W x 0.5 x 8 x 72 h x 0.85 x 1.3 / 1000
        "{\"gpu_type\": \"A100-SXM4-80GB-MIG-1g.10gb\", \"gpu_fraction\": 0.5} | 127.296",
        // neither enters the simple formula
        "{\"gpus_per_node\": 4, \"host_watts_per_gpu\": 50} | 445.536",
        // neither tokens beside stated hours nor rent enter the simple formula
        "{\"training_tokens\": 15e12, \"parameters_b\": 70, \"usd_per_gpu_hour\": 9} | 445.536",
      })
  void simpleFormula_takesWhatWasStatedOfTheHardware(String more, double kwh) {
    // Figures from 1 upwards are shown with two decimals.
    assertThat(kwh(submit(more))).isCloseTo(kwh, within(0.005));
    Answer estimated = api.post("/api/estimates", golden("{}"));
    assertThat(kwh(estimated)).isEqualTo(445.54);
  }

  @Test
  void hostsWatts_enterTheCalibratedFigure() {
    JsonNode none = submit("{\"host_watts_per_gpu\": 0}").json();
    JsonNode much = submit("{\"host_watts_per_gpu\": 500}").json();

    assertThat(much.at("/estimates/calibrated/kwh/best").asDouble())
        .isGreaterThan(none.at("/estimates/calibrated/kwh/best").asDouble());
  }

  @Test
  void hoursLeftOut_areThoseFromStartToEnd() {
    Answer answer =
        api.post(
            "/api/workloads",
            """
            {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "utilization_pct": 85,
             "started_at": "2026-11-20T10:00:00Z", "ended_at": "2026-11-23T10:00:00Z"}
            """);

    // Three days are 72 h, so it is the golden case.
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    assertThat(kwh(answer)).isEqualTo(445.54);
    assertThat(answer.json().at("/workload/duration_hours").asDouble()).isEqualTo(72);
  }

  @Test
  void hoursStatedBesideStartAndEnd_win() {
    Answer answer =
        submit(
            "{\"started_at\": \"2026-11-20T10:00:00Z\", \"ended_at\": \"2026-11-20T11:00:00Z\"}");

    assertThat(answer.json().at("/workload/duration_hours").asDouble()).isEqualTo(72);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"duration_hours\": null} | duration_hours | is required; state it, or state started_at and ended_at and leave it out",
        "{\"duration_hours\": null, \"started_at\": \"2026-11-20T10:00:00Z\"} | duration_hours | is required; state it, or state started_at and ended_at and leave it out",
        "{\"started_at\": \"2026-11-20T10:00:00Z\", \"ended_at\": \"2026-11-20T10:00:00Z\"} | ended_at | must be after started_at",
        "{\"started_at\": \"2026-11-20T10:00:00Z\", \"ended_at\": \"2026-11-20T09:00:00Z\"} | ended_at | must be after started_at",
        "{\"duration_hours\": null, \"started_at\": \"1970-01-01T00:00:00Z\", \"ended_at\": \"2100-12-31T00:00:00Z\"} | ended_at | must be at most 1,000,000 hours after started_at",
        "{\"site\": \"Frankfurt 2\"} | site | is not known; PUT /api/sites/{name} makes one, GET /api/sites lists them",
        "{\"measured_boundary\": \"gpu\"} | measured_boundary | needs measured_kwh",
        "{\"parameters_b\": 8, \"active_parameters_b\": 9} | active_parameters_b | must be at most parameters_b",
        "{\"gpu_fraction\": 2} | gpu_fraction | must be a number, more than 0 and at most 1",
        "{\"power_limit_watts\": 0} | power_limit_watts | must be a number from 1 to 100,000, in watts",
        "{\"training_tokens\": 0} | training_tokens | must be a whole number from 1 to 1e15",
        "{\"hosting\": \"x\"} | hosting | must be own or rented",
        "{\"gpu_fractoin\": 1} | gpu_fractoin | is no field here; did you mean gpu_fraction?",
      })
  void whatCannotBeRight_isRefusedWithWhatToDo(String more, String field, String message) {
    Answer answer = api.post("/api/workloads", golden(more));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/details")).hasSize(1);
    assertThat(answer.text("/details/0/field")).isEqualTo(field);
    assertThat(answer.text("/details/0/message")).startsWith(message);
  }

  @ParameterizedTest
  @EnumSource(SpecField.class)
  void estimatesWithoutStoring_takeWhatEntersThemAndNoMore(SpecField field) {
    JsonNode value = TestApi.tree(ALL).path(field.code());
    String more =
        "{\"" + field.code() + "\": " + (value.isMissingNode() ? "\"x\"" : value.toString()) + "}";

    api.put("/api/sites/x", "{}");

    Answer answer = api.post("/api/estimates", golden(more));

    if (SpecField.ESTIMATING.contains(field)) {
      assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    } else {
      assertThat(answer.text("/details/0/message")).contains("does not enter an estimate");
    }
  }

  @Test
  void utilizationThatLooksLikeAFraction_getsAWarning() {
    String warning =
        "A utilization of 0.85 counts as 0.85 percent; state 85 if 85 percent is meant.";
    Answer stored = submit("{\"utilization_pct\": 0.85}");
    Answer estimated = api.post("/api/estimates", golden("{\"utilization_pct\": 0.85}"));

    assertThat(stored.json().at("/warnings").toString()).contains(warning);
    assertThat(estimated.json().at("/warnings").toString()).contains(warning);
    assertThat(submit("{\"utilization_pct\": 0}").raw().body()).doesNotContain("percent is meant");
    assertThat(submit("{\"utilization_pct\": 1.1}").raw().body())
        .doesNotContain("percent is meant");
  }

  @Test
  void measuredWatts_makeAnUnknownAcceleratorNoGuess() {
    Answer answer = submit("{\"gpu_type\": \"Frobnicator 9\", \"gpu_watts\": 350}");

    // 350 W x 8 x 72 h x 1.3 / 1000 = 262.08 kWh
    assertThat(kwh(answer)).isEqualTo(262.08);
    assertThat(answer.json().at("/warnings").toString())
        .contains("is not in the catalogue: the measured 350 W are used.")
        .doesNotContain("500 W");
  }

  @Test
  void measuredWattsAboveTheLimit_areUsedWithAWarning() {
    assertThat(submit("{\"gpu_watts\": 600, \"power_limit_watts\": 500.5}").raw().body())
        .contains("The measured 600 W of each accelerator are above its power limit of 500.5 W");
  }

  @Test
  void sharedDevice_asksForTheShareOnlyWhereItIsOpen() {
    String shared = "\"gpu_type\": \"A100-SXM4-80GB-SHARED\"";

    assertThat(submit("{" + shared + "}").raw().body()).contains("state gpu_fraction");
    assertThat(submit("{" + shared + ", \"gpu_fraction\": 0.25}").raw().body())
        .doesNotContain("state gpu_fraction");
  }

  @Test
  void measurementWithoutBoundary_isOfUnknownBoundary_andAChangeKeepsAStatedOne() {
    Answer bare = submit("{\"measured_kwh\": 431.2}");
    Answer node = submit("{\"measured_kwh\": 431.2, \"measured_boundary\": \"node\"}");
    String path = "/api/workloads/" + node.text("/id");
    api.patch(path, "{\"measured_kwh\": 500}");

    assertThat(api.get("/api/workloads/" + bare.text("/id")).text("/measured_boundary"))
        .isEqualTo("unknown");
    assertThat(api.get(path).text("/measured_boundary")).isEqualTo("node");
    api.patch(path, "{\"measured_kwh\": null}");
    assertThat(api.get(path).json().has("measured_boundary")).isFalse();
  }

  @Test
  void fileWithoutHours_isTakenWhereItHasStartAndEnd() {
    Answer taken =
        csv(
            "model_size_gb,num_gpus,gpu_type,started_at,ended_at,lora\n"
                + "70,8,H100,2026-11-20T10:00:00Z,2026-11-23T10:00:00Z,true\n"
                + "70,8,H100,2026-11-20T10:00:00Z,,maybe\n");

    assertThat(taken.json().at("/imported").asInt()).isEqualTo(1);
    assertThat(taken.json().at("/errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("duration_hours", "lora");
    assertThat(csv("model_size_gb,num_gpus,gpu_type,started_at\n").text("/details/0/message"))
        .contains("nor both started_at and ended_at");
  }

  private Answer csv(String file) {
    return api.send(
        api.request("/api/workloads/import")
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofString(file)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        // 8 x 72 h = 576 GPU hours at 1.29, 3.49 and 23.33 USD
        "{} | 743.04 | 2010.24 | 13438.08 | on_demand",
        // half of each
        "{\"gpu_fraction\": 0.5} | 371.52 | 1005.12 | 6719.04 | on_demand",
        // 576 GPU hours at 2.19 USD
        "{\"usd_per_gpu_hour\": 2.19} | 1261.44 | 1261.44 | 1261.44 | stated",
        "{\"usd_per_gpu_hour\": 2.19, \"hosting\": \"rented\"} | 1261.44 | 1261.44 | 1261.44 | stated",
      })
  void rent_standsBesideElectricity_whereverEstimatesDo(
      String more, double low, double best, double high, String kind) {
    Answer stored = submit(more);
    String path = "/api/workloads/" + stored.text("/id");

    for (Answer answer : List.of(stored, api.get(path), api.post("/api/estimates", golden(more)))) {
      assertThat(answer.json().at("/estimates/rental_usd/low").asDouble()).isEqualTo(low);
      assertThat(answer.json().at("/estimates/rental_usd/best").asDouble()).isEqualTo(best);
      assertThat(answer.json().at("/estimates/rental_usd/high").asDouble()).isEqualTo(high);
      assertThat(answer.text("/estimates/rental_usd/kind")).isEqualTo(kind);
      assertThat(answer.text("/estimates/rental_usd/source")).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"hosting\": \"own\"}",
        "{\"hosting\": \"own\", \"usd_per_gpu_hour\": 2}",
        "{\"gpu_type\": \"Frobnicator 9\"}"
      })
  void rent_isNullOnHardwareOfOnesOwn_andWhereNoPriceIsKnown(String more) {
    JsonNode estimates = submit(more).json().at("/estimates");

    assertThat(estimates.has("rental_usd")).isTrue();
    assertThat(estimates.path("rental_usd").isNull()).isTrue();
  }

  @Test
  void rentOfASite_standsInForOneThatIsLeftOut() {
    api.put("/api/sites/lab", "{\"usd_per_gpu_hour\": 3}");
    api.put("/api/sites/own", "{\"hosting\": \"own\"}");

    // 576 GPU hours at 3 and at 2 USD
    assertThat(rent("{\"site\": \"lab\"}")).isEqualTo(1728);
    assertThat(rent("{\"site\": \"lab\", \"usd_per_gpu_hour\": 2}")).isEqualTo(1152);
    assertThat(submit("{\"site\": \"own\"}").json().at("/estimates/rental_usd").isNull()).isTrue();
    assertThat(rent("{\"site\": \"own\", \"hosting\": \"rented\"}")).isEqualTo(2010.24);
  }

  private double rent(String more) {
    return submit(more).json().at("/estimates/rental_usd/best").asDouble();
  }
}
