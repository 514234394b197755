package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Measurement.Boundary;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.port.OwnedWorkloads;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Databases and backups as every schema before this one left them. The dumps are those of pg_dump
 * 15 (--column-inserts, --no-owner) of five workloads of alice, one of them answered by an agent
 * and one pending, and one of nobody. They are never edited; a new schema gets a dump of the one
 * before.
 */
final class GoldenTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final Owner ALICE =
      Owner.user(UUID.fromString("a11ce000-0000-4000-8000-000000000001"));

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private static InputStream open(String name) {
    return GoldenTest.class.getResourceAsStream("golden/" + name);
  }

  private static void load(DatabaseSettings settings, String name) throws Exception {
    try (InputStream dump = open(name)) {
      TestServer.execute(settings, new String(dump.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static List<Workload> list(Database database, Owner owner) throws Exception {
    return database
        .workloads()
        .of(owner)
        .list(WorkloadFilter.ALL, new PageRequest(10, 0, Optional.empty()))
        .workloads();
  }

  private static Summary.Total total(Database database, Owner owner) throws Exception {
    return database
        .workloads()
        .of(owner)
        .summarize(
            new Summary.Request(
                Summary.GroupBy.STATUS, Optional.empty(), Optional.empty(), ZoneOffset.UTC))
        .total();
  }

  /** All of it is readable, and what is kept beside the rows agrees with them. */
  private static void assertIsWhole(Database database) throws Exception {
    OwnedWorkloads alices = database.workloads().of(ALICE);
    List<Workload> found = list(database, ALICE);
    assertThat(found)
        .extracting(Workload::createdAt)
        .containsExactly(
            NOON.plusSeconds(5),
            NOON.plusSeconds(3),
            NOON.plusSeconds(2),
            NOON.plusSeconds(1),
            NOON);
    Workload answered = found.get(4);
    assertThat(answered.agent().insights()).isPresent();
    assertThat(alices.find(answered.id())).contains(answered);
    assertThat(alices.history(answered.id()))
        .extracting(entry -> entry.event())
        .containsExactly(Event.SUBMITTED, Event.AGENT_REFINED);
    assertThat(found.get(1).agent().isPending()).isTrue();
    for (Workload workload : found) {
      assertSaysNoMoreThanBefore(workload);
    }
    assertThat(list(database, Owner.NOBODY)).hasSize(1);
    assertThat(database.apiKeys().find("bb".repeat(32)).orElseThrow().name())
        .isEqualTo("alice's laptop");
    for (int round = 0; round < 2; round++) {
      assertThat(total(database, ALICE).count()).isEqualTo(5);
      assertThat(total(database, ALICE).kwh())
          .isEqualTo(found.stream().mapToDouble(one -> one.estimate().kwh()).sum());
      assertThat(total(database, Owner.NOBODY).count()).isEqualTo(1);
      database.fold();
    }
  }

  /** Of the fields that came since, a row from before has what it measured, and no other. */
  private static void assertSaysNoMoreThanBefore(Workload workload) {
    WorkloadSpec spec = workload.spec();
    for (SpecField field : SpecField.values()) {
      switch (field) {
        case MEASURED_KWH -> {}
        case MEASURED_BOUNDARY ->
            assertThat(field.of(spec).isPresent())
                .isEqualTo(SpecField.MEASURED_KWH.of(spec).isPresent());
        default -> assertThat(field.of(spec)).as(field.code()).isEmpty();
      }
    }
    assertThat(spec.measurement().map(Measurement::boundary))
        .isIn(Optional.empty(), Optional.of(Boundary.UNKNOWN));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void open_databaseOfAnOlderRelease_isUpgradedAndWhole(int version) throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    load(settings, "schema-v" + version + ".sql");

    Database database = databases.ready(settings, Clock.systemUTC());

    assertIsWhole(database);
    database.purge();
    assertThat(
            TestServer.number(
                settings, "SELECT count(*) FROM pg_constraint WHERE NOT convalidated"))
        .as("rules whose old rows were not looked at")
        .isZero();
  }

  @Test
  void open_oldestReleaseOnTheOldestServer_isUpgradedAndWhole() throws Exception {
    DatabaseSettings settings = TestServer.emptyOldestDatabase();
    load(settings, "schema-v1.sql");

    assertIsWhole(databases.ready(settings, Clock.systemUTC()));
  }

  @Test
  void open_oneOldRowIsNoNumber_hidesNothingElse() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    load(settings, "schema-v4.sql");
    TestServer.execute(
        settings,
        """
        UPDATE workloads SET estimated_kwh = 'NaN', measured_kwh = 'Infinity', num_gpus = 2000000
        WHERE external_id = 'slurm-1';
        SELECT fold_workload_deltas(1000);
        """);

    Database database = databases.ready(settings, Clock.systemUTC());
    database.purge();

    assertThat(list(database, ALICE)).hasSize(4);
    assertThat(total(database, ALICE).count()).isEqualTo(4);
    database.fold();
    assertThat(total(database, ALICE).kwh())
        .isEqualTo(list(database, ALICE).stream().mapToDouble(one -> one.estimate().kwh()).sum());
    assertThat(
            TestServer.number(
                settings, "SELECT count(*) FROM pg_constraint WHERE NOT convalidated"))
        .as("workloads_rules")
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7})
  void restore_backupOfAnOlderRelease_isWhole(int version) throws Exception {
    Database database = databases.empty(Clock.systemUTC());

    database.restore(() -> open("v" + version + ".backup"), false);

    assertIsWhole(database);
  }

  /** A schema that people have must have a dump here before the next one is made. */
  @Test
  void everySchemaBeforeTheNewest_hasADump() {
    DatabaseSettings settings = TestServer.emptyDatabase();
    databases.ready(settings, Clock.systemUTC());
    long newest =
        TestServer.number(settings, "SELECT max(version::int) FROM aluminatiai_schema_history");

    for (long version = 1; version < newest; version++) {
      assertThat(open("schema-v" + version + ".sql")).as("of version " + version).isNotNull();
    }
    assertThat(open("v" + (newest - 1) + ".backup")).as("a backup of the last").isNotNull();
  }
}
