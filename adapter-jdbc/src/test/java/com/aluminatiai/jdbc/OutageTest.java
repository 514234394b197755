package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.next;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OutageTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final DatabaseSettings admin = TestServer.emptyDatabase();
  private final DatabaseSettings settings = TestServer.emptyDatabase();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private Database database;
  private OwnedWorkloads workloads;

  @BeforeEach
  void open() {
    database = databases.ready(settings, Clock.systemUTC());
    workloads = database.workloads().of(Owner.user(UUID.randomUUID()));
  }

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  private String name() {
    return settings.jdbcUrl().replaceFirst("^.*/([^/?]+).*$", "$1");
  }

  private void killAllConnections() {
    TestServer.execute(
        admin,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name() + "'");
  }

  private void allowConnections(boolean areAllowed) {
    TestServer.execute(admin, "ALTER DATABASE " + name() + " WITH ALLOW_CONNECTIONS " + areAllowed);
  }

  private Workload stored() throws StorageException {
    Workload workload = plain(NOON);
    workloads.insert(workload, Optional.empty(), NOON);
    return workload;
  }

  /** Calls until one works: those before it may fail, but only as an outage. */
  private Workload storedAtLast() throws InterruptedException {
    while (true) {
      try {
        return stored();
      } catch (StorageException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void everyConnectionKilled_failsAsAnOutageAndRecovers() throws Exception {
    Workload before = stored();

    killAllConnections();
    Workload after = storedAtLast();

    database.awaitReady(OpenDatabases.PATIENCE);
    assertThat(workloads.find(before.id())).contains(before);
    assertThat(workloads.find(after.id())).contains(after);
  }

  /** Kills whoever waits for a lock. */
  private void killWhoWaits() {
    long killed = 0;
    while (killed == 0) {
      killed =
          TestServer.number(
              admin,
              "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '"
                  + name()
                  + "' AND wait_event_type = 'Lock'");
    }
  }

  @Test
  void insert_connectionKilledInTheMiddle_isStoredOnceAllTheSame() throws Exception {
    Workload workload = plain(NOON);
    Future<Insertion> insertion;
    try (Connection other = TestServer.connect(settings);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE workloads IN ACCESS EXCLUSIVE MODE");
      insertion = thread.submit(() -> workloads.insert(workload, Optional.empty(), NOON));
      killWhoWaits();
      other.rollback();
    }

    assertThat(insertion.get()).isEqualTo(new Insertion.Inserted());
    assertThat(workloads.find(workload.id())).contains(workload);
    assertThat(workloads.history(workload.id())).hasSize(1);
  }

  @Test
  void update_connectionKilledInTheMiddle_failsAsAnOutageAndStoresNothing() throws Exception {
    Workload workload = stored();
    try (Connection other = TestServer.connect(settings);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE workloads IN ACCESS EXCLUSIVE MODE");
      Future<Boolean> update =
          thread.submit(() -> workloads.update(next(workload, Status.FAILED), Optional.empty()));
      killWhoWaits();

      assertThatThrownBy(update::get).hasCauseInstanceOf(StorageException.class);
      other.rollback();
    }
    assertThat(workloads.find(workload.id())).contains(workload);
  }

  @Test
  void insert_oneBadRowAmongGoodOnes_failsAlone() throws Exception {
    Workload bad = plain(NOON);
    IdempotencyKey badKey = new IdempotencyKey("bad", "PostgreSQL cannot hold NUL: \0");
    List<Workload> good = List.of(plain(NOON), plain(NOON), plain(NOON));
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try (Connection other = TestServer.connect(settings);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE workloads IN ACCESS EXCLUSIVE MODE");
      Future<Insertion> first =
          threads.submit(() -> workloads.insert(plain(NOON), Optional.empty(), NOON));
      // These gather while the first waits for the lock, and so make one group.
      Future<Insertion> badInsertion =
          threads.submit(
              () -> workloads.insert(bad, Optional.of(new KeyUse(badKey, Optional.empty())), NOON));
      List<Future<Insertion>> goodInsertions =
          good.stream()
              .map(row -> threads.submit(() -> workloads.insert(row, Optional.empty(), NOON)))
              .toList();
      other.rollback();

      assertThat(first.get()).isEqualTo(new Insertion.Inserted());
      for (Future<Insertion> insertion : goodInsertions) {
        assertThat(insertion.get()).isEqualTo(new Insertion.Inserted());
      }
      assertThatThrownBy(badInsertion::get).hasCauseInstanceOf(IllegalStateException.class);
    } finally {
      threads.shutdownNow();
    }
    assertThat(workloads.find(bad.id())).isEmpty();
  }

  @Test
  void databaseAwayForAWhile_callsFailUntilItIsBack() throws Exception {
    Workload before = stored();

    allowConnections(false);
    killAllConnections();
    while (database.isReady()) {
      Thread.onSpinWait();
    }

    assertThatExceptionOfType(StorageException.class).isThrownBy(this::stored);
    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> workloads.find(before.id()));
    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> database.apiKeys().list());

    allowConnections(true);
    database.awaitReady(OpenDatabases.PATIENCE);
    assertThat(workloads.find(before.id())).contains(before);
  }

  @Test
  void serverFallsSilent_callsUnderWayAndNewOnesFailUntilItSpeaksAgain() throws Exception {
    URI server = URI.create(settings.jdbcUrl().substring("jdbc:".length()));
    try (FreezingProxy network = new FreezingProxy(server.getHost(), server.getPort())) {
      String url = settings.jdbcUrl().replace(":" + server.getPort(), ":" + network.port());
      Database far =
          databases.ready(
              new DatabaseSettings(url, settings.user(), settings.password(), 4),
              Clock.systemUTC());
      OwnedWorkloads theirs = far.workloads().of(Owner.NOBODY);
      Workload before = plain(NOON);
      theirs.insert(before, Optional.empty(), NOON);

      network.freeze();
      try {
        assertThatExceptionOfType(StorageException.class)
            .isThrownBy(() -> theirs.find(before.id()));
        assertThatExceptionOfType(StorageException.class)
            .isThrownBy(() -> theirs.insert(plain(NOON), Optional.empty(), NOON));
        assertThat(far.isReady()).isFalse();
      } finally {
        network.thaw();
      }

      far.awaitReady(OpenDatabases.PATIENCE);
      assertThat(theirs.find(before.id())).contains(before);
    }
  }

  @Test
  void databaseAwayAtStart_getsReadyWhenItComes() throws Exception {
    DatabaseSettings later = TestServer.emptyDatabase();
    String name = later.jdbcUrl().replaceFirst("^.*/([^/?]+).*$", "$1");
    TestServer.execute(admin, "DROP DATABASE " + name);
    Database early = databases.open(later, Clock.systemUTC());
    assertThat(early.isReady()).isFalse();
    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> early.apiKeys().list());

    TestServer.execute(admin, "CREATE DATABASE " + name);

    early.awaitReady(OpenDatabases.PATIENCE);
    assertThat(early.apiKeys().list()).isEmpty();
  }

  @Test
  void standbyThatCannotBeWritten_failsAsAnOutageButReads() throws Exception {
    Workload before = stored();
    TestServer.execute(
        admin, "ALTER DATABASE " + name() + " SET default_transaction_read_only = on");
    Database standby = databases.ready(settings, Clock.systemUTC());

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () -> standby.workloads().of(Owner.NOBODY).insert(plain(NOON), Optional.empty(), NOON));
    assertThat(standby.workloads().of(Owner.NOBODY).find(before.id())).isEmpty();
  }

  private static void awaitProblem(Database database) {
    while (database.isReady()) {
      Thread.onSpinWait();
    }
  }

  private String problem() throws InterruptedException {
    try {
      database.awaitReady(Duration.ZERO);
      return "";
    } catch (StorageException e) {
      return e.getMessage();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "workloads",
        "workload_history",
        "workload_deltas",
        "workload_totals",
        "idempotency_keys",
        "agent_submissions",
        "api_keys",
        "token_buckets"
      })
  void tableIsGone_isAnOutageUntilItIsBack(String table) throws Exception {
    TestServer.execute(settings, "ALTER TABLE " + table + " RENAME TO away");
    awaitProblem(database);

    assertThat(problem()).contains("gone").endsWith(": " + table);
    assertThatExceptionOfType(StorageException.class).isThrownBy(this::stored);

    TestServer.execute(settings, "ALTER TABLE away RENAME TO " + table);
    database.awaitReady(OpenDatabases.PATIENCE);
    stored();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SELECT", "INSERT", "UPDATE", "DELETE"})
  void rightIsRevoked_isAnOutageUntilItIsGranted(String right) throws Exception {
    String user = "user_" + name();
    TestServer.execute(
        settings,
        "CREATE USER %1$s PASSWORD 'u'; GRANT ALL ON ALL TABLES IN SCHEMA public TO %1$s"
            .replace("%1$s", user));
    Database theirs =
        databases.ready(
            new DatabaseSettings(
                settings.jdbcUrl().replaceFirst("user=[^&]*", "user=" + user), user, "u", 2),
            Clock.systemUTC());
    try {
      TestServer.execute(settings, "REVOKE " + right + " ON api_keys FROM " + user);
      awaitProblem(theirs);

      TestServer.execute(settings, "GRANT " + right + " ON api_keys TO " + user);
      theirs.awaitReady(OpenDatabases.PATIENCE);
      assertThat(theirs.apiKeys().list()).isEmpty();
    } finally {
      theirs.close();
      TestServer.execute(settings, "DROP OWNED BY " + user + "; DROP USER " + user);
    }
  }

  @Test
  void databaseIsMadeAnew_getsItsTablesAgain() throws Exception {
    stored();
    TestServer.execute(settings, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    awaitProblem(database);

    database.awaitReady(OpenDatabases.PATIENCE);
    stored();
  }

  /** Before the watch has noticed: the states in which the server refuses statements then. */
  @ParameterizedTest
  @CsvSource({
    "42501", "42P01", "42883", "3F000", "3D000", "28000", "28P01", "53100", "53200", "53300",
    "57P01", "57P02", "57P03", "57P05", "58030", "XX000", "XX001", "XX002", "F0000", "55000",
    "55006", "40001", "40P01", "25006"
  })
  void serverRefusesForReasonsOfItsOwn_isAnOutage(String sqlState) {
    TestServer.execute(
        settings,
        """
        CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          RAISE EXCEPTION USING ERRCODE = '%s';
        END
        $$;
        CREATE TRIGGER refuse BEFORE INSERT ON agent_submissions
        FOR EACH ROW EXECUTE FUNCTION refuse();
        """
            .replace("%s", sqlState));

    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(
            () ->
                database
                    .workloads()
                    .countAgentSubmission("192.0.2.1", LocalDate.of(2026, 11, 23), 1));
  }

  @Test
  void mistakeOfOurs_isNoOutageAndTellsNothingOfTheRow() {
    assertThatThrownBy(
            () ->
                database
                    .workloads()
                    .countAgentSubmission("secret \0", LocalDate.of(2026, 11, 23), 1))
        .isInstanceOf(RuntimeException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void rowThatTheServerRefuses_tellsNothingOfIt() throws Exception {
    Workload workload = stored();
    TestServer.execute(
        settings, "ALTER TABLE workloads ADD CHECK (notes IS DISTINCT FROM 'secret')");

    Workload noted =
        workload.changed(
            workload.updatedAt().plusSeconds(1),
            workload.status(),
            workload.spec().withLabels(Optional.of("secret"), Optional.empty()),
            new Estimation(workload.estimate(), workload.estimateWarnings()));

    assertThatThrownBy(() -> workloads.update(noted, Optional.empty()))
        .isInstanceOf(RuntimeException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void closed_callsFailAsAnOutage() {
    database.close();

    assertThatExceptionOfType(StorageException.class).isThrownBy(this::stored);
  }
}
