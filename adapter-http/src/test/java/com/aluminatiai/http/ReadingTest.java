package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.http.TestApi.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists, totals, catalogues, estimates and client code, on five workloads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadingTest {
  private final List<String> ids = new ArrayList<>();
  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
    for (int i = 0; i < 5; i++) {
      String gpu = i < 2 ? "A100" : "H100";
      String body =
          TestApi.GOLDEN
              .replace("H100", gpu)
              .replace("{\"model", "{\"project\":\"p" + i % 2 + "\",\"model");
      ids.add(api.post("/api/workloads", body).text("/id"));
    }
    api.patch("/api/workloads/" + ids.get(0), "{\"status\":\"completed\",\"measured_kwh\":200}");
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private static List<String> ids(Answer page) {
    return page.json().at("/workloads").findValuesAsText("id");
  }

  @Test
  void list_withoutParameters_isNewestFirst() {
    Answer page = api.get("/api/workloads");

    assertThat(ids(page))
        .containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0));
    assertThat(page.json().at("/count").asInt()).isEqualTo(5);
    assertThat(page.json().at("/limit").asInt()).isEqualTo(10);
    assertThat(page.json().at("/offset").asInt()).isZero();
    assertThat(page.json().at("/next_cursor").isNull()).isTrue();
  }

  @Test
  void list_cursor_walksThroughAll() {
    List<String> seen = new ArrayList<>();
    String query = "?limit=2";
    JsonNode cursor;
    do {
      Answer page = api.get("/api/workloads" + query);
      seen.addAll(ids(page));
      cursor = page.json().at("/next_cursor");
      query = "?limit=2&cursor=" + cursor.asText();
    } while (!cursor.isNull());

    assertThat(seen).hasSize(5).doesNotHaveDuplicates();
    assertThat(api.get("/api/workloads" + "?limit=2&offset=3").json().at("/workloads")).hasSize(2);
  }

  @Test
  void list_offsetBesideACursor_isAValidationError() {
    String cursor = api.get("/api/workloads?limit=2").text("/next_cursor");

    assertThat(api.get("/api/workloads?offset=1&cursor=" + cursor).text("/message"))
        .isEqualTo("offset must be 0 or left out beside a cursor.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "status=completed | 1",
        "status=running | 0",
        "project=p0 | 3",
        "gpu_type=a100 | 2",
        "gpu_type=NVIDIA_H100_SXM | 3",
        "gpu_type=nothing-like-it | 0",
        "workload_type=training | 0",
        "created_after=2026-11-23T11:00:00%2B01:00 | 5",
        "created_before=2026-11-23T10:00:00Z | 0",
        "project=p0&gpu_type=H100 | 2",
      })
  void list_filter_isApplied(String query, int count) {
    assertThat(api.get("/api/workloads?" + query).json().at("/count").asInt()).isEqualTo(count);
  }

  @Test
  void list_offsetOfATimeThatIsNotEncoded_isUnderstood() {
    String answer =
        api.sendRaw(
            "GET /api/workloads?created_after=2026-11-23T11:00:00+01:00 HTTP/1.1\r\n"
                + "Host: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("\"count\":5");
  }

  @Test
  void summary_byStatus_sums() {
    Answer answer = api.get("/api/summary?group_by=status&from=2026-11-23&to=2026-11-23&tz=UTC");

    // 2 × A100 of 400 W: 400 × 8 × 72 × 0.85 × 1.3 / 1000 = 254.592 kWh; 3 × H100: 445.536 kWh
    assertThat(answer.json().at("/groups/0").toString())
        .isEqualTo(
            "{\"key\":\"completed\",\"count\":1,\"kwh\":254.59,\"carbon_kg\":101.84,"
                + "\"cost_usd\":38.19,\"measured_kwh\":200}");
    // 2 × 254.592 + 3 × 445.536 = 1845.792
    assertThat(answer.json().at("/total/kwh").asDouble()).isEqualTo(1845.79);
    assertThat(answer.json().at("/total/count").asInt()).isEqualTo(5);
  }

  @Test
  void summary_ofMoreThanAThousandProjects_tellsOfTheOthersTogether() {
    try (TestApi many = TestApi.start()) {
      String line = "1,1,A100,1,100,p%d\n";
      StringBuilder file =
          new StringBuilder(
              "model_size_gb,num_gpus,gpu_type,duration_hours,utilization_pct,project\n");
      for (int i = 0; i < 1_003; i++) {
        file.append(String.format(Locale.ROOT, line, i));
      }
      many.send(
          many.request("/api/workloads/import")
              .header("Content-Type", "text/csv")
              .POST(BodyPublishers.ofString(file.toString())));

      Answer answer = many.get("/api/summary?group_by=project");

      // 400 W × 1 h × 1.3 / 1000 = 0.52 kWh each
      assertThat(answer.json().at("/groups")).hasSize(1_000);
      assertThat(answer.json().at("/other/groups").asInt()).isEqualTo(3);
      assertThat(answer.json().at("/other/kwh").asDouble()).isEqualTo(1.56);
      assertThat(answer.json().at("/total/count").asInt()).isEqualTo(1_003);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group_by=week | group_by must be day, month, gpu_type, status, project or workload_type.",
        "from=2026-11-31 | from must be a day",
        "to=1969-12-31 | to must be a day",
        "tz=Mars/Base | tz must be a time zone",
        "from=2026-11-02&to=2026-11-01 | to must not be before from.",
      })
  void summary_badParameter_isAValidationError(String query, String message) {
    Answer answer = api.get("/api/summary?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("/message")).startsWith(message);
  }

  @Test
  void gpus_search_findsByName() {
    Answer all = api.get("/api/gpus");
    Answer some = api.get("/api/gpus?search=h100");

    assertThat(all.json().at("/gpus").size()).isGreaterThan(1);
    assertThat(some.json().at("/gpus").findValuesAsText("id")).contains("NVIDIA_H100_SXM");
    assertThat(all.text("/factors_version")).isNotBlank();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/gpus", "/api/regions"})
  void search_forNothingButSigns_findsNothing(String path) {
    for (String signs : List.of(".*", "%25", "%F0%9F%9A%80")) {
      String list = path.substring("/api/".length());
      assertThat(api.get(path + "?search=" + signs).json().path(list)).isEmpty();
    }
  }

  @Test
  void assumptions_areShownAsTheyWereStated() {
    Answer answer =
        api.post(
            "/api/estimates?explain=true",
            """
            {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72,
             "utilization_pct": 33.333333333, "pue": 1.1255, "grid_kg_per_kwh": 1.23456}
            """);

    JsonNode calibrated = answer.json().at("/estimates/calibrated/assumptions");
    assertThat(calibrated.path("utilization_pct").asText()).isEqualTo("33.333333333");
    assertThat(calibrated.path("pue").asText()).isEqualTo("1.1255");
    for (JsonNode row : answer.json().at("/explanation")) {
      if (row.path("name").asText().equals("pue")) {
        assertThat(row.path("value").asText()).isEqualTo("1.1255");
        assertThat(row.path("low").asText()).isEqualTo("1.1255");
      }
      if (row.path("name").asText().equals("grid_kg_per_kwh")) {
        assertThat(row.path("value").asText()).isEqualTo("1.23456");
      }
    }
  }

  @Test
  void regions_areListed() {
    Answer answer = api.get("/api/regions?search=france");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/regions").isArray()).isTrue();
  }

  @Test
  void estimate_goldenCase_storesNothing() {
    Answer answer = api.post("/api/estimates?explain", TestApi.GOLDEN);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/estimates/kwh").asDouble()).isEqualTo(445.54);
    assertThat(answer.json().at("/explanation").isEmpty()).isFalse();
    assertThat(answer.json().at("/equivalents").isEmpty()).isFalse();
    assertThat(api.get("/api/workloads").json().at("/count").asInt()).isEqualTo(5);
  }

  @Test
  void estimate_labels_haveNoPlace() {
    Answer answer =
        api.post("/api/estimates", TestApi.GOLDEN.replace("{\"model", "{\"notes\":\"n\",\"model"));

    assertThat(answer.text("/message"))
        .isEqualTo("notes does not enter an estimate; leave it out.");
  }

  @Test
  void compare_otherAccelerator_isHeldAgainstTheBaseline() {
    Answer answer =
        api.post(
            "/api/estimates/compare",
            "{\"workload\":" + TestApi.GOLDEN + ",\"gpu_types\":[\"A100\"],\"sort_by\":\"kwh\"}");

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(answer.text("/baseline/gpu_type")).isEqualTo("NVIDIA_H100_SXM");
    assertThat(answer.json().at("/alternatives")).hasSize(1);
    assertThat(answer.json().at("/alternatives/0/saving_pct/best").isNumber()).isTrue();
  }

  @Test
  void compare_regionsOfTwoAccountings_areCountedAlike() {
    Answer answer =
        api.post(
            "/api/estimates/compare",
            "{\"workload\":" + TestApi.GOLDEN + ",\"regions\":[\"US-OR\",\"FR\"]}");

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(200);
    assertThat(answer.json().at("/baseline/accounting").isNull()).isTrue();
    assertThat(answer.text("/alternatives/0/region")).isEqualTo("FR");
    assertThat(answer.text("/alternatives/0/accounting")).isEqualTo("life_cycle");
    assertThat(answer.json().at("/alternatives/0/counted_otherwise").isMissingNode()).isTrue();
    assertThat(answer.text("/alternatives/1/accounting")).isEqualTo("life_cycle");
    assertThat(answer.text("/alternatives/1/counted_otherwise/accounting")).isEqualTo("direct");
    // 165.54 g of direct emissions for 202.1 g of the life cycle.
    double direct = answer.json().at("/alternatives/1/counted_otherwise/carbon_kg/best").asDouble();
    assertThat(direct / answer.json().at("/alternatives/1/carbon_kg/best").asDouble())
        .isCloseTo(165.54 / 202.1, within(0.001));
  }

  @Test
  void estimate_region_saysHowItsGridIsCounted() {
    String stated = TestApi.GOLDEN.replace("{", "{\"region\":\"US-OR\",");
    Answer answer = api.post("/api/estimates?explain", stated);

    assertThat(answer.text("/estimates/assumptions/accounting")).isEqualTo("direct");
    assertThat(answer.json().at("/explanation").findValuesAsText("source"))
        .anyMatch(source -> source.startsWith("generation, direct combustion; grid: US EPA"));
    assertThat(
            api.post("/api/estimates", stated.replace("{", "{\"grid_kg_per_kwh\":0.1,"))
                .json()
                .at("/estimates/assumptions/accounting")
                .isMissingNode())
        .isTrue();
  }

  @Test
  void regions_lifeCycle_standsBesideAnotherAccounting() {
    Answer answer = api.get("/api/regions?search=US-OR");

    assertThat(answer.text("/regions/0/accounting")).isEqualTo("direct");
    assertThat(answer.json().at("/regions/0/life_cycle_kg_per_kwh").asDouble()).isEqualTo(0.2021);
  }

  @Test
  void compare_acceleratorThatNobodyKnows_isAWarning() {
    Answer answer =
        api.post(
            "/api/estimates/compare",
            "{\"workload\":" + TestApi.GOLDEN.replace("H100", "H100O") + ",\"regions\":[\"FR\"]}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text("/warnings/0"))
        .startsWith("gpu_type \"H100O\" is not in the catalogue: 500 W assumed")
        .contains("NVIDIA H100 SXM");
  }

  @Test
  void compare_workloadThatIsNotInside_isToldWhereItBelongs() {
    Answer answer = api.post("/api/estimates/compare", TestApi.GOLDEN);

    assertThat(answer.json().at("/details").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "workload",
            "model_size_gb",
            "num_gpus",
            "gpu_type",
            "duration_hours",
            "utilization_pct");
    assertThat(answer.json().at("/details").findValuesAsText("message"))
        .contains("belongs inside workload");
  }

  @Test
  void compare_sameThingTwice_isOneAlternative() {
    Answer answer =
        api.post(
            "/api/estimates/compare",
            "{\"workload\":"
                + TestApi.GOLDEN
                + ",\"gpu_types\":[\"A100\",\"a100\",\"H200\"],\"regions\":[\"FR\",\"France\"]}");

    assertThat(answer.json().at("/alternatives")).hasSize(2);
  }

  /** What is said on the right is not beside what is stated on the left. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"gpu_type\":\"NVIDIA A16-4Q\" | whole board | ",
        "\"gpu_type\":\"GRID M60-2Q\" | whole board is assumed | ",
        "\"gpu_type\":\"MI250X\",\"gpu_fraction\":0.5 | is assumed | the share of the whole board",
        "\"gpu_type\":\"Foo9000\",\"power_limit_watts\":120 | 500 W | its power limit of 120 W assumed",
        "\"gpu_type\":\"mig-1g.10gb\",\"gpu_fraction\":0.2 | write it as | its name does not say: 500 W assumed",
        // 1 x 500 W x 1000 h x PUE 1.3 = 650 kWh, the low end of the range that adds the network
        "\"gpu_type\":\"Apple M3 Ultra\",\"gpu_watts\":500,\"host_watts_per_gpu\":0,\"pue\":1.3 | headline | ",
      })
  void estimate_warnings_contradictNoFigureOfTheAnswer(String fields, String not, String but) {
    Answer answer =
        api.post(
            "/api/estimates",
            "{\"model_size_gb\":1,\"num_gpus\":1,\"duration_hours\":1000," + fields + "}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/warnings").toString()).doesNotContain(not);
    if (but != null) {
      assertThat(answer.json().at("/warnings").toString()).contains(but);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fallback", "calibrated"})
  void estimate_measuredWatts_haveTheLoadInThem(String method) {
    Answer answer =
        api.post(
            "/api/estimates",
            "{\"model_size_gb\":1,\"num_gpus\":1,\"duration_hours\":10,\"gpu_type\":\"H100\","
                + "\"gpu_watts\":500,\"utilization_pct\":80,\"method\":\""
                + method
                + "\"}");

    assertThat(answer.json().at("/estimates/assumptions/utilization_pct").doubleValue())
        .isEqualTo(100);
  }

  @Test
  void compare_slicesOfOneCard_areTwoRowsWithTheirShares() {
    Answer answer =
        api.post(
            "/api/estimates/compare",
            "{\"workload\":{\"model_size_gb\":4,\"num_gpus\":1,\"gpu_type\":\"A100 40GB\",\"duration_hours\":7},"
                + "\"gpu_types\":[\"a100_3g.20gb\",\"A100-MIG-1g.5gb\",\"A100-MIG-2g.10gb-SHARED\"],"
                + "\"regions\":[\"FR\"],\"sort_by\":\"kwh\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().at("/alternatives")).hasSize(3);
    assertThat(answer.json().at("/baseline").has("gpu_fraction")).isFalse();
    List<Double> shares = new ArrayList<>();
    answer
        .json()
        .at("/alternatives")
        .forEach(row -> shares.add(row.at("/gpu_fraction").doubleValue()));
    assertThat(shares.stream().sorted().map(share -> Math.round(share * 7)).toList())
        .containsExactly(1L, 2L, 3L);
    assertThat(answer.json().at("/warnings/0").textValue())
        .contains("A100-MIG-2g.10gb-SHARED", "several jobs share");
  }

  @Test
  void compare_namesThatAreToldOf_areWarningsAsInAnEstimate() {
    String workload =
        "{\"model_size_gb\":4,\"num_gpus\":1,\"gpu_type\":\"8xH100\",\"duration_hours\":7,"
            + "\"utilization_pct\":0.5,\"region\":\"EU\"}";
    Answer estimate = api.post("/api/estimates", workload);
    Answer answer =
        api.post(
            "/api/estimates/compare",
            "{\"workload\":" + workload + ",\"gpu_types\":[\"MI250X\"],\"regions\":[\"EU\"]}");

    for (JsonNode warning : estimate.json().at("/warnings")) {
      boolean isOfTheHeadline = warning.textValue().startsWith("The headline");
      assertThat(
              isOfTheHeadline
                  || answer.json().at("/warnings").toString().contains(warning.toString()))
          .as(warning.textValue())
          .isTrue();
    }
    assertThat(answer.json().at("/warnings").toString())
        .contains("8 were probably meant", "MI250X", "percent");
  }

  @Test
  void compare_namesThatCanBeNone_areToldWhy() {
    Answer answer =
        api.post(
            "/api/estimates/compare",
            "{\"workload\":"
                + TestApi.GOLDEN
                + ",\"gpu_types\":[null,5,\"a\\u0000\",\"\",\""
                + "x".repeat(101)
                + "\"],\"regions\":[\""
                + "x".repeat(101)
                + "\"]}");

    List<String> told = new ArrayList<>();
    for (JsonNode fault : answer.json().at("/details")) {
      told.add(fault.path("field").asText() + " " + fault.path("message").asText());
    }
    assertThat(told)
        .containsExactlyInAnyOrder(
            "gpu_types[0] must be text",
            "gpu_types[1] must be text",
            "gpu_types[2] must not contain NUL or an unpaired surrogate",
            "gpu_types[3] is not known; GET /api/gpus lists the names",
            "gpu_types[4] must be at most 100 characters",
            "regions[0] must be at most 100 characters");
  }

  @Test
  void compare_faults_areToldWithTheirPlace() {
    Answer answer =
        api.post(
            "/api/estimates/compare",
            """
            {"workload": {"num_gpus": 0, "gpu_type": "H100", "duration_hours": 72, "model_size_gb": 1, "x": 1},
             "gpu_types": ["H100", "zzz", 3], "regions": "FR", "sort_by": "price"}
            """);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().at("/details").findValuesAsText("field"))
        .containsExactlyInAnyOrder(
            "workload.num_gpus",
            "workload.x",
            "gpu_types[1]",
            "gpu_types[2]",
            "regions",
            "sort_by");
    assertThat(api.post("/api/estimates/compare", "{}").text("/message"))
        .isEqualTo("workload is required.");
  }

  @Test
  void clientCode_everyLanguage_isGiven() {
    for (JsonNode language : api.get("/api/generate-sdk").json().at("/languages")) {
      Answer answer =
          api.post(
              "/api/generate-sdk",
              "{\"language\":\""
                  + language.asText().toUpperCase(java.util.Locale.ROOT)
                  + "\",\"workload_id\":\""
                  + ids.get(0)
                  + "\"}");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.text("/language")).isEqualTo(language.asText());
      assertThat(answer.text("/generated_by")).isEqualTo("template");
      assertThat(answer.text("/code")).contains(ids.get(0));
    }
  }

  @Test
  void clientCode_everyStyle_isGivenInItsLanguages() {
    JsonNode styles = api.get("/api/generate-sdk").json().at("/styles");

    assertThat(styles).hasSize(6);
    for (JsonNode style : styles) {
      for (JsonNode language : style.path("languages")) {
        Answer answer =
            api.post(
                "/api/generate-sdk",
                "{\"language\":\"%s\",\"style\":\"%s\",\"describe\":\"LoRA\",\"workload_id\":\"%s\"}"
                    .formatted(language.asText(), style.path("style").asText(), ids.get(0)));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("/style")).isEqualTo(style.path("style").asText());
        JsonNode files = answer.json().path("files");
        if (!files.isMissingNode()) {
          assertThat(files).hasSize(2);
          assertThat(files.at("/0/code")).isEqualTo(answer.json().path("code"));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"language\":\"curl\",\"style\":\"slurm\"} | 400 | style must be submit or track in curl.",
        "{\"language\":\"python\",\"style\":\"x\"} | 400 | style must be submit, track, huggingface,"
            + " lightning, slurm or kubernetes in python.",
        "{} | 400 | language is required and must be python, javascript, typescript or curl.",
        "{\"language\":\"cobol\"} | 400 | language must be python, javascript, typescript or curl.",
        "{\"language\":\"curl\",\"workload_id\":\"7\"} | 400 | workload_id must be a UUID.",
        "{\"language\":\"curl\",\"workload_id\":\"00000000-0000-7000-8000-00000000ffff\"} | 404 |"
            + " There is no workload with this workload_id.",
      })
  void clientCode_badBody_isRefused(String body, int status, String message) {
    Answer answer = api.post("/api/generate-sdk", body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.text("/message")).isEqualTo(message);
  }

  @Test
  void pages_areForBrowsers() {
    for (String path : List.of("/", "/docs?utm_source=mail", "/openapi.json")) {
      HttpResponse<String> answer = api.sendText(path);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .contains("script-src 'self'");
    }
  }

  @Test
  void largeAnswer_isCompressedForThoseWhoAsk() {
    String answer =
        api.sendRaw(
            "GET /api/workloads HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200").contains("Content-Encoding: gzip");
  }
}
