package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A command that the jar runs and reports: succeeding, failing, told to end, killed, unheard. */
final class TrackIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  @TempDir private Path spool;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void command_isReportedFromItsStartToItsEnd() throws Exception {
    try (RunningJar service = RunningJar.serve(folder, Map.of())) {
      URI address = service.address();
      try (RunningJar good = track(address, "good", "echo out; sleep 3")) {
        assertThat(good.awaitEnd()).isZero();
        assertThat(good.results()).isEqualTo("out\n");
      }
      try (RunningJar bad = track(address, "bad", "sleep 2; exit 3")) {
        assertThat(bad.awaitEnd()).isEqualTo(3);
      }
      try (RunningJar told =
          track(address, "told", "trap 'kill $!; exit 7' TERM; sleep 600 & wait")) {
        awaitStatus(address, "told", "running");
        assertThat(told.terminate()).isEqualTo(7);
      }
      try (RunningJar killed = track(address, "killed", "sleep 8")) {
        awaitStatus(address, "killed", "running");
        killed.kill();
      }
      tellWhatIsLeft(address);

      JsonNode done = awaitStatus(address, "good", "completed");
      assertThat(done.path("workload").path("duration_hours").asDouble()).isBetween(5e-4, 0.02);
      assertThat(done.path("workload").path("num_gpus").asInt()).isEqualTo(2);
      for (String id : List.of("bad", "told", "killed")) {
        awaitStatus(address, id, "failed");
      }
    }
    assertThat(kept()).isEmpty();
    try (RunningJar unheard = track(URI.create("http://127.0.0.1:9"), "unheard", "exit 4")) {
      assertThat(unheard.awaitEnd()).isEqualTo(4);
    }
    assertThat(kept()).hasSize(1);
  }

  /** Whoever comes next tells of those that could not; on a slow machine not always all at once. */
  private void tellWhatIsLeft(URI address) throws IOException {
    for (int run = 0; run == 0 || (run < 5 && !kept().isEmpty()); run++) {
      try (RunningJar next = track(address, "next-" + run, "sleep 6")) {
        assertThat(next.awaitEnd()).isZero();
      }
    }
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(spool)) {
      return files.toList();
    }
  }

  private RunningJar track(URI address, String id, String script) throws IOException {
    Map<String, String> environment = new HashMap<>();
    environment.put("ALUMINATIAI_URL", address.toString());
    environment.put("ALUMINATIAI_SPOOL", spool.toString());
    return RunningJar.start(
        folder,
        environment,
        "track",
        "--gpu",
        "A100",
        "--gpus",
        "2",
        "--external-id",
        id,
        "--",
        "sh",
        "-c",
        script);
  }

  private JsonNode awaitStatus(URI address, String id, String status) throws Exception {
    long giveUpAt = System.nanoTime() + PATIENCE.toNanos();
    JsonNode found;
    do {
      String list =
          client
              .send(
                  HttpRequest.newBuilder(address.resolve("/api/workloads?external_id=" + id))
                      .build(),
                  BodyHandlers.ofString())
              .body();
      found = new ObjectMapper().readTree(list).path("workloads").path(0);
      if (found.path("status").asText().equals(status)) {
        return found;
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    } while (System.nanoTime() - giveUpAt < 0);
    throw new AssertionError(id + " is no " + status + " but " + found);
  }
}
