package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.http.TestApi.Answer;
import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.SpecValues;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One table of bad values, fed to the HTTP edge and to the domain's constructors alike. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadValuesTest {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        Arguments.of("model_size_gb", 0.0),
        Arguments.of("model_size_gb", -0.0),
        Arguments.of("model_size_gb", -70.0),
        Arguments.of("model_size_gb", 1_000_000.1),
        Arguments.of("num_gpus", 0),
        Arguments.of("num_gpus", -1),
        Arguments.of("num_gpus", 1_000_001),
        Arguments.of("num_gpus", Integer.MAX_VALUE),
        Arguments.of("gpu_type", ""),
        Arguments.of("gpu_type", " \t"),
        Arguments.of("gpu_type", "x".repeat(101)),
        Arguments.of("gpu_type", "H\0"),
        Arguments.of("duration_hours", 0.0),
        Arguments.of("duration_hours", -0.5),
        Arguments.of("duration_hours", 1e300),
        Arguments.of("utilization_pct", -0.1),
        Arguments.of("utilization_pct", 100.00001),
        Arguments.of("pue", 0.99),
        Arguments.of("pue", 5.01),
        Arguments.of("grid_kg_per_kwh", -0.01),
        Arguments.of("grid_kg_per_kwh", 5.01),
        Arguments.of("usd_per_kwh", -1.0),
        Arguments.of("usd_per_kwh", 100.01),
        Arguments.of("region", "x".repeat(101)),
        Arguments.of("notes", "x".repeat(10_001)),
        Arguments.of("notes", "\uD800"),
        Arguments.of("notes", "\uDC00\uD800"),
        Arguments.of("project", "x".repeat(101)),
        Arguments.of("project", "a\0b"),
        Arguments.of("external_id", "x".repeat(201)),
        Arguments.of("started_at", "1969-12-31T23:59:59Z"),
        Arguments.of("started_at", "2101-01-01T00:00:00Z"),
        Arguments.of("gpu_fraction", 0.0),
        Arguments.of("gpu_fraction", -0.1),
        Arguments.of("gpu_fraction", 1.0001),
        Arguments.of("gpu_watts", -0.1),
        Arguments.of("gpu_watts", 100_000.1),
        Arguments.of("power_limit_watts", 0.99),
        Arguments.of("power_limit_watts", 100_000.1),
        Arguments.of("gpus_per_node", 0L),
        Arguments.of("gpus_per_node", 1_025L),
        Arguments.of("gpus_per_node", 4_294_967_297L),
        Arguments.of("host_watts_per_gpu", -1.0),
        Arguments.of("host_watts_per_gpu", 100_001.0),
        Arguments.of("usd_per_gpu_hour", -0.01),
        Arguments.of("usd_per_gpu_hour", 10_000.01),
        Arguments.of("model", " "),
        Arguments.of("model", "\u200b"),
        Arguments.of("model", "x".repeat(201)),
        Arguments.of("model", "\uD800"),
        Arguments.of("hosting", "leased"),
        Arguments.of("hosting", "OWN"),
        Arguments.of("heartbeat_seconds", 9L),
        Arguments.of("heartbeat_seconds", 86_401L),
        Arguments.of("site", ""),
        Arguments.of("site", "x".repeat(101)),
        Arguments.of("market_kg_per_kwh", -0.01),
        Arguments.of("market_kg_per_kwh", 5.01),
        Arguments.of("training_tokens", 0L),
        Arguments.of("training_tokens", 1_000_000_000_000_001L),
        Arguments.of("output_tokens", 0L),
        Arguments.of("output_tokens", Long.MAX_VALUE),
        Arguments.of("input_tokens", -1L),
        Arguments.of("requests", 0L),
        Arguments.of("parameters_b", 0.0),
        Arguments.of("parameters_b", 1_000_000.1),
        Arguments.of("active_parameters_b", 0.0),
        Arguments.of("mfu", 0.0),
        Arguments.of("mfu", 1.01),
        Arguments.of("concurrency", 0L),
        Arguments.of("concurrency", 1_000_001L),
        Arguments.of("tokens_per_second", 0.0),
        Arguments.of("tokens_per_second", 1e10),
        Arguments.of("bits", 0.0),
        Arguments.of("bits", 64.5),
        Arguments.of("ended_at", "1969-12-31T23:59:59Z"),
        Arguments.of("ended_at", "2101-01-01T00:00:00Z"),
        Arguments.of("measured_kwh", -1.0),
        Arguments.of("measured_kwh", 1e13),
        Arguments.of("measured_boundary", "rack"));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void badValue_isRefusedByTheEdge(String field, Object bad) {
    ObjectNode body = (ObjectNode) TestApi.tree(TestApi.GOLDEN);
    body.set(field, MAPPER.valueToTree(bad));
    // Half a surrogate pair cannot be written in UTF-8, but it can be escaped.
    String json =
        body.toString().replace("\uDC00\uD800", "\\uDC00\\uD800").replace("\uD800", "\\uD800");

    Answer answer = api.post("/api/workloads", json);

    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("validation_error");
    assertThat(answer.json().at("/details")).hasSize(1);
    assertThat(answer.text("/details/0/field")).isEqualTo(field);
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void badValue_isRefusedByTheDomain(String field, Object bad) {
    Map<String, Object> values = new TreeMap<>(Map.of(field, bad));

    assertThatThrownBy(() -> spec(values)).isInstanceOf(IllegalArgumentException.class);
  }

  private static WorkloadSpec spec(Map<String, Object> values) {
    return new WorkloadSpec(
            (double) values.getOrDefault("model_size_gb", 70.0),
            (int) values.getOrDefault("num_gpus", 8),
            (String) values.getOrDefault("gpu_type", "H100"),
            (double) values.getOrDefault("duration_hours", 72.0),
            number(values, "utilization_pct"),
            false,
            Optional.empty(),
            Optional.empty(),
            new StatedSite(
                text(values, "region"),
                number(values, "pue"),
                number(values, "grid_kg_per_kwh"),
                number(values, "usd_per_kwh")),
            new Labels(
                text(values, "notes"),
                text(values, "project"),
                text(values, "external_id"),
                text(values, "started_at").map(Instant::parse)))
        .with((SpecValues<RuntimeException>) field -> value(values, field));
  }

  private static Optional<?> value(Map<String, Object> values, SpecField field) {
    Optional<Object> value = Optional.ofNullable(values.get(field.code()));
    return field.form() instanceof FieldForm.Time
        ? value.map(text -> Instant.parse((String) text))
        : value;
  }

  /** Whatever is added to the fields needs bad values here. */
  @Test
  void everyFieldWithBounds_hasABadValue() {
    List<Object> tried = badValues().map(bad -> bad.get()[0]).toList();

    for (SpecField field : SpecField.values()) {
      if (!(field.form() instanceof FieldForm.Flag)) {
        assertThat(tried).contains(field.code());
      }
    }
  }

  private static Optional<String> text(Map<String, Object> values, String field) {
    return Optional.ofNullable((String) values.get(field));
  }

  private static OptionalDouble number(Map<String, Object> values, String field) {
    return values.containsKey(field)
        ? OptionalDouble.of((double) values.get(field))
        : OptionalDouble.empty();
  }

  /** What has no place in the domain's types at all. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "num_gpus | \"8\"",
        "num_gpus | 8.5",
        "num_gpus | 8.0000000000000000001",
        "num_gpus | 1e999",
        "num_gpus | -1e999",
        "num_gpus | 1234567890123456789012345678901234567890",
        "num_gpus | true",
        "num_gpus | [8]",
        "num_gpus | {}",
        "num_gpus | null",
        "num_gpus | 1e-400",
        "model_size_gb | \"70\"",
        "model_size_gb | 1e999",
        "model_size_gb | 1e-400",
        "model_size_gb | 1234567890123456789012345678901234567890",
        "utilization_pct | \"85\"",
        "utilization_pct | 1e999",
        "utilization_pct | -1e999",
        "gpu_type | 100",
        "gpu_type | null",
        "use_smart_agent | \"true\"",
        "use_smart_agent | 1",
        "notes | 1",
        "notes | [\"a\"]",
        "method | \"agent\"",
        "method | \"Fallback\"",
        "workload_type | \"games\"",
        "region | 7",
        "gpu_fraction | \"0.5\"",
        "gpus_per_node | 8.5",
        "gpus_per_node | \"8\"",
        "training_tokens | 1.5",
        "training_tokens | 1e999",
        "lora | \"true\"",
        "lora | 1",
        "hosting | 1",
        "model | 7",
        "measured_kwh | 1e999",
        "ended_at | 1700000000",
        "started_at | 1700000000",
        "started_at | \"2026-11-23\"",
        "started_at | \"2026-11-23T10:00:00\"",
        "started_at | \"2026-02-30T10:00:00Z\"",
        "started_at | \"2026-11-23T25:00:00Z\"",
        "started_at | \"+10000-01-01T00:00:00Z\"",
      })
  void wrongType_isRefusedByTheEdge(String field, String literal) {
    String body = TestApi.GOLDEN.strip();
    String without = body.replaceAll("\"" + field + "\": [^,}]+,? ?", "");
    String with = without.replaceFirst("\\{", "{\"" + field + "\":" + literal + ",");
    String clean = with.replace(", }", "}").replace(",}", "}");

    Answer answer = api.post("/api/workloads", clean);

    assertThat(answer.status()).as(clean + answer.raw().body()).isEqualTo(400);
    assertThat(answer.error()).isEqualTo("validation_error");
    assertThat(answer.json().at("/details")).hasSize(1);
    assertThat(answer.text("/details/0/field")).isEqualTo(field);
  }

  @ParameterizedTest
  @CsvSource({"8.0, 8", "8e0, 8", "80e-1, 8", "0.8E1, 8", "1000000, 1000000"})
  void wholeNumberInAnotherForm_isTaken(String literal, int number) {
    Answer answer =
        api.post(
            "/api/workloads",
            TestApi.GOLDEN.replace("\"num_gpus\": 8", "\"num_gpus\": " + literal));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/workload/num_gpus").asInt()).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource({"0, 0.0", "-0.0, 0.0", "0e5, 0.0", "100, 100.0"})
  void utilizationAtItsBounds_staysAsItIs(String literal, String shown) {
    Answer answer =
        api.post(
            "/api/workloads",
            TestApi.GOLDEN.replace("\"utilization_pct\": 85", "\"utilization_pct\": " + literal));

    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.json().at("/workload/utilization_pct").toString()).isEqualTo(shown);
  }

  @Test
  void moreUnknownFieldsThanAreTold_areSaidToBeMore() {
    String body =
        IntStream.range(0, 300)
            .mapToObj(i -> "\"x" + i + "\": 1")
            .collect(Collectors.joining(", ", "{", "}"));

    TestApi.Answer answer = api.patch("/api/workloads/" + new UUID(1, 2), body);

    int told = answer.json().at("/details").size();
    assertThat(told).isLessThan(101);
    assertThat(answer.text("/message"))
        .isEqualTo(
            "More than " + told + " fields are wrong; details names the first " + told + ".");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\\t", "\\u00a0", "\\u200b"})
  void blankLabels_areRefused(String blank) {
    for (String field : List.of("gpu_type", "project", "external_id")) {
      String body =
          """
          {"model_size_gb": 70, "num_gpus": 8, "duration_hours": 72, %s "%s": "%s"}
          """
              .formatted(field.equals("gpu_type") ? "" : "\"gpu_type\": \"H100\",", field, blank);

      TestApi.Answer answer = api.post("/api/workloads", body);

      assertThat(answer.status()).as(body).isEqualTo(400);
      assertThat(answer.text("/details/0/field")).isEqualTo(field);
      assertThat(answer.text("/message")).contains("must not be blank");
    }
    TestApi.Answer change = api.patch(api.submitGolden(), "{\"project\": \"" + blank + "\"}");
    assertThat(change.error()).isEqualTo("validation_error");
  }

  @Test
  void limitsCountCharacters_notHalvesOfThem() {
    String rest =
        TestApi.GOLDEN.strip().replace("}", ", \"project\": \"" + "\uD83D\uDE80".repeat(100));

    assertThat(api.post("/api/workloads", rest + "\"}").status()).isEqualTo(201);
    assertThat(api.post("/api/workloads", rest + "a\"}").text("/message"))
        .isEqualTo("project must be at most 100 characters.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpu_type", "project", "status", "workload_type", "created_after"})
  void emptyFilter_isRefused(String name) {
    assertThat(api.get("/api/workloads?" + name + "=").error()).isEqualTo("validation_error");
  }
}
