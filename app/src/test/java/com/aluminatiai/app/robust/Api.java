package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** A client of one replica. */
record Api(URI address) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** A workload of 0.416 kWh whose notes tell it from all others. */
  static String workload(String project, String notes) {
    return """
        {"model_size_gb": 1, "num_gpus": 1, "gpu_type": "A100", "duration_hours": 1,
         "project": "%s", "notes": "%s"}
        """
        .formatted(project, notes);
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return CLIENT.send(request(path).build(), BodyHandlers.ofString());
  }

  /**
   * Asks again as long as the answer is that the database is away: after a kill the pool may still
   * hold connections that are dead, and each of them is found by the request that gets it.
   */
  HttpResponse<String> getOnceBack(String path) throws IOException, InterruptedException {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    HttpResponse<String> answer = get(path);
    while (answer.statusCode() == 503 && System.nanoTime() - giveUpAt < 0) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      answer = get(path);
    }
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer;
  }

  HttpResponse<String> submit(String key, String body) throws IOException, InterruptedException {
    return CLIENT.send(submission(key, body).build(), BodyHandlers.ofString());
  }

  /** Submits without waiting for the answer, which may take so long. */
  CompletableFuture<HttpResponse<String>> submitLater(String key, String body, Duration atMost) {
    return CLIENT.sendAsync(submission(key, body).timeout(atMost).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder submission(String key, String body) {
    return request("/api/workloads")
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(body));
  }

  HttpResponse<String> send(String method, String path, String contentType, String body)
      throws IOException, InterruptedException {
    return CLIENT.send(
        request(path)
            .header("Content-Type", contentType)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  /** Returns all workloads as they are exported, at full precision. */
  List<JsonNode> exported() throws IOException, InterruptedException {
    HttpResponse<String> file = getOnceBack("/api/workloads/export?format=ndjson");
    List<JsonNode> rows = new ArrayList<>();
    for (String line : file.body().lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path)).timeout(PATIENCE);
  }

  /** Returns all workloads of a project, page by page. */
  List<JsonNode> all(String project) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    String cursor = "";
    do {
      HttpResponse<String> page =
          getOnceBack("/api/workloads?limit=100&project=" + project + cursor);
      JsonNode body = json(page);
      body.path("workloads").forEach(all::add);
      String next = body.path("next_cursor").asText("");
      cursor = next.isEmpty() || body.path("next_cursor").isNull() ? "" : "&cursor=" + next;
    } while (!cursor.isEmpty());
    return all;
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  /** What is waited for. */
  interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  /** Waits until the condition holds; a connection that fails is a condition that does not. */
  static void await(String what, Duration atMost, Condition condition) throws InterruptedException {
    long giveUpAt = System.nanoTime() + atMost.toNanos();
    while (!holds(condition)) {
      assertThat(System.nanoTime()).as("waited too long: " + what).isLessThan(giveUpAt);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }

  private static boolean holds(Condition condition) throws InterruptedException {
    try {
      return condition.holds();
    } catch (IOException e) {
      return false;
    }
  }
}
