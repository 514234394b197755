package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import com.aluminatiai.http.TestApi.Operated;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job's life over HTTP. */
final class JobRoutesTest {
  private static final String JOB =
      "{\"num_gpus\":8,\"gpu_type\":\"H100\",\"utilization_pct\":85,\"status\":\"running\"%s}";

  private final TestApi api = TestApi.start();

  @AfterEach
  void stop() {
    api.close();
  }

  private String opened(TestApi where, String more) {
    Answer answer = where.post("/api/workloads", String.format(Locale.ROOT, JOB, more));
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
    assertThat(answer.text("/workload/status")).isEqualTo("running");
    return answer.header("Location");
  }

  @Test
  void job_opensReportsAndCloses_withItsRealHours() {
    String job = opened(api, ",\"heartbeat_seconds\":300");
    api.clock.advance(Duration.ofMinutes(30));
    Answer heard = api.post(job + "/heartbeat", "{\"utilization_pct\":42.5,\"energy_kwh\":1.25}");
    api.clock.advance(Duration.ofMinutes(30));
    Answer running = api.get(job);
    Answer done = api.patch(job, "{\"status\":\"completed\"}");

    assertThat(heard.status()).as(heard.raw().body()).isEqualTo(200);
    assertThat(heard.json().at("/duration_hours").asDouble()).isEqualTo(0.5);
    // 700 W × 8 × 0.5 h × 0.425 × 1.3 / 1000 = 1.547
    assertThat(heard.json().at("/estimates/kwh").asDouble()).isEqualTo(1.55);
    // The start, half an hour and three times five minutes.
    assertThat(heard.text("/next_before")).isEqualTo(TestApi.START.plusSeconds(2_700).toString());
    assertThat(running.json().at("/workload/duration_hours").asDouble()).isEqualTo(1);
    assertThat(running.json().at("/workload/model_size_gb").isNull()).isTrue();
    assertThat(running.json().at("/measured_kwh").asDouble()).isEqualTo(1.25);
    assertThat(running.text("/measured_boundary")).isEqualTo("gpu");
    assertThat(running.header("ETag")).isNotEqualTo("\"1\"");
    assertThat(done.text("/status")).isEqualTo("completed");
    // 700 W × 8 × 1 h × 0.425 × 1.3 / 1000 = 3.094
    assertThat(done.json().at("/estimates/kwh").asDouble()).isEqualTo(3.09);
  }

  @Test
  void heartbeat_withoutABody_isASignOfLife() {
    String job = opened(api, "");

    Answer heard = api.post(job + "/heartbeat", "");

    assertThat(heard.status()).as(heard.raw().body()).isEqualTo(200);
    assertThat(heard.json().at("/next_before").isNull()).isTrue();
  }

  @Test
  void heartbeat_tooSoon_saysWhenToComeAgain() {
    String job = opened(api, "");
    api.post(job + "/heartbeat", "{}");
    api.clock.advance(Duration.ofMillis(3_500));

    Answer refused = api.post(job + "/heartbeat", "{}");

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.error()).isEqualTo("rate_limited");
    assertThat(refused.header("Retry-After")).isEqualTo("7");
  }

  @Test
  void heartbeat_wrong_tellsAllFaults() {
    String job = opened(api, "");

    Answer refused =
        api.post(
            job + "/heartbeat", "{\"utilization_pct\":101,\"gpu_watts\":-1,\"at\":\"x\",\"a\":1}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/details")).hasSize(4);
    assertThat(api.post(job.replaceAll(".$", "x") + "/heartbeat", "{}").error())
        .isEqualTo("invalid_id");
  }

  @Test
  void byExternalId_isTheSameJob() {
    opened(api, ",\"external_id\":\"slurm:4711 a\"");
    api.clock.advance(Duration.ofHours(1));
    String path = "/api/workloads/by-external-id/slurm:4711%20a";

    Answer heard = api.post(path + "/heartbeat", "{}");
    Answer done = api.patch(path, "{\"status\":\"failed\"}");

    assertThat(heard.status()).as(heard.raw().body()).isEqualTo(200);
    assertThat(done.text("/status")).isEqualTo("failed");
    assertThat(api.get("/api/workloads?external_id=slurm:4711%20a").json().at("/workloads/0/id"))
        .isEqualTo(done.json().at("/id"));
    assertThat(api.get("/api/workloads?external_id=other").json().at("/count").asInt()).isZero();
    assertThat(api.patch("/api/workloads/by-external-id/other", "{\"status\":\"failed\"}").error())
        .isEqualTo("not_found");
  }

  @Test
  void patch_facts_estimateAnew() {
    String job = opened(api, "");
    api.clock.advance(Duration.ofHours(1));

    Answer changed =
        api.patch(
            job, "{\"num_gpus\":4,\"gpu_type\":\"A100\",\"gpu_watts\":300,\"region\":\"FR\"}");

    // 300 W × 4 × 1 h × PUE, which France's region leaves at the default of 1.3
    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
    assertThat(changed.json().at("/estimates/kwh").asDouble()).isEqualTo(1.56);
    assertThat(api.patch(job, "{\"region\":\"Frankreihc\"}").status()).isEqualTo(400);
    assertThat(api.patch(job, "{\"ended_at\":\"2026-11-23T10:00:00Z\"}").text("/details/0/field"))
        .isEqualTo("ended_at");
  }

  @Test
  void closeDeclared_historyContradicts_warnsWithBothFigures() {
    Answer submitted =
        api.post(
            "/api/workloads",
            "{\"model_size_gb\":70,\"num_gpus\":8,\"gpu_type\":\"H100\",\"duration_hours\":1000,"
                + "\"status\":\"running\"}");
    api.clock.advance(Duration.ofSeconds(36));

    Answer done = api.patch(submitted.header("Location"), "{\"status\":\"completed\"}");

    assertThat(done.json().at("/warnings").toString()).contains("0.01 hours").contains("1000");
  }

  @Test
  void submit_notRunning_needsHoursAndModel() {
    Answer refused = api.post("/api/workloads", "{\"num_gpus\":8,\"gpu_type\":\"H100\"}");

    assertThat(refused.json().at("/details")).hasSize(2);
    assertThat(refused.text("/details/0/field")).isEqualTo("model_size_gb");
    assertThat(refused.text("/details/1/message")).contains("running");
  }

  @Test
  void exportAndImport_ofARunningJob_goesOnByTheClock() {
    opened(api, ",\"external_id\":\"a\"");
    api.clock.advance(Duration.ofHours(2));
    String file = api.sendText("/api/workloads/export?format=csv").body();
    try (TestApi other = TestApi.start()) {
      other.clock.advance(Duration.ofHours(3));

      Answer imported =
          other.send(
              other
                  .request("/api/workloads/import")
                  .header("Content-Type", "text/csv")
                  .POST(BodyPublishers.ofString(file)));

      assertThat(imported.json().at("/imported").asInt()).as(imported.raw().body()).isEqualTo(1);
      assertThat(
              other
                  .get("/api/workloads?external_id=a")
                  .json()
                  .at("/workloads/0/workload/duration_hours")
                  .asDouble())
          .isEqualTo(3);
    }
  }

  @Test
  void reportsAndEnds_countAgainstNoLimit_andWhatIsRefusedDoes() {
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1", 0, false, false, Optional.empty(), Set.of(), List.of("127.0.0.0/8"));
    try (TestApi limited = TestApi.start(settings, new Operated(2, 0, Optional.empty()))) {
      String job = opened(limited, "");

      for (int i = 0; i < 5; i++) {
        limited.clock.advance(Duration.ofSeconds(10));
        assertThat(from(limited, "POST", job + "/heartbeat", "{}")).isEqualTo(200);
      }
      assertThat(from(limited, "PATCH", job, "{\"status\":\"completed\"}")).isEqualTo(200);
      limited.clock.advance(Duration.ofDays(1));
      assertThat(from(limited, "PATCH", job, "{\"notes\":\"a\"}")).isEqualTo(200);
      assertThat(from(limited, "POST", job + "/heartbeat", "{\"a\":1}")).isEqualTo(400);
      assertThat(from(limited, "POST", job + "/heartbeat", "{\"a\":1}")).isEqualTo(429);
      assertThat(from(limited, "PATCH", job, "{\"notes\":\"b\"}")).isEqualTo(429);
      assertThat(from(limited, "POST", job + "/heartbeat", "{}")).isEqualTo(200);
    }
  }

  private static int from(TestApi api, String method, String path, String body) {
    return api.send(
            api.json(path)
                .header("X-Forwarded-For", "198.51.100.7")
                .method(method, BodyPublishers.ofString(body)))
        .status();
  }
}
