package com.aluminatiai.app;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Made-up work of a busy team over two years, the same in every run but for its dates. */
final class BusyYear {
  private static final int DAYS = 729;
  private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*\"([0-9a-f-]{36})\"");

  /** A kind of work that comes up again and again. */
  private record Kind(
      String project,
      String type,
      String gpu,
      int gpus,
      double hours,
      double weightsGb,
      String region,
      int everyDays) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("foundation-model", "training", "H100", 128, 60, 140, "US-VA", 19),
          new Kind("foundation-model", "training", "B200", 64, 30, 140, "SE", 31),
          new Kind("support-assistant", "fine_tuning", "A100 80GB", 16, 20, 28, "DE", 5),
          new Kind("support-assistant", "inference", "L40S", 24, 24, 16, "DE", 2),
          new Kind("search-ranking", "inference", "L4", 40, 24, 8, "US-CA", 3),
          new Kind("search-ranking", "training", "H100", 8, 36, 30, "US-CA", 8),
          new Kind("vision-lab", "fine_tuning", "RTX 4090", 4, 14, 12, "FR", 4),
          new Kind("vision-lab", "other", "MI300X", 8, 10, 60, "FR", 11));

  private final HttpClient client = HttpClient.newHttpClient();
  private final Random random = new Random(20261123);
  private final URI address;

  private BusyYear(URI address) {
    this.address = address;
  }

  /** Stores the work at {@code address}, newest last, and returns how many there are. */
  static int store(URI address) throws IOException, InterruptedException {
    return new BusyYear(address).storeAll(Instant.now());
  }

  private int storeAll(Instant now) throws IOException, InterruptedException {
    int count = 0;
    for (int daysAgo = DAYS; daysAgo >= 0; daysAgo--) {
      for (Kind kind : KINDS) {
        if (daysAgo % kind.everyDays() == 0 && random.nextInt(6) > 0) {
          store(
              kind, now.minus(Duration.ofMinutes(daysAgo * 1440L + random.nextInt(600))), daysAgo);
          count++;
        }
      }
    }
    return count;
  }

  private void store(Kind kind, Instant started, int daysAgo)
      throws IOException, InterruptedException {
    // The team grows: two years ago the same work took three fifths of the hours.
    double growth = 1 - 0.4 * daysAgo / DAYS;
    double hours =
        Math.round(kind.hours() * growth * (0.6 + 0.8 * random.nextDouble()) * 10) / 10.0;
    int utilization = 45 + random.nextInt(50);
    String body =
        String.format(
            Locale.ROOT,
            """
            {"gpu_type": "%s", "num_gpus": %d, "duration_hours": %s, "utilization_pct": %d,
             "model_size_gb": %s, "region": "%s", "workload_type": "%s", "project": "%s",
             "method": "calibrated", "started_at": "%s"}
            """,
            kind.gpu(),
            kind.gpus(),
            hours,
            utilization,
            kind.weightsGb(),
            kind.region(),
            kind.type(),
            kind.project(),
            started);
    Matcher id = ID.matcher(send("POST", "/api/workloads", body));
    if (!id.find()) {
      throw new IOException("no id in the answer");
    }
    send("PATCH", "/api/workloads/" + id.group(1), "{\"status\": \"" + status(daysAgo) + "\"}");
  }

  private String status(int daysAgo) {
    if (daysAgo == 0) {
      return "running";
    }
    return random.nextInt(14) == 0 ? "failed" : "completed";
  }

  private String send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          method + " " + path + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }
}
