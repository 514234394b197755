package com.aluminatiai.app.track;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The reporter beside a command, against a service that says what it is told to say. */
final class TrackedJobTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
  private static final double NANOS = 1e9;

  @TempDir private Path spool;

  /** A request that came: its method and path, its body. */
  private record Asked(String what, JsonNode body, String key) {}

  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final List<String> remarks = new CopyOnWriteArrayList<>();
  private final Map<String, String> environment = new HashMap<>();
  private volatile int status = 200;
  private volatile CountDownLatch opened = new CountDownLatch(1);
  private HttpServer server;
  private Instant now = NOON;
  private long nanos;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          JsonNode body = new ObjectMapper().readTree(exchange.getRequestBody());
          asked.add(
              new Asked(
                  exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath(),
                  body,
                  exchange.getRequestHeaders().getFirst("Authorization")));
          byte[] answer =
              (status == 200 ? "{\"id\": 1}" : "{\"error\": \"e\", \"message\": \"no\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
          opened.countDown();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private TrackSettings settings() {
    environment.put(TrackSettings.URL, "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    environment.put("ALUMINATIAI_SPOOL", spool.toString());
    environment.putIfAbsent("CUDA_VISIBLE_DEVICES", "");
    return TrackSettings.of(environment, Optional.empty(), Duration.ofSeconds(300));
  }

  private JobLife life(Map<String, String> fields) {
    TrackSettings settings = settings();
    Map<String, JsonNode> stated = new HashMap<>();
    fields.forEach((name, text) -> stated.put(name, TrackedFields.Values.of(name, text)));
    return new JobLife(
        new TrackedFields(stated, settings, "node 1"),
        new Gpus(settings),
        new Service(settings),
        new Spool(settings, "node 1", remarks::add),
        settings.heartbeat(),
        remarks::add,
        new JobLife.Begin(now, nanos),
        (InstantSource) () -> now,
        () -> nanos);
  }

  private void runFor(JobLife life, Duration dayClock, double seconds, String status)
      throws InterruptedException {
    life.start();
    assertThat(opened.await(20, TimeUnit.SECONDS)).isTrue();
    now = NOON.plus(dayClock);
    nanos = (long) (seconds * NANOS);
    life.end(status);
  }

  /** The other thread removes what it has told in its own time. */
  private void awaitNothingKept() throws IOException {
    long giveUpAt = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!kept().isEmpty() && System.nanoTime() - giveUpAt < 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
    assertThat(kept()).isEmpty();
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.toList();
    }
  }

  @Test
  void job_isOpenedAndClosedWithItsRealHours() throws Exception {
    environment.put("ALUMINATIAI_API_KEY", "k1");
    environment.put("ALUMINATIAI_PROJECT", "7");

    runFor(
        life(Map.of("gpu_type", "H100", "num_gpus", "8", "external_id", "a/b c")),
        Duration.ofMinutes(90),
        5400,
        "completed");

    assertThat(asked)
        .extracting(Asked::what)
        .containsExactly("POST /api/workloads", "PATCH /api/workloads/by-external-id/a_b%20c");
    assertThat(asked).extracting(Asked::key).containsOnly("Bearer k1");
    JsonNode job = asked.get(0).body();
    assertThat(job.path("status").asText()).isEqualTo("running");
    assertThat(job.path("num_gpus").isInt() || job.path("num_gpus").isLong()).isTrue();
    assertThat(job.path("project").isTextual()).isTrue();
    assertThat(job.path("started_at").asText()).isEqualTo("2026-11-28T12:00:00Z");
    assertThat(job.path("heartbeat_seconds").asInt()).isEqualTo(300);
    assertThat(job.has("duration_hours")).isFalse();
    assertThat(asked.get(1).body())
        .isEqualTo(
            new ObjectMapper()
                .readTree("{\"status\": \"completed\", \"ended_at\": \"2026-11-28T13:30:00Z\"}"));
    assertThat(kept()).isEmpty();
    assertThat(remarks).isEmpty();
  }

  @Test
  void laptopThatSlept_saysHowLongTheJobRan() {
    // Two hours by the day's clock, of which it ran half an hour.
    ObjectNode end = JobEnd.of("failed", NOON, NOON.plusSeconds(7200), 1800);

    assertThat(end.path("ended_at").asText()).isEqualTo("2026-11-28T14:00:00Z");
    assertThat(end.path("duration_hours").asDouble()).isEqualTo(0.5);
  }

  @Test
  void clockThatWasSetBack_doesNotMakeTheJobShorter() {
    ObjectNode end = JobEnd.of("completed", NOON, NOON.minusSeconds(3600), 60);

    assertThat(end.path("ended_at").asText()).isEqualTo("2026-11-28T12:01:00Z");
    assertThat(end.has("duration_hours")).isFalse();
  }

  @Test
  void serviceThatIsAway_isToldByTheNextRun() throws Exception {
    status = 503;
    runFor(life(Map.of("gpu_type", "A100")), Duration.ofHours(1), 3600, "failed");
    assertThat(kept()).hasSize(1);
    assertThat(remarks).isNotEmpty().allSatisfy(one -> assertThat(one).contains("answers 503"));
    asked.clear();

    status = 200;
    opened = new CountDownLatch(3);
    now = NOON;
    nanos = 0;
    JobLife next = life(Map.of("gpu_type", "A100", "external_id", "second"));
    runFor(next, Duration.ofHours(1), 3600, "completed");

    assertThat(asked).filteredOn(one -> one.what().startsWith("PATCH")).hasSize(2);
    assertThat(asked)
        .anySatisfy(one -> assertThat(one.body().path("status").asText()).isEqualTo("failed"));
    awaitNothingKept();
  }

  @Test
  void reporterThatWasKilled_leavesAJobThatTheNextRunClosesAtItsLastSign() throws Exception {
    TrackSettings settings = settings();
    Spool left = new Spool(settings, "node 1", remarks::add);
    ObjectNode job =
        new TrackedFields(
                Map.of("gpu_type", TrackedFields.Values.of("gpu_type", "L4")), settings, "node 1")
            .submission(List.of(), NOON, Duration.ofSeconds(300))
            .orElseThrow();
    ObjectNode file = left.begin(job, NOON);
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    file.put("pid", gone.pid());
    left.write(file, 600, NOON.plusSeconds(600));

    left.sendEarlier(new Service(settings), () -> false);

    assertThat(asked.get(1).body().path("status").asText()).isEqualTo("failed");
    assertThat(asked.get(1).body().path("ended_at").asText()).isEqualTo("2026-11-28T12:10:00Z");
    assertThat(kept()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void reporterThatNobodyReaps_leavesAJobThatTheNextRunCloses() throws Exception {
    TrackSettings settings = settings();
    Spool left = new Spool(settings, "node 1", remarks::add);
    ObjectNode job =
        new TrackedFields(
                Map.of("gpu_type", TrackedFields.Values.of("gpu_type", "L4")), settings, "node 1")
            .submission(List.of(), NOON, Duration.ofSeconds(300))
            .orElseThrow();
    ObjectNode file = left.begin(job, NOON);
    // It ends, and its parent, which becomes another program, never reaps it.
    Process careless =
        new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 600").start();
    try (BufferedReader child = careless.inputReader()) {
      file.put("pid", Long.parseLong(child.readLine()));
      while (!Files.readString(Path.of("/proc", file.path("pid").asText(), "stat"))
          .contains(") Z")) {
        Thread.onSpinWait();
      }
      left.write(file, 600, NOON.plusSeconds(600));

      left.sendEarlier(new Service(settings), () -> false);

      assertThat(asked.get(1).body().path("status").asText()).isEqualTo("failed");
      assertThat(kept()).isEmpty();
    } finally {
      careless.destroyForcibly().waitFor();
    }
  }

  @Test
  void jobOfALivingReporter_isLeftAlone() throws Exception {
    TrackSettings settings = settings();
    Spool mine = new Spool(settings, "node 1", remarks::add);
    ObjectNode job =
        new TrackedFields(
                Map.of("gpu_type", TrackedFields.Values.of("gpu_type", "L4")), settings, "node 1")
            .submission(List.of(), NOON, Duration.ofSeconds(300))
            .orElseThrow();
    mine.write(mine.begin(job, NOON), 1, NOON);

    mine.sendEarlier(new Service(settings), () -> false);

    assertThat(asked).isEmpty();
    assertThat(kept()).hasSize(1);
  }

  @Test
  void wrongKey_isSaidOnceAndTheJobIsKept() throws Exception {
    status = 401;
    runFor(life(Map.of("gpu_type", "A100")), Duration.ofHours(1), 3600, "completed");

    assertThat(remarks).isNotEmpty().allSatisfy(one -> assertThat(one).contains("answers 401: no"));
    assertThat(kept()).hasSize(1);
  }

  @Test
  void whatIsInvalid_isDropped() throws Exception {
    status = 400;
    runFor(life(Map.of("gpu_type", "A100")), Duration.ofHours(1), 3600, "completed");

    assertThat(kept()).isEmpty();
  }

  @Test
  void ranks_letTheFirstAloneReport() {
    environment.put("SLURM_PROCID", "0");
    assertThat(new Ranks(settings()).isReporter()).isTrue();
    environment.put("RANK", "3");
    assertThat(new Ranks(settings()).isReporter()).isFalse();
    environment.put("RANK", "0");
    environment.put(Ranks.WITHIN, "17");
    assertThat(new Ranks(settings()).isReporter()).isFalse();
  }

  @Test
  void gpus_areThoseThatTheJobMaySee() {
    List<Gpus.Gpu> all =
        Gpus.read(
            "0, GPU-aaaa1, NVIDIA H100 80GB HBM3, 97, 612.5\n1, GPU-bbbb2, NVIDIA L4, [N/A], 12\n");
    assertThat(all.get(0).watts()).hasValue(612.5);
    assertThat(all.get(1).percent()).isEmpty();

    environment.put("CUDA_VISIBLE_DEVICES", "GPU-bbbb");
    assertThat(new Gpus(settings()).visible(all)).containsExactly(all.get(1));
    environment.put("CUDA_VISIBLE_DEVICES", "1,7,0");
    assertThat(new Gpus(settings()).visible(all)).containsExactly(all.get(1));
  }
}
