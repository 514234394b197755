package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.Migrations;
import com.aluminatiai.jdbc.connection.Migrations.UnusableDatabaseException;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.SampleWorkloads;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class MigrationsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private static void assertWorks(Database database) throws StorageException {
    Workload workload = SampleWorkloads.full(NOON);
    database.workloads().of(Owner.NOBODY).insert(workload, Optional.empty(), NOON);
    assertThat(database.workloads().of(Owner.NOBODY).find(workload.id())).contains(workload);
  }

  /** Returns why it does not get ready, once that is known. */
  private static String problemOf(Database database) throws InterruptedException {
    while (true) {
      try {
        database.awaitReady(Duration.ZERO);
        throw new AssertionError("it is ready");
      } catch (StorageException e) {
        if (!e.getMessage().equals(Connections.NOT_CONNECTED)) {
          return e.getMessage();
        }
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void open_severalReplicasAtOnce_allGetReadyAndMigrateOnce() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    Database[] replicas = new Database[6];
    for (int i = 0; i < replicas.length; i++) {
      replicas[i] = databases.open(settings, Clock.systemUTC());
    }

    for (Database replica : replicas) {
      replica.awaitReady(OpenDatabases.PATIENCE);
      assertWorks(replica);
    }
    assertThat(
            TestServer.number(
                settings, "SELECT count(*) FROM aluminatiai_schema_history WHERE version = '1'"))
        .isEqualTo(1);
  }

  @Test
  void open_again_changesNothing() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    assertWorks(databases.ready(settings, Clock.systemUTC()));

    assertWorks(databases.ready(settings, Clock.systemUTC()));

    assertThat(TestServer.number(settings, "SELECT count(*) FROM workloads")).isEqualTo(2);
  }

  /** Whoever has data has run them: one that is edited since makes every start of theirs fail. */
  @Test
  void migrationsThatPeopleHaveRun_areNeverEdited() {
    DatabaseSettings settings = TestServer.emptyDatabase();
    databases.ready(settings, Clock.systemUTC());

    String checksum = "SELECT checksum FROM aluminatiai_schema_history WHERE version = '%d'";
    assertThat(TestServer.number(settings, String.format(Locale.ROOT, checksum, 1)))
        .isEqualTo(-2024503314);
    assertThat(TestServer.number(settings, String.format(Locale.ROOT, checksum, 2)))
        .isEqualTo(-567018637);
  }

  @Test
  void isUpToDate_holdsWhereExactlyOurMigrationsAreApplied() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    try (Connection connection = TestServer.connect(settings)) {
      assertThat(Migrations.isUpToDate(connection)).as("empty").isFalse();

      databases.ready(settings, Clock.systemUTC());
      assertThat(Migrations.isUpToDate(connection)).as("keep FILES up to date").isTrue();

      TestServer.execute(settings, "CREATE SCHEMA first");
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET search_path = first, public");
        assertThat(Migrations.isUpToDate(connection)).as("in another schema").isFalse();
        statement.execute("RESET search_path");
      }
      TestServer.execute(settings, "UPDATE aluminatiai_schema_history SET success = false");
      assertThat(Migrations.isUpToDate(connection)).as("failed").isFalse();
    }
  }

  @Test
  void open_databaseOfANewerRelease_isRefusedAndLeftAsItIs() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    databases.ready(settings, Clock.systemUTC()).close();
    TestServer.execute(
        settings,
        """
        INSERT INTO aluminatiai_schema_history
        SELECT 100, '98', 'of the future', type, 'V98__future.sql', 1, installed_by, installed_on, 1, true
        FROM aluminatiai_schema_history WHERE version = '1'
        """);

    Database old = databases.open(settings, Clock.systemUTC());

    assertThat(problemOf(old))
        .startsWith("the database's schema is that of a newer release: it has version 98, and this")
        .endsWith("start the newer release")
        .doesNotContain("\n");
    assertThat(old.awaitRefusal(Duration.ofSeconds(30))).contains(problemOf(old));
    assertThatExceptionOfType(StorageException.class).isThrownBy(() -> old.apiKeys().list());
  }

  @Test
  void open_databaseThatCannotHoldEveryText_isRefused() throws Exception {
    DatabaseSettings settings =
        TestServer.emptyDatabase("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");

    Database database = databases.open(settings, Clock.systemUTC());

    assertThat(problemOf(database))
        .isEqualTo(
            "the database's encoding is LATIN1, which cannot hold every text: create it with"
                + " ENCODING 'UTF8' TEMPLATE template0");
    assertThat(database.awaitRefusal(Duration.ofSeconds(30))).contains(problemOf(database));
    assertThat(
            TestServer.number(
                settings, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
        .isZero();
  }

  @Test
  void open_otherPeoplesTablesAreThere_leavesThemAlone() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    TestServer.execute(settings, "CREATE TABLE flyway_schema_history (other int)");
    TestServer.execute(settings, "CREATE TABLE theirs AS SELECT 42 AS answer");

    assertWorks(databases.ready(settings, Clock.systemUTC()));

    assertThat(TestServer.number(settings, "SELECT answer FROM theirs")).isEqualTo(42);
    assertThat(TestServer.number(settings, "SELECT count(*) FROM flyway_schema_history")).isZero();
  }

  @Test
  void open_somebodyElsesWorkloadsAreThere_saysSoAndTouchesNothing() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    TestServer.execute(settings, "CREATE TABLE workloads AS SELECT 42 AS answer");
    Database database = databases.open(settings, Clock.systemUTC());

    assertThat(problemOf(database))
        .contains("schema cannot be brought up to date")
        .contains("relation \"workloads\" already exists")
        .contains("give this program a schema of its own");
    assertThat(TestServer.number(settings, "SELECT answer FROM workloads")).isEqualTo(42);
  }

  @Test
  void open_userWhoMayNotCreateTables_saysSo() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    String name = settings.jdbcUrl().replaceFirst("^.*/([^/?]+).*$", "$1");
    TestServer.execute(settings, "CREATE USER poor_" + name + " PASSWORD 'poor'");
    DatabaseSettings poor = new DatabaseSettings(settings.jdbcUrl(), "poor_" + name, "poor", 1);
    Database database = databases.open(poor, Clock.systemUTC());

    assertThat(problemOf(database)).contains("permission denied for schema public");
    TestServer.execute(settings, "DROP USER poor_" + name);
  }

  @Test
  void open_defaultSchemaIsNotPublic_usesIt() throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    TestServer.execute(settings, "CREATE SCHEMA ours");
    TestServer.execute(
        settings,
        "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || ' SET search_path = ours';"
            + " END $$");

    assertWorks(databases.ready(settings, Clock.systemUTC()));

    assertThat(TestServer.number(settings, "SELECT count(*) FROM ours.workloads")).isEqualTo(1);
  }

  @Test
  void checkVersion_olderThan15_isRefused() {
    Migrations.checkVersion(150_000);
    Migrations.checkVersion(180_006);

    assertThatExceptionOfType(UnusableDatabaseException.class)
        .isThrownBy(() -> Migrations.checkVersion(140_019))
        .withMessage("PostgreSQL 14 is too old: 15 or newer is needed");
  }

  @Test
  void originalTable_keepsItsColumnsAndTypes() {
    DatabaseSettings settings = TestServer.emptyDatabase();
    databases.ready(settings, Clock.systemUTC());

    TestServer.execute(
        settings,
        """
        INSERT INTO workloads (id, user_id, model_size_gb, num_gpus, gpu_type, duration_hours,
          utilization_pct, estimated_kwh, estimated_carbon_kg, estimated_cost_usd, status, notes,
          updated_at, used_smart_agent, agent_confidence, agent_reasoning,
          gpu_key, calculation_method, factors_version, estimate)
        VALUES (gen_random_uuid(), NULL, 70, 8, 'H100', 72, 85, 445.536, 178.2144, 66.8304,
          'submitted', NULL, now(), false, NULL, '[]', 'H100', 'fallback', '1', '{}')
        """);
    assertThat(
            TestServer.number(
                settings,
                """
                SELECT count(*) FROM information_schema.columns
                WHERE table_name = 'workloads' AND (column_name, data_type) IN (
                  ('id', 'uuid'), ('created_at', 'timestamp with time zone'), ('user_id', 'uuid'),
                  ('model_size_gb', 'double precision'), ('num_gpus', 'integer'),
                  ('gpu_type', 'text'), ('duration_hours', 'double precision'),
                  ('utilization_pct', 'double precision'), ('estimated_kwh', 'double precision'),
                  ('estimated_carbon_kg', 'double precision'),
                  ('estimated_cost_usd', 'double precision'), ('status', 'text'),
                  ('notes', 'text'), ('updated_at', 'timestamp with time zone'),
                  ('used_smart_agent', 'boolean'), ('agent_confidence', 'double precision'),
                  ('agent_reasoning', 'jsonb'))
                """))
        .isEqualTo(17);
  }
}
