package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.aluminatiai.app.RunningJar;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A volume that fills up: one of its own, in memory, which only root can have. Others skip this,
 * and CI runs as root.
 */
final class FullDiskIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String PROJECT = "full";

  /** A tenth of the volume is the reserve: 50 MB. */
  private static final int VOLUME_MB = 500;

  private static final int LEFT_MB = 40;

  @TempDir private Path folder;
  private Path volume;
  private Path filler;

  @BeforeEach
  void mount() throws Exception {
    volume = Files.createDirectory(folder.toRealPath().resolve("volume"));
    filler = volume.resolve("filler");
    String said =
        Files.isExecutable(Path.of("/bin/mount"))
            ? Processes.run(
                "mount",
                "-t",
                "tmpfs",
                "-o",
                "mode=755,size=" + VOLUME_MB + "m",
                "tmpfs",
                volume.toString())
            : "there is no mount";
    boolean isMounted = Files.getFileStore(volume).getTotalSpace() == (long) VOLUME_MB << 20;
    assumeTrue(isMounted, "NOT TESTED, for want of a small volume to fill: " + said.strip());
  }

  @AfterEach
  void unmount() throws Exception {
    Processes.run("umount", volume.toString());
  }

  @Test
  void volumeFillsUp_readsGoOn_thenItStopsWithoutLoss_andComesBack() throws Exception {
    try (RunningJar jar =
        RunningJar.serve(folder, Map.of("DATA_DIR", volume.resolve("data").toString()))) {
      Api api = new Api(jar.address());
      WriteLoad load = new WriteLoad(PROJECT);
      load.start(4, api);
      load.await(201, 50);

      fillUpTo(LEFT_MB);
      load.await(503, 20);
      load.stop();
      int stored = load.check(api);
      assertThat(stored).isGreaterThanOrEqualTo(load.acknowledged());
      assertThat(jar.log()).contains("nothing is stored until more than");
      assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(api.get("/api/summary").statusCode()).isEqualTo(200);

      // Somebody else takes the rest, PostgreSQL's log of changes has no room, and it stops itself.
      exhaust(jar);
      fillUpTo(0);
      Processes.signal("KILL", Processes.ofPostgres(volume));
      Api.await("a try to start", PATIENCE, () -> jar.log().contains("starting it again"));
      assertUnavailable(api.get("/api/workloads"));
      assertUnavailable(api.submit("full-last", Api.workload(PROJECT, "full-last")));

      Files.delete(filler);
      Api.await("room", PATIENCE, () -> api.get("/health/ready").statusCode() == 200);
      Api.await(
          "a write",
          PATIENCE,
          () -> api.submit("full-last", Api.workload(PROJECT, "full-last")).statusCode() == 201);
      load.sendAgain(api);
      assertThat(load.check(api)).isEqualTo(load.acknowledged() + 1);
      assertThat(jar.handle().isAlive()).isTrue();
    }
  }

  private static void assertUnavailable(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
    JsonNode body = Api.json(answer);
    assertThat(body.path("error").textValue()).isEqualTo("unavailable");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  private void fillUpTo(int leftMegabytes) throws IOException {
    try (FileChannel file =
        FileChannel.open(
            filler,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND)) {
      ByteBuffer some = ByteBuffer.allocate(1 << 16);
      while (Files.getFileStore(volume).getUsableSpace() > (long) leftMegabytes << 20) {
        some.clear();
        file.write(some);
      }
    }
  }

  /** Writes past the app's reserve, as itself never would, until the server gives up. */
  private void exhaust(RunningJar jar) throws Exception {
    Path data = volume.resolve("data");
    List<String> server = Files.readAllLines(data.resolve("cluster/postmaster.pid"));
    String password = Files.readString(data.resolve("password")).strip();
    String url = "jdbc:postgresql://127.0.0.1:" + server.get(3).strip() + "/postgres";
    fillUpTo(1);
    assertThat(jar.handle().isAlive()).isTrue();
    try (Connection connection = DriverManager.getConnection(url, "aluminatiai", password);
        Statement statement = connection.createStatement()) {
      // A message in the log of changes needs no table: only the log itself can be out of room.
      for (int i = 0; i < VOLUME_MB; i++) {
        statement.execute("SELECT pg_logical_emit_message(true, 'fill', repeat('x', 1048576))");
      }
      throw new AssertionError("the volume is larger than it should be");
    } catch (SQLException e) {
      assertThat(e.getSQLState()).as(e.getMessage()).matches("(53|57|08).*");
    }
  }
}
