package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of one's own over HTTP. */
final class NamesRoutesTest {
  private static final String MAP =
      "{\"gpus\":{\"a100l\":\"A100 SXM 80GB\",\"H100\":\"L4\"},\"partitions\":{\"gpu-short\":\"T4\"}}";

  /** 2 of them for 10 h at 100 %. */
  private static final String SUBMISSION =
      "{\"model_size_gb\":1,\"num_gpus\":2,\"gpu_type\":\"%s\",\"duration_hours\":10,"
          + "\"utilization_pct\":100}";

  private final TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private Answer submit(String gpuType) {
    return api.post("/api/workloads", SUBMISSION.formatted(gpuType));
  }

  private static double kwh(Answer answer) {
    return answer.json().at("/estimates/kwh").asDouble();
  }

  @Test
  void names_areReadByEverySubmissionBeforeTheCatalogue() {
    Answer stored = api.put("/api/names", MAP);
    Answer own = submit("A100-L");
    Answer over = submit("H100");

    assertThat(stored.status()).as(stored.raw().body()).isEqualTo(200);
    assertThat(stored.text("/gpus/a100l")).isEqualTo("A100 SXM 80GB");
    assertThat(own.text("/workload/gpu_type")).isEqualTo("A100 SXM 80GB");
    assertThat(own.json().at("/warnings").isMissingNode()).isTrue();
    // 400 W × 2 × 10 h × 1.3 / 1000 = 10.4
    assertThat(kwh(own)).isEqualTo(10.4);
    // An L4 has 72 W: × 2 × 10 h × 1.3 / 1000 = 1.872. What it stands for is not looked up again.
    assertThat(kwh(over)).isEqualTo(1.87);
  }

  @Test
  void names_areReadByEstimateCompareAndChange() {
    api.put("/api/names", MAP);
    String workload = SUBMISSION.formatted("a100l");

    Answer estimate = api.post("/api/estimates", workload);
    Answer comparison =
        api.post(
            "/api/estimates/compare", "{\"workload\":" + workload + ",\"gpu_types\":[\"A100 L\"]}");
    Answer changed = api.patch(submit("T4").header("Location"), "{\"gpu_type\":\"a100l\"}");

    assertThat(kwh(estimate)).isEqualTo(10.4);
    assertThat(comparison.text("/alternatives/0/gpu")).isEqualTo("NVIDIA A100 SXM 80 GB");
    assertThat(kwh(changed)).isEqualTo(10.4);
  }

  @Test
  void names_areReadByImports_andAPartitionStandsForAnUntypedGpu() {
    api.put("/api/names", MAP);

    Answer csv =
        api.send(
            api.request("/api/workloads/import")
                .header("Content-Type", "text/csv")
                .POST(
                    BodyPublishers.ofString(
                        "model_size_gb,num_gpus,gpu_type,duration_hours,utilization_pct\n"
                            + "1,2,a100l,10,100\n")));
    Answer slurm =
        api.send(
            api.request("/api/workloads/import")
                .header("Content-Type", "text/plain")
                .POST(
                    BodyPublishers.ofString(
                        "JobID|State|Partition|ElapsedRaw|AllocTRES\n"
                            + "1|COMPLETED|gpu-short|3600|gres/gpu=4\n"
                            + "2|COMPLETED|other|3600|gres/gpu=4\n"
                            + "3|COMPLETED|gpu-short|3600|gres/gpu=4,gres/gpu:a100l=4\n")));

    assertThat(csv.json().at("/imported").asInt()).isEqualTo(1);
    assertThat(slurm.json().at("/imported").asInt()).as(slurm.raw().body()).isEqualTo(2);
    assertThat(slurm.json().at("/errors/0/line").asInt()).isEqualTo(3);
    assertThat(api.get("/api/workloads").json().findValuesAsText("gpu_type"))
        .containsExactly("A100 SXM 80GB", "T4", "A100 SXM 80GB");
    assertThat(api.get("/api/names").text("/unknown/0/kind")).isEqualTo("partition");
    assertThat(api.get("/api/names").text("/unknown/0/name")).isEqualTo("other");
  }

  @Test
  void storedWorkload_afterTheMapHasChanged_keepsWhatTheNameStoodFor() {
    api.put("/api/names", MAP);
    String path = submit("a100l").header("Location");
    api.put("/api/names", "{\"gpus\":{\"a100l\":\"T4\",\"A100 SXM 80GB\":\"T4\"}}");

    Answer changed = api.patch(path, "{\"duration_hours\":20}");

    // Twice the hours of an A100 still: 2 × 10.4
    assertThat(kwh(changed)).isEqualTo(20.8);
    assertThat(api.get(path).text("/workload/gpu_type")).isEqualTo("A100 SXM 80GB");
  }

  @Test
  void unknown_listsWhatWasNotUnderstood_theLastFirst() {
    submit("b900");
    api.clock.advance(Duration.ofSeconds(1));
    api.post("/api/estimates", SUBMISSION.formatted("zz-top"));
    submit("none");
    submit("H100");

    Answer names = api.get("/api/names");

    assertThat(names.json().at("/unknown").findValuesAsText("name"))
        .containsExactly("zz-top", "b900");
    assertThat(names.text("/unknown/1/seen_at")).isEqualTo(TestApi.START.toString());
    // What is answered may be sent back, and nothing but the map is taken from it.
    assertThat(api.put("/api/names", names.raw().body()).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"gpus":{"x":"B900"}}              | gpus.x       | must stand for a name of the catalogue
          {"partitions":{"p":"none"}}        | partitions.p | must stand for a name of the catalogue
          {"gpus":{"x":7}}                   | gpus.x       | must be text
          {"gpus":{"x":" "}}                 | gpus.x       | must not be blank
          {"gpus":{"":"H100"}}               | gpus.        | must not be blank
          {"gpus":{"A-1":"H100","a1":"H100"}} | gpus.a1     | is the same name as A-1
          {"gpus":["x"]}                     | gpus         | must be an object of texts
          {"gpu":{}}                         | gpu          | is no field here; did you mean gpus?
          """)
  void put_wrong_namesTheKeyAndKeepsTheOldMap(String body, String field, String message) {
    api.put("/api/names", MAP);

    Answer refused = api.put("/api/names", body);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.error()).isEqualTo("validation_error");
    assertThat(refused.text("/details/0/field")).isEqualTo(field);
    assertThat(refused.text("/details/0/message")).startsWith(message);
    assertThat(api.get("/api/names").json().at("/gpus")).hasSize(2);
  }

  @Test
  void put_asManyAsThereMayBe_isTaken_oneMoreIsNot() {
    assertThat(api.put("/api/names", names(1_000)).status()).isEqualTo(200);
    assertThat(api.put("/api/names", names(1_001)).text("/details/0/message"))
        .isEqualTo("must have at most 1000 names");
    assertThat(
            api.put("/api/names", names(1_000).replace("\"gpus\"", "\"typo\":1,\"gpus\"")).status())
        .isEqualTo(400);
  }

  private static String names(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"gpu " + i + "\":\"H100\"")
        .collect(Collectors.joining(",", "{\"gpus\":{", "}}"));
  }

  @Test
  void faultsOfEveryKind_areToldAtOnce() {
    Answer refused = api.put("/api/names", "{\"gpus\":{\"x\":\"Nonsense 9\",\"y\":3},\"foo\":1}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/details").findValuesAsText("field"))
        .containsExactlyInAnyOrder("gpus.x", "gpus.y", "foo");
    assertThat(api.get("/api/names").json().at("/gpus")).isEmpty();
  }
}
