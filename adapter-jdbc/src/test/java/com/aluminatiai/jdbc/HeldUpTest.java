package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.inProject;
import static com.aluminatiai.workload.port.SampleWorkloads.next;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static com.aluminatiai.workload.port.SampleWorkloads.withExternalId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.RateLimit;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.BulkWorkloads.Intake;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others hold is waited for by those who need it, not long, and by nobody else. */
final class HeldUpTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int MANY = 20;

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final ExecutorService threads = Executors.newFixedThreadPool(MANY);
  private final UUID user = UUID.randomUUID();
  private final DatabaseSettings settings = TestServer.emptyDatabase();
  private Database database;
  private OwnedWorkloads workloads;
  private Connection other;

  @BeforeEach
  void open() throws SQLException {
    database = databases.ready(settings, Clock.systemUTC());
    workloads = database.workloads().of(Owner.user(user));
    other = TestServer.connect(settings);
    other.setAutoCommit(false);
  }

  @AfterEach
  void close() throws SQLException {
    threads.shutdownNow();
    other.close();
  }

  /** Does something in a transaction that stays open. */
  private void hold(String sql) throws SQLException {
    try (Statement statement = other.createStatement()) {
      statement.execute(sql);
    }
  }

  private void holdExternalIds() throws SQLException {
    hold(
        """
        INSERT INTO workloads (id, user_id, model_size_gb, num_gpus, gpu_type, duration_hours,
          estimated_kwh, estimated_carbon_kg, estimated_cost_usd, gpu_key, calculation_method,
          factors_version, estimate, external_id)
        SELECT gen_random_uuid(), '%s', 1, 1, 'H100', 1, 1, 1, 1, 'H100', 'fallback', '', '{}',
          'held ' || i FROM generate_series(1, 20) AS i
        """
            .formatted(user));
  }

  private Insertion insert(Workload workload) throws StorageException {
    return workloads.insert(workload, Optional.empty(), NOON);
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatExceptionOfType(StorageException.class)
        .isThrownBy(call)
        .matches(StorageException::isOverCapacity);
  }

  @Test
  void externalIdsHeldByAnOpenTransaction_holdUpNobodyElse() throws Exception {
    holdExternalIds();
    List<Future<Insertion>> heldUp = new ArrayList<>();
    for (int i = 1; i <= MANY; i++) {
      Workload workload = withExternalId(NOON, "held " + i);
      heldUp.add(threads.submit(() -> insert(workload)));
    }
    TestServer.awaitWaiting(settings, 1);

    for (int i = 0; i < 3; i++) {
      assertThat(insert(plain(NOON))).isEqualTo(new Insertion.Inserted());
    }

    assertThat(heldUp).noneMatch(Future::isDone);
    for (Future<Insertion> insertion : heldUp) {
      assertThatThrownBy(insertion::get).hasCauseInstanceOf(StorageException.class);
    }
    other.rollback();
    assertThat(insert(withExternalId(NOON, "held 1"))).isEqualTo(new Insertion.Inserted());
  }

  @Test
  void externalIdOfATransactionThatEnds_isFoundThere() throws Exception {
    Workload first = withExternalId(NOON, "mine");
    insert(first);
    hold("UPDATE workloads SET external_id = 'held' WHERE external_id = 'mine'");
    Future<Insertion> heldUp = threads.submit(() -> insert(withExternalId(NOON, "held")));
    TestServer.awaitWaiting(settings, 1);

    other.commit();

    assertThat(heldUp.get()).isInstanceOf(Insertion.AlreadyThere.class);
  }

  @Test
  void openAtomicImport_keepsNoTransactionOpen() throws Exception {
    try (Intake intake = database.bulkWorkloads().intake(Owner.user(user), true)) {
      intake.add(List.of(withExternalId(NOON, "job")));

      assertThat(
              TestServer.number(
                  settings,
                  "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                      + " AND application_name = 'aluminatiai' AND xact_start IS NOT NULL"
                      + " AND state LIKE 'idle in%'"))
          .isZero();
      intake.commit();
    }
    assertThat(TestServer.number(settings, "SELECT count(*) FROM workload_history")).isEqualTo(1);
  }

  @Test
  void tableLockedAsCreateIndexDoes_writesAreRefusedAndReadinessSaysSo() throws Exception {
    Workload stored = inProject(NOON, "project");
    insert(stored);
    hold("LOCK TABLE workloads IN SHARE MODE");

    assertRefused(() -> insert(plain(NOON)));
    while (database.isReady()) {
      Thread.onSpinWait();
    }
    assertRefused(() -> insert(plain(NOON)));
    assertRefused(() -> insert(withExternalId(NOON, "job")));
    Workload changed = next(stored, Status.RUNNING);
    assertRefused(
        () -> workloads.update(changed, Optional.of(HistoryEntry.of(Event.UPDATED, changed))));
    assertRefused(() -> workloads.delete(stored.id(), stored.revision()));
    assertRefused(() -> workloads.deleteProject("project"));
    assertRefused(() -> database.apiKeys().adoptUnowned(user));
    assertRefused(() -> database.bulkWorkloads().intake(Owner.user(user), false));
    assertThat(workloads.find(stored.id())).contains(stored);

    other.rollback();
    assertThat(insert(plain(NOON))).isEqualTo(new Insertion.Inserted());
    while (!database.isReady()) {
      Thread.onSpinWait();
    }
    assertThat(database.bulkWorkloads()).isNotNull();
  }

  /** It is refused as it begins, before its file is read; the watch has not seen the lock yet. */
  @ParameterizedTest
  @CsvSource({
    "workloads, true",
    "workloads, false",
    "workload_history, true",
    "workload_deltas, false"
  })
  void tableLockedAsCreateIndexDoes_importsAreRefusedAsTheyBegin(String table, boolean isAtomic)
      throws Exception {
    hold("LOCK TABLE " + table + " IN SHARE MODE");

    assertRefused(() -> database.bulkWorkloads().intake(Owner.user(user), isAtomic));

    other.rollback();
    while (!database.isReady()) {
      Thread.onSpinWait();
    }
    try (Intake intake = database.bulkWorkloads().intake(Owner.user(user), isAtomic)) {
      intake.add(List.of(plain(NOON)));
      intake.commit();
    }
    assertThat(TestServer.number(settings, "SELECT count(*) FROM workloads")).isEqualTo(1);
  }

  @Test
  void tableLockedForEverybody_readsAreRefused() throws Exception {
    Workload stored = plain(NOON);
    insert(stored);
    hold("LOCK TABLE workloads, api_keys, token_buckets IN ACCESS EXCLUSIVE MODE");

    assertRefused(() -> workloads.find(stored.id()));
    assertRefused(() -> workloads.history(stored.id()));
    assertRefused(() -> workloads.list(WorkloadFilter.ALL, firstPage(0)));
    assertRefused(() -> database.apiKeys().find("aa"));
    assertRefused(
        () ->
            database
                .tokenBuckets()
                .borrow("somebody", new RateLimit(100, Duration.ofMinutes(1)), 1, NOON));
  }

  private static PageRequest firstPage(long offset) {
    return new PageRequest(10, offset, Optional.empty());
  }

  @Test
  void dearReads_leaveConnectionsToOthers() throws Exception {
    hold("LOCK TABLE workload_totals IN ACCESS EXCLUSIVE MODE");
    List<Future<Summary>> summaries = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      summaries.add(threads.submit(() -> workloads.summarize(everything())));
    }
    TestServer.awaitWaiting(settings, 1);

    long most = 0;
    while (!summaries.get(0).isDone()) {
      assertThat(insert(plain(NOON))).isEqualTo(new Insertion.Inserted());
      most = Math.max(most, TestServer.waiting(settings));
    }

    // A quarter of ten connections, and what folds the totals.
    assertThat(most).isBetween(1L, 3L);
    for (Future<Summary> summary : summaries) {
      assertThatThrownBy(summary::get).hasCauseInstanceOf(StorageException.class);
    }
  }

  private static Summary.Request everything() {
    return new Summary.Request(
        Summary.GroupBy.PROJECT, Optional.empty(), Optional.empty(), ZoneOffset.UTC);
  }

  @Test
  void busyPool_leavesRequestsToBeCounted() throws Exception {
    Database small =
        databases.ready(
            new DatabaseSettings(settings.jdbcUrl(), settings.user(), settings.password(), 1),
            Clock.systemUTC());
    hold("LOCK TABLE workload_history IN ACCESS EXCLUSIVE MODE");
    Future<List<HistoryEntry>> busy =
        threads.submit(() -> small.workloads().of(Owner.user(user)).history(UUID.randomUUID()));
    TestServer.awaitWaiting(settings, 1);

    assertThat(
            small
                .tokenBuckets()
                .borrow("somebody", new RateLimit(100, Duration.ofMinutes(1)), 1, NOON)
                .isEmpty())
        .isFalse();

    assertThat(busy.isDone()).isFalse();
  }
}
