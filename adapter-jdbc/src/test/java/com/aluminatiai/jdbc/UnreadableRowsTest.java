package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.answered;
import static com.aluminatiai.workload.port.SampleWorkloads.full;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.jdbc.backup.BackupException;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.OwnedWorkloads;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that break what records promise: in an old database, by hand and in a backup. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UnreadableRowsTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  /** Forms that the database's own rules know. */
  private static final String RULES =
      """
      created_at = 'infinity'
      created_at = '-infinity'
      updated_at = 'infinity'
      updated_at = '1969-12-31'
      revision = 0
      status = 'secret'
      model_size_gb = -1
      model_size_gb = 'NaN'
      model_size_gb = 'Infinity'
      num_gpus = 0
      num_gpus = 1000001
      gpu_type = ''
      gpu_type = ' '
      gpu_type = repeat('secret', 20)
      duration_hours = 'NaN'
      duration_hours = 1000001
      utilization_pct = 101, utilization_stated = true
      utilization_pct = 'NaN', utilization_stated = true
      method = 'agent'
      method = 'secret'
      workload_type = 'secret'
      region = repeat('secret', 20)
      pue = 0.9
      pue = 'NaN'
      grid_kg_per_kwh = -1
      usd_per_kwh = 101
      notes = repeat('secret', 2000)
      project = ''
      project = repeat('secret', 20)
      external_id = ' '
      external_id = repeat('secret', 40)
      started_at = '1969-12-31'
      started_at = 'infinity'
      measured_kwh = -1
      measured_kwh = 'NaN'
      measured_kwh = 'Infinity'
      measured_boundary = 'secret'
      measured_kwh = NULL
      gpu_fraction = 0
      gpu_fraction = 1.001
      gpu_fraction = 'NaN'
      gpu_watts = -1
      gpu_watts = 'NaN'
      power_limit_watts = 0.9
      power_limit_watts = 100000.1
      gpus_per_node = 0
      gpus_per_node = 1025
      gpus_per_node = 99999999999
      host_watts_per_gpu = 'Infinity'
      usd_per_gpu_hour = 10000.1
      model = ' '
      model = repeat('secret', 40)
      hosting = 'secret'
      heartbeat_seconds = 9
      heartbeat_seconds = 86401
      site = ''
      site = repeat('secret', 20)
      market_kg_per_kwh = 5.1
      training_tokens = 0
      output_tokens = 1000000000000001
      input_tokens = -1
      requests = 0
      parameters_b = 0
      parameters_b = 'NaN'
      active_parameters_b = 1000000
      mfu = 0
      mfu = 1.1
      concurrency = 0
      tokens_per_second = 'Infinity'
      bits = 65
      ended_at = started_at
      ended_at = 'infinity'
      estimated_kwh = -1
      estimated_kwh = 'NaN'
      estimated_carbon_kg = 'Infinity'
      estimated_cost_usd = '-Infinity'
      calculation_method = 'secret'
      estimate = '[]'
      estimate = '"secret"'
      warnings = '{"secret": "secret"}'
      agent_status = 'secret'
      agent_status = 'failed'
      agent_status = 'failed', agent_failure = 'secret'
      agent_failure = 'timeout'
      agent_confidence = 2
      agent_confidence = 'NaN'
      agent_chosen = '["secret"]'
      agent_reasoning = '"secret"'
      agent_optimizations = '{}'
      agent_questions = '5'
      """;

  /** Forms inside documents, which only a reader sees. */
  private static final String DOCUMENTS =
      """
      estimated_kwh = 1e300
      estimated_carbon_kg = 1.1e18
      estimated_cost_usd = 1e300
      gpu_type = U&'\\200B\\00A0'
      model = U&'\\200B\\00A0'
      site = U&'\\200B\\00A0'
      estimate = '{}'
      estimate = '{"assumptions": []}'
      estimate = jsonb_set(estimate::jsonb, '{assumptions,gpu}', 'null')::json
      estimate = jsonb_set(estimate::jsonb, '{assumptions,gpu_id}', '5')::json
      estimate = jsonb_set(estimate::jsonb, '{assumptions,pue}', '"secret"')::json
      estimate = '{"assumptions": {"gpu": "x", "gpu_id": "x", "gpu_watts": 1e999, "utilization_pct": 1, "pue": 1, "grid_kg_per_kwh": 1, "usd_per_kwh": 1}}'
      estimate = jsonb_set(estimate::jsonb, '{embodied_kg}', '[3, 2, 1]')::json
      estimate = jsonb_set(estimate::jsonb, '{water_l}', '[1, 2]')::json
      estimate = jsonb_set(estimate::jsonb, '{calibrated,kwh}', '[1, 2, 1e308]')::json
      estimate = jsonb_set(estimate::jsonb, '{calibrated}', '{}')::json
      estimate = jsonb_set(estimate::jsonb, '{calibrated,kwh}', '[-1, 2, 3]')::json
      warnings = '[5]'
      agent_chosen = '{"pue": 3}'
      agent_chosen = '{"utilization_pct": "secret"}'
      agent_chosen = '{"workload_type": "secret"}'
      agent_chosen = '{"gpus_per_node": 1e99}'
      agent_chosen = '{"region": 5}'
      agent_optimizations = '[1]'
      agent_optimizations = '["1","2","3","4","5","6","7","8","9","10","11"]'
      agent_optimizations = to_jsonb(ARRAY[repeat('secret', 60)])
      agent_reasoning = '[null]'
      agent_questions = '[{}]'
      """;

  private final Owner owner = Owner.user(UUID.randomUUID());
  private DatabaseSettings oldSettings;
  private DatabaseSettings newSettings;
  private SharedDatabase old;
  private SharedDatabase fresh;
  private Database intact;
  private List<Workload> kept;

  static List<String> all() {
    return (RULES + DOCUMENTS).lines().toList();
  }

  @BeforeAll
  void open() throws Exception {
    oldSettings = TestServer.emptyDatabase();
    newSettings = TestServer.emptyDatabase();
    SharedDatabase.of(oldSettings).close();
    fresh = SharedDatabase.of(newSettings);
    intact = fresh.emptied(Clock.systemUTC());
    kept = stored(intact);
    TestServer.execute(
        oldSettings,
        """
        DO $$
        DECLARE
          rule record;
        BEGIN
          FOR rule IN SELECT conrelid::regclass AS name, conname FROM pg_constraint WHERE contype = 'c'
            AND connamespace = current_schema()::regnamespace
          LOOP
            EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', rule.name, rule.conname);
          END LOOP;
        END
        $$
        """);
    old = SharedDatabase.of(oldSettings);
  }

  @AfterAll
  void close() {
    old.close();
    fresh.close();
  }

  /** Stores three workloads, the second of which has everything that a row can have. */
  private List<Workload> stored(Database database) throws Exception {
    OwnedWorkloads workloads = database.workloads().of(owner);
    Workload first = plain(NOON);
    Workload second = full(NOON.plusSeconds(1));
    Workload third = plain(NOON.plusSeconds(2));
    for (Workload workload : List.of(first, second, third)) {
      workloads.insert(workload, Optional.empty(), NOON);
    }
    Workload answer = answered(second);
    workloads.update(
        answer, Optional.of(HistoryEntry.of(HistoryEntry.Event.AGENT_REFINED, answer)));
    return List.of(first, answer, third);
  }

  private static String update(Workload workload, String form) {
    return "UPDATE workloads SET " + form + " WHERE id = '" + workload.id() + "'";
  }

  private static ByteArrayOutputStream backup(Database database) throws Exception {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    database.backup(file);
    return file;
  }

  private static void restore(Database database, ByteArrayOutputStream file) throws Exception {
    database.restore(() -> new ByteArrayInputStream(file.toByteArray()), true);
  }

  private Page page(Database database, int limit, Optional<UUID> after) throws Exception {
    return database
        .workloads()
        .of(owner)
        .list(WorkloadFilter.ALL, new PageRequest(limit, 0, after));
  }

  @ParameterizedTest
  @MethodSource("all")
  void aRowThatBreaksARule_hidesNothingElseIsNotRestoredAndCanBeDeleted(String form)
      throws Exception {
    Database database = old.emptied(Clock.systemUTC());
    List<Workload> workloads = stored(database);
    Workload first = workloads.get(0);
    Workload bad = workloads.get(1);
    Workload third = workloads.get(2);
    TestServer.execute(oldSettings, update(bad, form));
    OwnedWorkloads mine = database.workloads().of(owner);

    assertThat(page(database, 10, Optional.empty()).workloads()).containsExactly(third, first);
    Page one = page(database, 2, Optional.empty());
    assertThat(one.workloads()).containsExactly(third);
    assertThat(page(database, 2, one.next()).workloads()).containsExactly(first);
    List<UUID> exported = new ArrayList<>();
    database
        .bulkWorkloads()
        .export(owner, WorkloadFilter.ALL, workload -> exported.add(workload.id()));
    assertThat(exported).contains(first.id(), third.id());
    assertThat(mine.find(first.id())).contains(first);
    assertThatThrownBy(() -> mine.find(bad.id()))
        .hasStackTraceContaining("workload " + bad.id() + " cannot be read: ")
        .satisfies(failure -> assertThat(allMessages(failure)).doesNotContain("secret"));
    summarize(mine, Summary.GroupBy.DAY);
    summarize(mine, Summary.GroupBy.PROJECT);
    database.fold();
    summarize(mine, Summary.GroupBy.DAY);
    assertRefused(backup(database), "rule");
    long revision = mine.revision(bad.id()).orElseThrow();
    assertThat(mine.delete(bad.id(), revision)).isTrue();
    assertThat(
            summarize(mine, Summary.GroupBy.GPU_TYPE).total().kwh()
                + summarize(mine, Summary.GroupBy.DAY).total().kwh())
        .isEqualTo(4 * first.estimate().kwh());
  }

  private static Summary summarize(OwnedWorkloads workloads, Summary.GroupBy groupBy)
      throws Exception {
    return workloads.summarize(
        new Summary.Request(
            groupBy, Optional.empty(), Optional.empty(), ZoneId.of("Asia/Kolkata")));
  }

  /** 1e308 twice is more than any double but infinity, and no JSON number. */
  @Test
  void figuresWhoseSumIsNoDouble_leaveTotalsReadableAndGoWithTheirRows() throws Exception {
    Database database = old.emptied(Clock.systemUTC());
    List<Workload> workloads = stored(database);
    OwnedWorkloads mine = database.workloads().of(owner);
    List<Workload> submitted = List.of(workloads.get(0), workloads.get(2));
    for (Workload bad : submitted) {
      TestServer.execute(
          oldSettings,
          update(
              bad,
              "estimated_kwh = 1e308, estimated_carbon_kg = 1e308, estimated_cost_usd = 1e308"));
    }

    for (int i = 0; i < 2; i++) {
      for (Summary.GroupBy groupBy : Summary.GroupBy.values()) {
        Summary.Total total = summarize(mine, groupBy).total();
        assertThat(total.count()).isEqualTo(3);
        assertThat(List.of(total.kwh(), total.carbonKg(), total.costUsd()))
            .as("%s", groupBy)
            .containsOnly(Double.MAX_VALUE);
      }
      database.fold();
    }
    for (Workload bad : submitted) {
      assertThat(mine.delete(bad.id(), mine.revision(bad.id()).orElseThrow())).isTrue();
    }
    assertThat(summarize(mine, Summary.GroupBy.DAY).total().kwh())
        .isCloseTo(workloads.get(1).estimate().kwh(), within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kwh_per_hour = 1e308",
        "carbon_kg_per_hour = 'NaN'",
        "cost_usd_per_hour = 'Infinity'",
        "kwh_per_hour = -1",
        "meter_kwh = 'NaN'",
        "meter_kwh = 1e308"
      })
  void signsOfAnImpossibleRate_leaveTheStoredFiguresInTheTotals(String form) throws Exception {
    Database database = old.emptied(Clock.systemUTC());
    OwnedWorkloads mine = database.workloads().of(owner);
    Workload running = full(NOON);
    Workload other = plain(NOON.plusSeconds(1));
    mine.insert(running, Optional.empty(), NOON);
    mine.insert(other, Optional.empty(), NOON);
    TestServer.execute(oldSettings, "UPDATE workload_signs SET " + form);

    for (Summary.GroupBy groupBy : Summary.GroupBy.values()) {
      assertThat(summarize(mine, groupBy).total().kwh())
          .isEqualTo(running.estimate().kwh() + other.estimate().kwh());
    }
    assertThat(page(database, 10, Optional.empty()).workloads()).containsExactly(other);
    assertRefused(backup(database), "rule");
  }

  private static String allMessages(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append(' ');
    }
    return all.toString();
  }

  @Test
  void byHand_aRowThatBreaksARule_isRefused() {
    for (String form : RULES.lines().toList()) {
      assertThatThrownBy(() -> TestServer.execute(newSettings, update(kept.get(1), form)))
          .as(form)
          .hasStackTraceContaining("violates check constraint");
    }
  }

  private void assertRefused(ByteArrayOutputStream file, String why) throws Exception {
    assertThat(catchThrowable(() -> restore(intact, file)))
        .isInstanceOf(BackupException.class)
        .message()
        .startsWith("the backup ")
        .contains(why)
        .doesNotContain("\n", "secret");
    assertThat(page(intact, 10, Optional.empty()).workloads()).containsAll(kept).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE workload_history SET revision = -revision",
        "UPDATE workload_history SET recorded_at = 'infinity'",
        "UPDATE workload_history SET event = 'secret'",
        "UPDATE workload_history SET status = 'secret'",
        "UPDATE workload_history SET kwh = 'NaN'",
        "UPDATE workload_history SET kwh = 1e308",
        "UPDATE workload_history SET carbon_kg = -1",
        "UPDATE workload_history SET cost_usd = 'Infinity'",
        "UPDATE workload_history SET method = 'secret'",
        "INSERT INTO idempotency_keys VALUES (gen_random_uuid(), '', 'x', gen_random_uuid(), now())",
        "INSERT INTO idempotency_keys VALUES (gen_random_uuid(), 'ä', 'x', gen_random_uuid(), now())",
        "INSERT INTO idempotency_keys"
            + " VALUES (gen_random_uuid(), repeat('k', 256), 'x', gen_random_uuid(), now())",
        "INSERT INTO idempotency_keys"
            + " VALUES (gen_random_uuid(), 'k', 'x', gen_random_uuid(), 'infinity')",
        "INSERT INTO idempotency_keys"
            + " VALUES (gen_random_uuid(), 'k', 'x', gen_random_uuid(), now(), 500, '{}')",
        "INSERT INTO idempotency_keys"
            + " VALUES (gen_random_uuid(), 'k', 'x', gen_random_uuid(), now(), 200)",
        "INSERT INTO agent_submissions VALUES ('secret', '2026-11-23', -1)",
        "INSERT INTO api_keys VALUES (gen_random_uuid(), 'n', gen_random_uuid(), 'x', 'infinity')",
        "INSERT INTO api_keys"
            + " VALUES (gen_random_uuid(), 'n', gen_random_uuid(), 'x', now(), '-infinity')",
        "INSERT INTO api_keys"
            + " VALUES (gen_random_uuid(), 'n', '00000000-0000-0000-0000-000000000000', 'x', now())",
        "INSERT INTO token_buckets VALUES ('secret', 1, -1)"
      })
  void restore_aRowOfAnotherTableThatBreaksARule_isRefusedInOneLine(String sql) throws Exception {
    Database database = old.emptied(Clock.systemUTC());
    stored(database);
    TestServer.execute(oldSettings, sql);

    assertRefused(backup(database), "rule");
  }

  @ParameterizedTest
  @CsvSource({
    "workloads, num_gpus TYPE text USING 'secret', 'table workloads, line 1, column num_gpus'",
    "workloads, num_gpus TYPE text USING '99999999999', 'table workloads, line 1, column num_gpus'",
    "workloads, estimate TYPE text USING '{secret', 'table workloads, line 1, column estimate'",
    "workload_history, kwh TYPE text USING 'secret', 'line 1, column kwh'",
  })
  void restore_aValueOfAnotherForm_isRefusedWithItsPlace(String table, String change, String place)
      throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    try (SharedDatabase crafted = SharedDatabase.of(settings)) {
      Database database = crafted.emptied(Clock.systemUTC());
      stored(database);
      TestServer.execute(
          settings,
          "DROP TRIGGER workload_changed ON workloads; DROP TRIGGER workloads_came ON workloads;"
              + " ALTER TABLE workloads DROP CONSTRAINT workloads_rules,"
              + " DROP CONSTRAINT workloads_num_gpus_check;"
              + " ALTER TABLE workload_history DROP CONSTRAINT workload_history_rule;"
              + " ALTER TABLE "
              + table
              + " ALTER COLUMN "
              + change);

      assertRefused(backup(database), place);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ALTER TABLE workloads RENAME COLUMN notes TO remarks, 'has an unknown column, or one twice, in table workloads'",
    "ALTER TABLE workloads DROP COLUMN notes, 'lacks column notes of table workloads'",
    "ALTER TABLE token_buckets ADD COLUMN more int, 'has an unknown column, or one twice, in table token_buckets'",
  })
  void restore_otherColumns_isRefused(String change, String why) throws Exception {
    DatabaseSettings settings = TestServer.emptyDatabase();
    try (SharedDatabase crafted = SharedDatabase.of(settings)) {
      Database database = crafted.emptied(Clock.systemUTC());
      TestServer.execute(settings, change);

      assertRefused(backup(database), why);
    }
  }
}
