package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OutageTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final DatabaseSettings admin = TestServer.emptyDatabase();
  private final DatabaseSettings settings = TestServer.emptyDatabase();
  private Database database;
  private OwnedWorkloads workloads;

  @BeforeEach
  void open() {
    database = databases.ready(settings, Clock.systemUTC());
    workloads = database.workloads().of(Owner.user(UUID.randomUUID()));
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

  @Test
  void connectionKilledInTheMiddle_failsAsAnOutageAndStoresNothing() throws Exception {
    Workload workload = plain(NOON);
    try (Connection other = TestServer.connect(settings);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("LOCK TABLE workloads IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<Void> insertion =
          CompletableFuture.runAsync(
              () -> {
                try {
                  workloads.insert(workload, Optional.empty(), NOON);
                } catch (StorageException e) {
                  throw new IllegalStateException(e);
                }
              });
      long waiting = 0;
      while (waiting == 0) {
        waiting =
            TestServer.number(
                admin,
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '"
                    + name()
                    + "' AND wait_event_type = 'Lock'");
      }

      assertThatThrownBy(insertion::get)
          .isInstanceOf(ExecutionException.class)
          .hasRootCauseInstanceOf(org.postgresql.util.PSQLException.class)
          .cause()
          .hasCauseInstanceOf(StorageException.class);
      other.rollback();
    }
    storedAtLast();
    assertThat(workloads.find(workload.id())).isEmpty();
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

  @Test
  void mistakeOfOurs_isNoOutage() {
    assertThatThrownBy(
            () ->
                database
                    .workloads()
                    .countAgentSubmission("a NUL: \0", LocalDate.of(2026, 11, 23), 1))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  void closed_callsFailAsAnOutage() {
    database.close();

    assertThatExceptionOfType(StorageException.class).isThrownBy(this::stored);
  }
}
