package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a file would bring, and what is said beside its lines. */
final class ImportPreviewTest {
  private final TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private Answer send(String query, String file) {
    return api.send(
        api.request("/api/workloads/import" + query)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString(file)));
  }

  @Test
  void preview_checksAllShowsTwentyAndStoresNothing() {
    StringBuilder file = new StringBuilder("model_size_gb,num_gpus,gpu_type,duration_hours\n");
    for (int i = 1; i <= 25; i++) {
      file.append("1,1,H100,").append(i).append('\n');
    }
    file.append("1,0,H100,1\n");

    Answer preview = send("?mode=preview", file.toString());

    assertThat(preview.status()).as(preview.raw().body()).isEqualTo(200);
    assertThat(preview.json().at("/importable").asInt()).isEqualTo(25);
    assertThat(preview.json().at("/imported").asInt()).isZero();
    assertThat(preview.json().at("/rejected").asInt()).isEqualTo(1);
    assertThat(preview.json().at("/errors/0/line").asInt()).isEqualTo(27);
    assertThat(preview.json().at("/preview")).hasSize(20);
    assertThat(preview.json().at("/preview/19/line").asInt()).isEqualTo(21);
    // 700 W × 1 × 20 h × 0.8 × 1.3 / 1000 = 14.56
    assertThat(preview.json().at("/preview/19/estimates/kwh").asDouble()).isEqualTo(14.56);
    assertThat(api.get("/api/workloads").json().at("/count").asInt()).isZero();
  }

  @Test
  void mode_otherWord_isRefused() {
    Answer refused = send("?mode=dry&shards_per_gpu=0&measured=yes", "x");

    assertThat(refused.json().at("/details").findValuesAsText("field"))
        .containsExactlyInAnyOrder("mode", "shards_per_gpu", "measured");
  }

  @Test
  void slurm_whatIsAskedFor_isTaken() {
    String file =
        "JobID|State|ElapsedRaw|ConsumedEnergyRaw|AllocTRES\n"
            + "1|COMPLETED|3600|3600000|gres/shard:l4=2\n";

    Answer answer = send("?shards_per_gpu=8&measured=consumed_energy", file);

    assertThat(answer.json().at("/imported").asInt()).as(answer.raw().body()).isEqualTo(1);
    Answer stored = api.get("/api/workloads");
    assertThat(stored.json().at("/workloads/0/measured_kwh").asDouble()).isEqualTo(1);
    assertThat(stored.json().at("/workloads/0/workload/gpu_fraction").asDouble()).isEqualTo(0.25);
  }

  @Test
  void remarks_ofLinesThatWereTaken_areTold() {
    Answer answer =
        send(
            "",
            """
            timestamp,run_id,duration,energy_consumed,gpu_count,gpu_model
            2026-01-02T05:00:00,rank0,3600,0.5,1,1 x NVIDIA L4
            2026-01-02T05:00:00,rank1,3600,0.5,1,1 x NVIDIA L4
            """);

    assertThat(answer.json().at("/imported").asInt()).isEqualTo(2);
    assertThat(answer.json().at("/remarks/0/line").asInt()).isEqualTo(3);
  }

  @Test
  void namesNobodyKnows_areToldAndAPreviewKeepsNone() {
    String file =
        """
        timestamp,run_id,duration,energy_consumed,country_iso_code,gpu_count,gpu_model
        2026-01-02T05:00:00,r0,3600,0.5,XXX,1,1 x Frobnicator
        2026-01-03T05:00:00,r1,3600,0.5,XXX,1,1 x Frobnicator
        """;

    Answer preview = send("?mode=preview", file);

    assertThat(preview.text("/remarks/0/message"))
        .startsWith("names an accelerator that is not in the catalogue, \"Frobnicator\"")
        .endsWith("(2 rows).");
    assertThat(preview.text("/remarks/1/message")).contains("\"XXX\"").endsWith("(2 rows).");
    assertThat(api.get("/api/names").json().at("/unknown")).isEmpty();

    Answer stored = send("", file);

    assertThat(stored.json().at("/remarks")).isEqualTo(preview.json().at("/remarks"));
    assertThat(api.get("/api/names").text("/unknown/0/name")).isEqualTo("Frobnicator");
  }
}
