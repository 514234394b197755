package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedStatements;
import com.aluminatiai.jdbc.totals.SummaryQuery;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.GroupBy;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.BulkWorkloads.Intake;
import com.aluminatiai.workload.port.OwnedWorkloads;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** Kept totals against the sums of the rows: they are the same to the last digit, at any moment. */
final class TotalsTest {
  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("Pacific/Auckland"),
          ZoneId.of("Africa/Cairo"),
          ZoneId.of("-11:00"),
          ZoneId.of("+05:07"));

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  @TempDir Path folder;

  private final DatabaseSettings settings = TestServer.emptySchema();
  private final Connections connections =
      new Connections(TestServer.dataSource(settings), 1, () -> true);
  private final Owner alice = Owner.user(UUID.randomUUID());

  @AfterEach
  void close() {
    connections.close();
  }

  private void assertExact(RandomWorkloads random) throws StorageException {
    connections.isAvailable();
    for (Owner owner : List.of(alice, Owner.NOBODY)) {
      for (ZoneId zone : ZONES) {
        for (GroupBy groupBy : GroupBy.values()) {
          assertExact(
              owner, new Summary.Request(groupBy, Optional.empty(), Optional.empty(), zone));
          LocalDate from = LocalDate.of(2024, 10, 18).plusDays(random.below(60));
          LocalDate to = from.plusDays(random.below(200));
          assertExact(
              owner, new Summary.Request(groupBy, Optional.of(from), Optional.of(to), zone));
        }
      }
    }
  }

  private void assertExact(Owner owner, Summary.Request request) throws StorageException {
    List<Summary> both =
        new OwnedStatements(connections, owner)
            .snapshot(
                Connections.SHORT,
                snapshot ->
                    List.of(SummaryQuery.of(snapshot, request), RowSummary.of(snapshot, request)));
    assertThat(both.get(0)).as("%s", request).isEqualTo(both.get(1));
  }

  /** One user of the service: what is stored, changed and deleted. */
  private final class Writer implements Callable<Boolean> {
    private final Database database;
    private final RandomWorkloads random;
    private final List<Workload> mine = new ArrayList<>();

    Writer(Database database, long seed) {
      this.database = database;
      this.random = new RandomWorkloads(seed);
    }

    @Override
    public Boolean call() throws Exception {
      OwnedWorkloads workloads = database.workloads().of(alice);
      for (int i = 0; i < 60; i++) {
        switch (random.below(8)) {
          case 0, 1, 2 -> insert(workloads);
          case 3, 4 -> change(workloads);
          case 5 -> delete(workloads);
          case 6 -> importSome();
          default -> insertUnowned();
        }
        if (random.below(30) == 0) {
          workloads.deleteProject(random.project().orElse("none"));
          database.apiKeys().adoptUnowned(alice.userId().orElseThrow());
        }
        if (random.below(4) == 0) {
          database.fold();
        }
      }
      return true;
    }

    private void insert(OwnedWorkloads workloads) throws StorageException {
      Workload workload = random.next();
      workloads.insert(workload, Optional.empty(), workload.createdAt());
      mine.add(workload);
    }

    private void insertUnowned() throws StorageException {
      Workload workload = random.next();
      database
          .workloads()
          .of(Owner.NOBODY)
          .insert(workload, Optional.empty(), workload.createdAt());
    }

    private void importSome() throws Exception {
      List<Workload> rows = List.of(random.next(), random.next(), random.next());
      try (Intake intake = database.bulkWorkloads().intake(alice, random.below(2) == 0)) {
        intake.add(rows);
        if (random.below(4) > 0) {
          intake.commit();
        }
      }
    }

    private void change(OwnedWorkloads workloads) throws StorageException {
      if (!mine.isEmpty()) {
        int i = random.below(mine.size());
        Workload next = random.changed(mine.get(i));
        workloads.update(
            next, Optional.of(HistoryEntry.of(HistoryEntry.Event.STATUS_CHANGED, next)));
        mine.set(i, next);
      }
    }

    private void delete(OwnedWorkloads workloads) throws StorageException {
      if (!mine.isEmpty()) {
        Workload gone = mine.remove(random.below(mine.size()));
        // May be gone already: another writer deletes whole projects.
        workloads.delete(gone.id(), gone.revision());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void summaries_whileManyWriteAndFold_equalTheRows(long seed) throws Exception {
    Database database = databases.ready(settings, Clock.systemUTC());
    RandomWorkloads random = new RandomWorkloads(seed);
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<Boolean>> writers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        writers.add(threads.submit(new Writer(database, 10 * seed + i)));
      }
      do {
        assertExact(random);
      } while (!writers.stream().allMatch(Future::isDone));
      for (Future<Boolean> writer : writers) {
        assertThat(writer.get()).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }

    assertExact(random);
    database.fold();
    assertThat(TestServer.number(settings, "SELECT count(*) FROM workload_deltas")).isZero();
    assertExact(random);
  }

  private RandomWorkloads fill(Database database, int rows) throws Exception {
    RandomWorkloads random = new RandomWorkloads(rows);
    for (Owner owner : List.of(alice, Owner.NOBODY)) {
      try (Intake intake = database.bulkWorkloads().intake(owner, false)) {
        List<Workload> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
          all.add(random.next());
        }
        intake.add(all);
        intake.commit();
      }
    }
    return random;
  }

  @Test
  void fold_brokenOff_countsNothingTwiceAndLosesNothing() throws Exception {
    Database database = databases.ready(settings, Clock.systemUTC());
    RandomWorkloads random = fill(database, 200);
    try (Connection connection = TestServer.connect(settings);
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT fold_workload_deltas(50)");

      // Nobody else may fold meanwhile.
      assertThat(database.fold()).isZero();
      TestServer.execute(settings, "SELECT pg_terminate_backend(" + pid(connection) + ")");
    }

    assertExact(random);
    TestServer.execute(settings, "SELECT fold_workload_deltas(50)");
    assertExact(random);
  }

  private static int pid(Connection connection) throws Exception {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  @Test
  void deletingEverything_leavesNoTotals() throws Exception {
    Database database = databases.ready(settings, Clock.systemUTC());
    RandomWorkloads random = fill(database, 100);
    database.fold();

    TestServer.execute(settings, "DELETE FROM workloads");
    assertExact(random);
    while (TestServer.number(settings, "SELECT count(*) FROM workload_deltas") > 0) {
      database.fold();
    }

    assertThat(TestServer.number(settings, "SELECT count(*) FROM workload_totals")).isZero();
  }

  @Test
  void truncating_leavesNothing() throws Exception {
    Database database = databases.ready(settings, Clock.systemUTC());
    fill(database, 10);
    TestServer.execute(settings, "SELECT fold_workload_deltas(10)");

    TestServer.execute(settings, "TRUNCATE workloads");

    assertThat(TestServer.number(settings, "SELECT count(*) FROM workload_totals")).isZero();
    assertThat(TestServer.number(settings, "SELECT count(*) FROM workload_deltas")).isZero();
  }

  @Test
  void claimingAWorkload_changesNoTotal() throws Exception {
    Database database = databases.ready(settings, Clock.systemUTC());
    fill(database, 10);
    while (TestServer.number(settings, "SELECT count(*) FROM workload_deltas") > 0) {
      database.fold();
    }

    TestServer.execute(settings, "UPDATE workloads SET agent_attempts = 1, notes = 'x'");

    assertThat(TestServer.number(settings, "SELECT count(*) FROM workload_deltas")).isZero();
  }

  @Test
  void restore_fillsTheTotals() throws Exception {
    Database database = databases.ready(settings, Clock.systemUTC());
    RandomWorkloads random = fill(database, 100);
    Path file = folder.resolve("backup");
    try (OutputStream out = Files.newOutputStream(file)) {
      database.backup(out);
    }
    fill(database, 50);
    database.fold();

    database.restore(() -> Files.newInputStream(file), true);

    assertThat(TestServer.number(settings, "SELECT count(*) FROM workloads")).isEqualTo(200);
    assertExact(random);
    database.fold();
    assertExact(random);
  }

  private static String laterColumns() {
    return Stream.of(SpecField.values())
        .filter(field -> field != SpecField.MEASURED_KWH)
        .map(field -> "DROP COLUMN " + field.code())
        .collect(Collectors.joining(", "));
  }

  @Test
  void anExistingDatabase_getsItsTotals() throws Exception {
    Database database = databases.ready(settings, Clock.systemUTC());
    RandomWorkloads random = fill(database, 100);
    TestServer.execute(
        settings,
        """
        DROP TRIGGER workloads_came ON workloads;
        DROP TRIGGER workloads_went ON workloads;
        DROP TRIGGER workload_changed ON workloads;
        DROP TRIGGER workloads_emptied ON workloads;
        DROP FUNCTION workloads_came, workloads_went, workload_changed, workloads_emptied,
          fold_workload_deltas;
        DROP TABLE workload_deltas, workload_totals;
        DROP INDEX workloads_by_start;
        DROP FUNCTION are_finite;
        DROP FUNCTION IF EXISTS workload_keeps_rules CASCADE;
        DROP FUNCTION IF EXISTS begin_workload_signs CASCADE;
        DROP FUNCTION IF EXISTS move_workload_signs CASCADE;
        DROP TABLE IF EXISTS workload_signs, listening, own_names, unknown_names, own_sites;
        DO $$
        DECLARE rule record;
        BEGIN
          FOR rule IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
            WHERE conname LIKE '%\\_rule%' AND connamespace = current_schema()::regnamespace
          LOOP
            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.owner, rule.conname);
          END LOOP;
        END
        $$;
        ALTER TABLE workloads DROP COLUMN hours_counted, %s;
        DELETE FROM aluminatiai_schema_history WHERE version IN ('3', '4', '5', '6', '7', '8');
        """
            .replace("hours_counted, %s", "hours_counted, " + laterColumns()));

    databases.ready(settings, Clock.systemUTC()).fold();

    assertExact(random);
  }
}
