package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.answered;
import static com.aluminatiai.workload.port.SampleWorkloads.full;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.jdbc.backup.BackupException;
import com.aluminatiai.jdbc.backup.BackupOutput;
import com.aluminatiai.jdbc.connection.Migrations;
import com.aluminatiai.jdbc.connection.UsableTables;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class BackupTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  @TempDir Path folder;

  private final Workload full = full(NOON);
  private final Workload plain = plain(NOON.plusSeconds(1));
  private final Owner alice = Owner.user(UUID.randomUUID());

  private Path backup() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    OwnedWorkloads workloads = database.workloads().of(alice);
    workloads.insert(full, Optional.empty(), NOON);
    workloads.update(
        answered(full),
        Optional.of(HistoryEntry.of(HistoryEntry.Event.AGENT_REFINED, answered(full))));
    database.workloads().of(Owner.NOBODY).insert(plain, Optional.empty(), NOON);
    Path file = folder.resolve("backup");
    try (OutputStream out = Files.newOutputStream(file)) {
      // 2 workloads, 3 history entries, the signs of life of the one that is running
      assertThat(database.backup(out)).isEqualTo(6);
    }
    return file;
  }

  @Test
  void restore_intoAnotherDatabase_givesTheSame() throws Exception {
    Path file = backup();
    Database other = databases.ready(TestServer.emptyDatabase(), Clock.systemUTC());

    other.restore(() -> Files.newInputStream(file), false);

    OwnedWorkloads workloads = other.workloads().of(alice);
    assertThat(workloads.find(full.id())).contains(answered(full));
    assertThat(workloads.history(full.id())).hasSize(2);
    assertThat(other.workloads().of(Owner.NOBODY).find(plain.id())).contains(plain);
  }

  @Test
  void restore_intoOneThatIsNotEmpty_isRefusedUnlessReplacing() throws Exception {
    Path file = backup();
    Database other = databases.empty(Clock.systemUTC());
    Workload there = plain(NOON.plusSeconds(9));
    other.workloads().of(alice).insert(there, Optional.empty(), NOON);

    assertThatThrownBy(() -> other.restore(() -> Files.newInputStream(file), false))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("not empty");
    assertThat(other.workloads().of(alice).find(there.id())).isPresent();

    other.restore(() -> Files.newInputStream(file), true);
    assertThat(other.workloads().of(alice).find(there.id())).isEmpty();
    assertThat(other.workloads().of(alice).find(full.id())).isPresent();
  }

  @Test
  void restore_damagedCutOffOrForeign_changesNothing() throws Exception {
    byte[] sound = Files.readAllBytes(backup());
    Database other = databases.empty(Clock.systemUTC());
    byte[] content;
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(folder.resolve("backup")))) {
      content = in.readAllBytes();
    }
    byte[] flipped = content.clone();
    flipped[content.length / 2] ^= 1;
    byte[] newer = content.clone();
    newer[2 + BackupOutput.MAGIC.length() + 7] = 99;

    assertRefused(other, sound.length - 20, sound, "damaged");
    assertRefused(other, sound.length / 2, sound, "damaged");
    assertRefused(other, 5, "hello".getBytes(StandardCharsets.UTF_8), "no backup");
    assertRefused(other, -1, flipped, "damaged");
    assertRefused(other, -1, newer, "newer version");
    byte[] another = Arrays.copyOf(sound, 2 * sound.length);
    System.arraycopy(sound, 0, another, sound.length, sound.length);
    assertRefused(other, sound.length + 1, sound, "damaged");
    assertRefused(other, sound.length + 100, sound, "damaged");
    assertRefused(other, sound.length + 100_000, sound, "damaged");
    assertRefused(other, another.length, another, "damaged");
    assertThat(other.workloads().of(alice).find(full.id())).isEmpty();
  }

  private void assertRefused(Database database, int length, byte[] bytes, String why)
      throws IOException {
    Path file = folder.resolve("bad");
    if (length < 0) {
      try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
        out.write(bytes);
      }
    } else {
      Files.write(file, Arrays.copyOf(bytes, length));
    }
    assertThatThrownBy(() -> database.restore(() -> Files.newInputStream(file), true))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining(why);
  }

  @Test
  void backupAndWatch_knowEveryTable() throws Exception {
    DatabaseSettings settings = TestServer.emptySchema();
    databases.ready(settings, Clock.systemUTC());
    Set<String> tables = new TreeSet<>();
    try (Connection connection = TestServer.connect(settings);
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    tables.remove(Migrations.HISTORY_TABLE);

    assertThat(UsableTables.NAMES).containsExactlyInAnyOrderElementsOf(tables);
    // The totals fill themselves.
    tables.removeAll(Set.of("workload_deltas", "workload_totals"));
    assertThat(new TreeSet<>(Database.TABLES)).isEqualTo(tables);
  }
}
