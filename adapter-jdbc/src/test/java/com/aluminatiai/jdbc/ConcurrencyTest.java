package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.next;
import static com.aluminatiai.workload.port.SampleWorkloads.pending;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static com.aluminatiai.workload.port.SampleWorkloads.withExternalId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two replicas on one database, and many threads on each. */
final class ConcurrencyTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final int THREADS = 8;
  private static final int ROUNDS = 25;

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final CyclicBarrier start = new CyclicBarrier(THREADS);
  private final Owner owner = Owner.user(UUID.randomUUID());
  private final DatabaseSettings settings = TestServer.emptySchema();
  private List<Database> replicas;

  @BeforeEach
  void open() {
    replicas =
        List.of(
            databases.ready(settings, Clock.systemUTC()),
            databases.ready(settings, Clock.systemUTC()));
  }

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** What a racing thread does on its replica. */
  private interface Racer<R> {
    R run(Database replica, int number) throws Exception;
  }

  private <R> List<R> race(Racer<R> racer) throws Exception {
    List<Callable<R>> racers = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int number = i;
      racers.add(
          () -> {
            start.await();
            return racer.run(replicas.get(number % 2), number);
          });
    }
    List<R> results = new ArrayList<>();
    for (Future<R> result : threads.invokeAll(racers)) {
      results.add(result.get());
    }
    return results;
  }

  private OwnedWorkloads workloads(Database replica) {
    return replica.workloads().of(owner);
  }

  private long count(String table) {
    return TestServer.number(settings, "SELECT count(*) FROM " + table);
  }

  private static List<UUID> used(List<Insertion> insertions) {
    return insertions.stream()
        .filter(Insertion.KeyUsed.class::isInstance)
        .map(insertion -> ((Insertion.KeyUsed) insertion).workloadId())
        .toList();
  }

  @Test
  void insert_racingWithOneKey_storesOneAndNamesItToTheOthers() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Optional<KeyUse> key =
          Optional.of(
              new KeyUse(new IdempotencyKey("key-" + round, "aa".repeat(32)), Optional.empty()));
      List<Workload> tried = Collections.synchronizedList(new ArrayList<>());

      List<Insertion> insertions =
          race(
              (replica, number) -> {
                Workload workload = plain(NOON);
                tried.add(workload);
                return workloads(replica).insert(workload, key, NOON);
              });

      assertThat(insertions).filteredOn(new Insertion.Inserted()::equals).hasSize(1);
      assertThat(used(insertions)).hasSize(THREADS - 1);
      UUID stored = used(insertions).get(0);
      assertThat(used(insertions)).containsOnly(stored);
      assertThat(tried).filteredOn(workload -> workload.id().equals(stored)).hasSize(1);
    }
    assertThat(count("workloads")).isEqualTo(ROUNDS);
    assertThat(count("workload_history")).isEqualTo(ROUNDS);
    assertThat(count("idempotency_keys")).isEqualTo(ROUNDS);
  }

  @Test
  void insert_racingWithOneKeyAndManyBodies_storesOneAndRefusesTheOthers() throws Exception {
    List<Insertion> insertions =
        race(
            (replica, number) ->
                workloads(replica)
                    .insert(
                        plain(NOON),
                        Optional.of(
                            new KeyUse(
                                new IdempotencyKey("key", ("a" + number).repeat(32)),
                                Optional.empty())),
                        NOON));

    assertThat(insertions).filteredOn(new Insertion.Inserted()::equals).hasSize(1);
    assertThat(insertions).filteredOn(new Insertion.KeyConflict()::equals).hasSize(THREADS - 1);
    assertThat(count("workloads")).isEqualTo(1);
  }

  @Test
  void insert_racingWithOneExternalId_storesOneAndReturnsItToTheOthers() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      String externalId = "slurm-" + round;
      boolean hasKeys = round % 2 == 1;

      List<Insertion> insertions =
          race(
              (replica, number) -> {
                Optional<KeyUse> key =
                    Optional.of(
                            new KeyUse(
                                new IdempotencyKey(externalId + number, "aa".repeat(32)),
                                Optional.empty()))
                        .filter(some -> hasKeys);
                return workloads(replica).insert(withExternalId(NOON, externalId), key, NOON);
              });

      assertThat(insertions).filteredOn(new Insertion.Inserted()::equals).hasSize(1);
      assertThat(insertions)
          .filteredOn(Insertion.AlreadyThere.class::isInstance)
          .hasSize(THREADS - 1);
    }
    assertThat(count("workloads")).isEqualTo(ROUNDS);
    assertThat(
            TestServer.number(
                settings,
                "SELECT count(*) FROM idempotency_keys WHERE workload_id IN"
                    + " (SELECT id FROM workloads)"))
        .isEqualTo(count("idempotency_keys"))
        .isEqualTo(ROUNDS / 2 * THREADS);
  }

  @Test
  void update_racing_losesNoChange() throws Exception {
    Workload workload = plain(NOON);
    workloads(replicas.get(0)).insert(workload, Optional.empty(), NOON);

    race(
        (replica, number) -> {
          for (int i = 0; i < ROUNDS; i++) {
            changeOnce(workloads(replica), workload.id());
          }
          return null;
        });

    int changes = THREADS * ROUNDS;
    OwnedWorkloads stored = workloads(replicas.get(0));
    assertThat(stored.find(workload.id()).orElseThrow().revision()).isEqualTo(1 + changes);
    assertThat(stored.history(workload.id())).hasSize(1 + changes);
  }

  private static void changeOnce(OwnedWorkloads workloads, UUID id) throws Exception {
    Workload next;
    do {
      next = next(workloads.find(id).orElseThrow(), Status.RUNNING);
    } while (!workloads.update(next, Optional.of(HistoryEntry.of(Event.UPDATED, next))));
  }

  @Test
  void delete_racingWithChanges_deletesWhatWasMeantAlone() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      Workload workload = plain(NOON);
      workloads(replicas.get(0)).insert(workload, Optional.empty(), NOON);
      Workload next = next(workload, Status.RUNNING);

      List<Boolean> done =
          race(
              (replica, number) ->
                  number < 2
                      ? workloads(replica).delete(workload.id(), 1)
                      : workloads(replica)
                          .update(next, Optional.of(HistoryEntry.of(Event.UPDATED, next))));

      // Whoever comes first is the only one who meant what is there.
      assertThat(done).containsOnlyOnce(true);
      boolean isDeleted = done.get(0) || done.get(1);
      assertThat(workloads(replicas.get(0)).find(workload.id()))
          .isEqualTo(isDeleted ? Optional.empty() : Optional.of(next));
      assertThat(workloads(replicas.get(0)).delete(workload.id(), 2)).isNotEqualTo(isDeleted);
    }
    assertThat(count("workloads")).isZero();
    assertThat(count("workload_history")).isZero();
  }

  @Test
  void claimPending_racing_givesEachToOne() throws Exception {
    int all = 40;
    for (int i = 0; i < all; i++) {
      workloads(replicas.get(0)).insert(pending(NOON), Optional.empty(), NOON);
    }

    List<List<UUID>> claimed =
        race(
            (replica, number) -> {
              List<UUID> mine = new ArrayList<>();
              Optional<PendingConversation> next;
              do {
                next = replica.workloads().claimPending(NOON, NOON.plusSeconds(60));
                next.ifPresent(conversation -> mine.add(conversation.workload().id()));
              } while (next.isPresent());
              return mine;
            });

    assertThat(claimed.stream().flatMap(List::stream).distinct()).hasSize(all);
    assertThat(claimed.stream().mapToInt(List::size).sum()).isEqualTo(all);
  }

  @Test
  void countAgentSubmission_racing_admitsExactlyTheLimit() throws Exception {
    List<Boolean> admitted =
        race(
            (replica, number) ->
                replica
                    .workloads()
                    .countAgentSubmission("192.0.2.1", LocalDate.of(2026, 11, 23), 5));

    assertThat(admitted).filteredOn(isAdmitted -> isAdmitted).hasSize(5);
  }

  @Test
  void idHeldByAnOpenTransaction_failsItsOwnRequestAlone() throws Exception {
    try (Connection other = TestServer.connect(settings);
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute(
          """
          INSERT INTO workloads (id, user_id, model_size_gb, num_gpus, gpu_type, duration_hours,
            estimated_kwh, estimated_carbon_kg, estimated_cost_usd, gpu_key, calculation_method,
            factors_version, estimate, external_id)
          VALUES (gen_random_uuid(), '%s', 1, 1, 'H100', 1, 1, 1, 1, 'H100', 'fallback', '', '{}', 'held')
          """
              .formatted(owner.userId().orElseThrow()));
      OwnedWorkloads workloads = replicas.get(0).workloads().of(owner);
      Future<Insertion> blocked =
          threads.submit(
              () -> workloads.insert(withExternalId(NOON, "held"), Optional.empty(), NOON));

      assertThat(workloads.insert(plain(NOON), Optional.empty(), NOON))
          .isInstanceOf(Insertion.Inserted.class);
      assertThatThrownBy(blocked::get).hasCauseInstanceOf(StorageException.class);

      other.rollback();
      assertThat(workloads.insert(withExternalId(NOON, "held"), Optional.empty(), NOON))
          .isInstanceOf(Insertion.Inserted.class);
    }
  }

  @Test
  void find_manyAtOnce_givesEachItsOwnAndNobodyAnothers() throws Exception {
    Owner other = Owner.user(UUID.randomUUID());
    List<Workload> ours = new ArrayList<>();
    List<Workload> theirs = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      ours.add(plain(NOON.plusSeconds(i)));
      theirs.add(plain(NOON.plusSeconds(i)));
      workloads(replicas.get(0)).insert(ours.get(i), Optional.empty(), NOON);
      replicas.get(0).workloads().of(other).insert(theirs.get(i), Optional.empty(), NOON);
    }

    List<Boolean> right =
        race(
            (replica, number) -> {
              OwnedWorkloads workloads = replica.workloads().of(number % 4 < 2 ? owner : other);
              List<Workload> own = number % 4 < 2 ? ours : theirs;
              List<Workload> foreign = number % 4 < 2 ? theirs : ours;
              boolean isRight = true;
              for (int i = 0; i < ROUNDS; i++) {
                isRight &= workloads.find(own.get(i).id()).equals(Optional.of(own.get(i)));
                isRight &= workloads.find(foreign.get(i).id()).isEmpty();
              }
              return isRight;
            });

    assertThat(right).containsOnly(true);
  }

  @Test
  void find_besideARowThatCannotBeRead_findsTheOthers() throws Exception {
    Workload broken = plain(NOON);
    Workload whole = plain(NOON.plusSeconds(1));
    workloads(replicas.get(0)).insert(broken, Optional.empty(), NOON);
    workloads(replicas.get(0)).insert(whole, Optional.empty(), NOON);
    TestServer.execute(
        settings, "UPDATE workloads SET estimate = '{}' WHERE id = '" + broken.id() + "'");
    OwnedWorkloads workloads = replicas.get(0).workloads().of(owner);

    List<Boolean> found =
        race(
            (replica, number) -> {
              if (number == 0) {
                assertThatThrownBy(() -> workloads.find(broken.id()))
                    .isInstanceOf(IllegalStateException.class);
                return true;
              }
              return workloads.find(whole.id()).equals(Optional.of(whole));
            });

    assertThat(found).containsOnly(true);
  }
}
