package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.RunningJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The app killed while it stores, again and again: {@code -Drounds=50} for more than the usual
 * three.
 */
final class KilledIT {
  private static final Logger LOG = Logger.getLogger(KilledIT.class.getName());
  private static final int ROUNDS = Integer.getInteger("rounds", 3);
  private static final int CLIENTS = 8;

  @TempDir private Path folder;

  @Test
  void killedUnderLoad_losesAndDoublesNothing() throws Exception {
    WriteLoad load = new WriteLoad("killed");
    int unanswered = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
        Api api = new Api(jar.address());
        load.sendAgain(api);
        assertThat(load.check(api)).isEqualTo(load.acknowledged());
        load.start(CLIENTS, api);
        load.await(201, 50 + 37 * round % 100);
        jar.kill();
        load.stop();
        unanswered += load.unanswered();
      }
    }

    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      Api api = new Api(jar.address());
      int acknowledged = load.acknowledged();
      int foundBefore = load.check(api);
      load.sendAgain(api);
      int found = load.check(api);
      LOG.info(
          String.format(
              Locale.ROOT,
              "kill -9: %d rounds, %d acknowledged before the last one's repetitions, %d unanswered, %d found, %d after %d acknowledged",
              ROUNDS,
              acknowledged,
              unanswered,
              foundBefore,
              found,
              load.acknowledged()));
      assertThat(found).isEqualTo(load.acknowledged());
    }
  }

  /** What is killed. The app is to be ready again by itself; it is the last, and started again. */
  private enum Victim {
    POSTMASTER,
    BACKENDS,
    APP
  }

  @Test
  void anythingKilledUnderEveryKindOfWriting_leavesNothingByHalfAndTheTotalsRight()
      throws Exception {
    Path data = folder.toRealPath().resolve("data");
    MixedLoad load = new MixedLoad();
    for (int round = 1; round <= ROUNDS; round++) {
      try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
        Api api = new Api(jar.address());
        for (Victim victim : Victim.values()) {
          awaitReady(api);
          load.start(api);
          load.await(100 + 37 * round % 100);
          kill(victim, jar, data);
          load.stop();
          if (victim != Victim.APP) {
            awaitReady(api);
            load.check(api);
          }
        }
      }
    }

    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      Api api = new Api(jar.address());
      awaitReady(api);
      load.check(api);
    }
  }

  private static void awaitReady(Api api) throws InterruptedException {
    Api.await("ready", Duration.ofMinutes(1), () -> api.get("/health/ready").statusCode() == 200);
  }

  private static void kill(Victim victim, RunningJar jar, Path data) throws Exception {
    long postmaster = postmaster(data);
    switch (victim) {
      case APP -> jar.kill();
      case POSTMASTER ->
          Processes.signal("KILL", List.of(ProcessHandle.of(postmaster).orElseThrow()));
      case BACKENDS ->
          Processes.signal(
              "KILL",
              Processes.ofPostgres(data).stream()
                  .filter(process -> process.pid() != postmaster)
                  .toList());
    }
  }

  private static long postmaster(Path data) throws IOException {
    try (Stream<Path> files = Files.walk(data, 3)) {
      Path file =
          files
              .filter(path -> path.endsWith("postmaster.pid"))
              .findFirst()
              .orElseThrow(() -> new IOException("no server runs in " + data));
      return Long.parseLong(Files.readAllLines(file).get(0).strip());
    }
  }
}
