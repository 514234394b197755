package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Operated;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class MetricsTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static List<String> samples(TestApi api) throws IOException, InterruptedException {
    return send(api.request("/metrics")).body().lines().filter(l -> !l.startsWith("#")).toList();
  }

  /** A request is measured when its answer is out, which its client may see a moment earlier. */
  private static void assertSample(TestApi api, String series, String value) throws Exception {
    List<String> lines = samples(api);
    for (int i = 0; i < 100 && !lines.contains(series + " " + value); i++) {
      lines = samples(api);
    }
    assertThat(lines).contains(series + " " + value);
  }

  @Test
  void metrics_areInPrometheusTextFormat() throws Exception {
    try (TestApi api = TestApi.start()) {
      HttpResponse<String> answer = send(api.request("/metrics"));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
          .startsWith("text/plain; version=0.0.4");
      assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
      assertThat(answer.body().lines().filter(line -> !line.startsWith("#")))
          .allMatch(line -> line.matches("[a-z_][a-z0-9_]*(\\{.*\\})? \\S+"));
      assertThat(answer.body())
          .contains("jvm_memory_used_bytes{", "jvm_threads_live_threads ", "process_uptime_seconds")
          .contains("http_server_requests_in_flight 1.0")
          .contains("aluminatiai_requests_limited_total{limit=\"minute\"} 0.0");
    }
  }

  @Test
  void requests_areCountedByRouteAndStatus_whateverTheirPathsAre() throws Exception {
    try (TestApi api = TestApi.start()) {
      String path = api.submitGolden();
      api.get(path);
      api.get(path);
      api.get("/api/workloads/no-uuid");
      for (int i = 0; i < 50; i++) {
        api.get("/api/made-up-" + i);
        send(api.request("/health/live").method("MADEUP" + i, BodyPublishers.noBody()));
      }

      String count = "http_server_requests_seconds_count";
      String byId = count + "{method=\"GET\",route=\"/api/workloads/{id}\",status=";
      assertSample(api, byId + "\"200\"}", "2");
      assertSample(api, byId + "\"400\"}", "1");
      assertSample(api, count + "{method=\"POST\",route=\"/api/workloads\",status=\"201\"}", "1");
      assertSample(api, count + "{method=\"GET\",route=\"none\",status=\"404\"}", "50");
      assertThat(samples(api))
          .noneMatch(line -> line.contains("made-up") || line.contains("MADEUP"));
    }
  }

  @Test
  void latencies_areAHistogram() throws Exception {
    try (TestApi api = TestApi.start()) {
      api.get("/api/gpus");

      String bucket =
          "http_server_requests_seconds_bucket{method=\"GET\",route=\"/api/gpus\",status=\"200\",le=";
      assertSample(api, bucket + "\"60.0\"}", "1");
      assertSample(api, bucket + "\"+Inf\"}", "1");
    }
  }

  @Test
  void withoutAKey_onlyThisMachineReads() throws Exception {
    try (TestApi api = TestApi.start()) {
      assertThat(send(api.request("/metrics")).statusCode()).isEqualTo(200);

      HttpResponse<String> forwarded =
          send(api.request("/metrics").header("X-Forwarded-For", "127.0.0.1"));
      assertThat(forwarded.statusCode()).isEqualTo(401);
      assertThat(forwarded.body()).contains("unauthorized", "METRICS_KEY");
      assertThat(send(api.request("/metrics").header("Forwarded", "for=127.0.0.1")).statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void withAKey_itsHoldersRead_andNobodyElse() throws Exception {
    HttpSettings settings =
        new HttpSettings("127.0.0.1", 0, true, false, Optional.empty(), Set.of(), List.of());
    Operated operated = new Operated(100, 1000, Optional.of("s3cret"));
    try (TestApi api = TestApi.start(settings, operated)) {
      String userKey = api.keys.create("laptop", Optional.empty()).secret();

      assertThat(status(api, "Bearer s3cret")).isEqualTo(200);
      assertThat(status(api, "bearer s3cret")).isEqualTo(200);
      assertThat(status(api, "Bearer s3cre")).isEqualTo(401);
      assertThat(status(api, "Bearer s3cret2")).isEqualTo(401);
      assertThat(status(api, "Bearer " + userKey)).isEqualTo(401);
      assertThat(status(api, "s3cret")).isEqualTo(401);
      assertThat(send(api.request("/metrics")).statusCode()).isEqualTo(401);
    }
  }

  private static int status(TestApi api, String authorization) throws Exception {
    return send(api.request("/metrics").header("Authorization", authorization)).statusCode();
  }

  @Test
  void limitedRequests_areCounted() throws Exception {
    HttpSettings settings =
        new HttpSettings("127.0.0.1", 0, true, false, Optional.empty(), Set.of(), List.of());
    try (TestApi api = TestApi.start(settings, new Operated(0, 1, Optional.empty()))) {
      String secret = api.keys.create("laptop", Optional.empty()).secret();
      for (int i = 0; i < 3; i++) {
        send(api.request("/api/workloads").header("Authorization", "Bearer " + secret));
      }

      assertSample(api, "aluminatiai_requests_limited_total{limit=\"day\"}", "2.0");
      assertSample(
          api,
          "http_server_requests_seconds_count"
              + "{method=\"GET\",route=\"/api/workloads\",status=\"429\"}",
          "2");
    }
  }

  @Test
  void linesOfImports_areCounted() throws Exception {
    try (TestApi api = TestApi.start()) {
      String lines =
          """
          model_size_gb,num_gpus,gpu_type,duration_hours
          70,8,H100,72
          70,8,H100,36
          70,none,H100,72
          """;
      HttpResponse<String> answer =
          send(
              api.request("/api/workloads/import")
                  .header("Content-Type", "text/csv")
                  .POST(BodyPublishers.ofString(lines)));

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertSample(api, "aluminatiai_import_lines_total{outcome=\"imported\"}", "2.0");
      assertSample(api, "aluminatiai_import_lines_total{outcome=\"rejected\"}", "1.0");
      assertSample(api, "aluminatiai_import_lines_total{outcome=\"skipped\"}", "0.0");
    }
  }
}
