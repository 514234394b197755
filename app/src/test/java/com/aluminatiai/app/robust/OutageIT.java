package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.RunningJar;
import com.aluminatiai.app.postgres.EmbeddedPostgres;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL gone for a while, under load: silent, killed, refusing. The app stays as it is. */
final class OutageIT {
  private static final Logger LOG = Logger.getLogger(OutageIT.class.getName());
  private static final int CLIENTS = 16;

  /** Answers have two seconds; a test machine that does too much at once has one more. */
  private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

  /** What a Java process may have more at one time than at another: its compilers, say. */
  private static final long THREADS_MORE = 12;

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private interface Step {
    void take() throws Exception;
  }

  /** Waits until the clients have seen as much of an outage as there is to see. */
  private interface Sight {
    void await(WriteLoad load) throws Exception;
  }

  /** An outage that lasts until it is ended. */
  private static final Sight LASTING = load -> load.await(503, 50);

  @Test
  void embeddedServerSilentThenKilled_answersUnavailableAndRecovers() throws Exception {
    Path data = folder.toRealPath().resolve("data");
    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      List<ProcessHandle> silent = Processes.ofPostgres(data);
      assertThat(silent).hasSizeGreaterThan(1);
      try {
        // Everything: the server's processes for the connections go on without the server.
        survive(
            jar,
            "silent",
            () -> Processes.signal("STOP", Processes.ofPostgres(data)),
            LASTING,
            () -> Processes.signal("CONT", Processes.ofPostgres(data)));
      } finally {
        Processes.signal("CONT", silent);
      }
      Set<Long> killed = ids(Processes.ofPostgres(data));
      survive(
          jar,
          "killed",
          () -> Processes.signal("KILL", Processes.ofPostgres(data)),
          // The app starts another server, sooner than a client gets its 503 if all goes well.
          load ->
              Api.await(
                  "another server",
                  PATIENCE,
                  () -> !killed.containsAll(ids(Processes.ofPostgres(data)))),
          () -> assertThat(jar.handle().isAlive()).isTrue());
    }
  }

  @Test
  void externalServerRefusing_answersUnavailableAndRecovers() throws Exception {
    try (EmbeddedPostgres server = EmbeddedPostgres.serve(folder.resolve("server"));
        Relay relay =
            new Relay(URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort());
        RunningJar jar =
            RunningJar.serve(folder, Map.of("DATABASE_URL", url(server, relay.port())))) {
      Api api = new Api(jar.address());
      Api.await("ready", PATIENCE, () -> api.get("/health/ready").statusCode() == 200);

      survive(jar, "refusing", relay::cut, LASTING, relay::mend);
    }
  }

  private static Set<Long> ids(List<ProcessHandle> processes) {
    return processes.stream().map(ProcessHandle::pid).collect(Collectors.toSet());
  }

  private static void survive(RunningJar jar, String how, Step fail, Sight sight, Step recover)
      throws Exception {
    Api api = new Api(jar.address());
    WriteLoad load = new WriteLoad(how);
    load.start(CLIENTS, api);
    load.await(201, 100);
    long threadsBefore = Processes.threads(jar.handle());
    load.longest();

    fail.take();
    sight.await(load);
    long threadsMeanwhile = Processes.threads(jar.handle());
    Duration longest = load.longest();
    recover.take();
    load.await(201, 20);
    load.stop();
    load.sendAgain(api);

    int found = load.check(api);
    LOG.info(
        String.format(
            Locale.ROOT,
            "%s: %d threads before, %d meanwhile; longest answer %d ms; %d acknowledged, %d found",
            how,
            threadsBefore,
            threadsMeanwhile,
            longest.toMillis(),
            load.acknowledged(),
            found));
    assertThat(longest).isLessThan(ANSWERED_WITHIN);
    assertThat(threadsMeanwhile).isLessThanOrEqualTo(threadsBefore + THREADS_MORE);
    assertThat(found).isEqualTo(load.acknowledged());
    assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
  }

  static String url(EmbeddedPostgres server, int port) {
    return String.format(
        Locale.ROOT,
        "postgresql://%s:%s@127.0.0.1:%d/postgres",
        server.user(),
        server.password(),
        port);
  }
}
