package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator sets and sees of the built jar: limits and metrics. */
final class OperationIT {
  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;

  private HttpResponse<String> get(RunningJar jar, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(jar.address().resolve(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private double connectionsUsed(RunningJar jar) throws IOException, InterruptedException {
    String series = "hikaricp_connections_usage_seconds_count{pool=\"database\"} ";
    return get(jar, "/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
  }

  @Test
  void countingManyRequestsUsesTheDatabaseSeldom() throws Exception {
    Map<String, String> settings =
        Map.of("RATE_LIMIT_PER_MINUTE", "100000", "TRUSTED_PROXIES", "127.0.0.0/8");
    try (RunningJar jar = RunningJar.serve(folder, settings)) {
      double before = connectionsUsed(jar);
      for (int i = 0; i < 1_000; i++) {
        HttpResponse<String> answer =
            get(jar, "/api/gpus?search=h100", "X-Forwarded-For", "192.0.2.1");
        assertThat(answer.headers().firstValue("RateLimit-Limit")).contains("100000");
      }

      // Some twenty loans, and what runs in the background meanwhile.
      assertThat(connectionsUsed(jar) - before).isLessThan(100);
    }
  }

  @Test
  void limitsHoldAndTheMetricsShowThem() throws Exception {
    Map<String, String> settings =
        Map.of("RATE_LIMIT_PER_MINUTE", "5", "TRUSTED_PROXIES", "127.0.0.0/8");
    try (RunningJar jar = RunningJar.serve(folder, settings)) {
      for (int i = 0; i < 5; i++) {
        assertThat(get(jar, "/api/workloads", "X-Forwarded-For", "192.0.2.1").statusCode())
            .isEqualTo(200);
      }
      HttpResponse<String> refused = get(jar, "/api/workloads", "X-Forwarded-For", "192.0.2.1");
      assertThat(refused.statusCode()).isEqualTo(429);
      // 60 s / 5, less what has passed meanwhile.
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(1L, 12L);

      HttpResponse<String> metrics = get(jar, "/metrics");
      assertThat(metrics.statusCode()).isEqualTo(200);
      assertThat(metrics.body())
          .contains("aluminatiai_requests_limited_total{limit=\"minute\"} 1.0")
          .contains("aluminatiai_estimates_total{method=\"fallback\"} 0.0")
          .contains("aluminatiai_agent_outcomes_total{outcome=\"answered\"} 0.0")
          .contains("hikaricp_connections_max{pool=\"database\"} 10.0");
      assertThat(get(jar, "/metrics", "X-Forwarded-For", "127.0.0.1").statusCode()).isEqualTo(401);
    }
  }
}
