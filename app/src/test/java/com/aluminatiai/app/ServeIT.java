package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar as a process: starting, stopping, dying. */
final class ServeIT {
  private static final int SIGTERM = 128 + 15;
  private static final String WORKLOAD =
      """
      {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72, "utilization_pct": 85}
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path temporary;
  private Path folder;

  @BeforeEach
  void createFolder() throws IOException {
    folder = Files.createDirectory(temporary.resolve("a user's folder")).toRealPath();
  }

  @Test
  void emptyFolder_serves_stopsCleanly_andServesAgainWithItsData() throws Exception {
    URI workload;
    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      assertThat(jar.results()).contains(folder.resolve("data").toString());
      assertThat(get(jar.address().resolve("/health/ready")).statusCode()).isEqualTo(200);
      workload = submit(jar);

      assertThat(jar.terminate()).isEqualTo(SIGTERM);
      assertThat(leftRunning()).isEmpty();
    }

    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      HttpResponse<String> answer = get(jar.address().resolve(workload));
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("445.54");
    }
  }

  @Test
  void killed_servesAgainWithoutLoss() throws Exception {
    URI workload;
    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      workload = submit(jar);
      jar.kill();
    }

    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      assertThat(get(jar.address().resolve(workload)).statusCode()).isEqualTo(200);
    }
    assertThat(leftRunning()).isEmpty();
  }

  @Test
  void whileItServes_otherServersAreRefusedAndKeysAreMadeAndRevoked() throws Exception {
    try (RunningJar jar = RunningJar.serve(folder, Map.of("AUTH", "api-key"))) {
      RunningJar second = RunningJar.start(folder, Map.of(), "serve", "--port", "0");
      assertThat(second.awaitEnd()).isEqualTo(1);
      assertThat(second.log())
          .contains("is in use by process " + jar.handle().pid())
          .containsOnlyOnce("\n");

      URI list = jar.address().resolve("/api/workloads");
      assertThat(get(list).statusCode()).isEqualTo(401);
      RunningJar create = RunningJar.start(folder, Map.of(), "keys", "create", "--name", "test");
      assertThat(create.awaitEnd()).isZero();
      String key = create.results().strip();
      assertThat(key).startsWith("alu_").doesNotContain("\n");
      assertThat(get(list, key).statusCode()).isEqualTo(200);

      RunningJar keys = RunningJar.start(folder, Map.of(), "keys", "list");
      assertThat(keys.awaitEnd()).isZero();
      String id = keys.results().lines().skip(1).findFirst().orElseThrow().split(" ")[0];
      assertThat(keys.results()).contains("test").doesNotContain(key);

      assertThat(RunningJar.start(folder, Map.of(), "keys", "revoke", id).awaitEnd()).isZero();
      await(() -> get(list, key).statusCode() == 401);
      assertThat(RunningJar.start(folder, Map.of(), "keys", "revoke", id).awaitEnd()).isEqualTo(1);
    }
  }

  @Test
  void wrongSetting_endsWithOneLineAndStatus2() throws Exception {
    RunningJar jar = RunningJar.start(folder, Map.of("PORT", "http"));

    assertThat(jar.awaitEnd()).isEqualTo(2);
    assertThat(jar.log()).contains("PORT must be a whole number").containsOnlyOnce("\n");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void portInUse_endsWithOneLineAndStatus1AndLeavesNothingRunning() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = Integer.toString(taken.getLocalPort());
      RunningJar jar = RunningJar.start(folder, Map.of("PORT", port));

      assertThat(jar.awaitEnd()).isEqualTo(1);
      assertThat(jar.log())
          .startsWith("aluminatiai: ")
          .contains("PORT", port)
          .containsOnlyOnce("\n");
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }

  @Test
  void stoppedWhileItStarts_breaksTheStartOffAndLeavesNothingRunning() throws Exception {
    for (String sign : List.of("cluster.half/base", "cluster/postmaster.pid")) {
      try (RunningJar jar = RunningJar.start(folder, Map.of(), "serve", "--port", "0")) {
        await(() -> Files.exists(folder.resolve("data").resolve(sign)));

        assertThat(jar.terminate()).isEqualTo(SIGTERM);
        assertThat(jar.results()).isEmpty();
        assertThat(jar.log()).doesNotContain("ERROR", "Exception");
        assertThat(leftRunning()).isEmpty();
      }
    }
  }

  @Test
  void startedWhileACommandIsAtWork_waitsForItsEnd() throws Exception {
    RunningJar create = RunningJar.start(folder, Map.of(), "keys", "create", "--name", "first");
    await(() -> Files.exists(folder.resolve("data").resolve("lock")));

    try (RunningJar jar = RunningJar.serve(folder, Map.of("AUTH", "api-key"))) {
      assertThat(create.awaitEnd()).isZero();
      URI list = jar.address().resolve("/api/workloads");
      assertThat(get(list, create.results().strip()).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void unreachableDatabase_isWaitedFor() throws Exception {
    try (RunningJar jar =
        RunningJar.serve(folder, Map.of("DATABASE_URL", "postgresql://me:hidden@127.0.0.1:1/no"))) {
      assertThat(get(jar.address().resolve("/health/live")).statusCode()).isEqualTo(200);
      assertThat(get(jar.address().resolve("/health/ready")).statusCode()).isEqualTo(503);
      await(() -> jar.log().contains("cannot be reached"));
      assertThat(jar.log()).doesNotContain("hidden");
      assertThat(folder.resolve("data")).doesNotExist();
    }
  }

  @Test
  void estimate_touchesNeitherDatabaseNorWebServer() throws Exception {
    Path classes = temporary.resolve("classes.txt");
    RunningJar jar =
        RunningJar.start(
            temporary,
            Map.of(),
            List.of("-Xlog:class+load:file=" + classes),
            List.of("estimate", "--gpu", "H100", "--hours", "1"));

    assertThat(jar.awaitEnd()).isZero();
    assertThat(Files.readString(classes))
        .contains("com.aluminatiai.estimation.Estimator")
        .doesNotContain(
            "com.aluminatiai.jdbc",
            "com.aluminatiai.http",
            "com.aluminatiai.minimax",
            "com.aluminatiai.app.postgres",
            "org.postgresql",
            "com.zaxxer",
            "org.flywaydb",
            "io.javalin",
            "org.eclipse.jetty",
            "ch.qos.logback");
  }

  private URI submit(RunningJar jar) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(jar.address().resolve("/api/workloads"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(WORKLOAD))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    Optional<String> location = answer.headers().firstValue("Location");
    return URI.create(URI.create(location.orElseThrow()).getPath());
  }

  private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(URI address, String key)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + key).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  // Of PostgreSQL's processes those carry the folder's name that were started with it.
  private List<String> leftRunning() {
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .filter(line -> line.contains(folder.resolve("data").toString()))
        .toList();
  }

  private interface Condition {
    boolean holds() throws IOException, InterruptedException;
  }

  private static void await(Condition condition) throws IOException, InterruptedException {
    long giveUpAt = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("waited for too long").isLessThan(giveUpAt);
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
  }
}
