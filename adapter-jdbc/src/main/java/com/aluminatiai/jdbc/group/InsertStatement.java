package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.row.ColumnType;
import com.aluminatiai.jdbc.row.WorkloadColumn;
import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.Workload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores any number of workloads with their first history entries and idempotency keys in one
 * statement and one round trip: each column travels as an array. A workload whose key is taken, or
 * whose external id is there, is left out; waiting for whoever is just storing the same is the
 * unique indexes' business.
 */
public final class InsertStatement {
  private static final List<ArrayColumn<NewWorkload>> STORED = stored();

  private static final List<ArrayColumn<NewWorkload>> KEYS =
      List.of(
          new ArrayColumn<>("owner_id", ColumnType.UUID, NewWorkload::ownerId),
          new ArrayColumn<>(
              "key", ColumnType.TEXT, row -> row.key().map(IdempotencyKey::key).orElse(null)),
          new ArrayColumn<>(
              "body_sha256",
              ColumnType.TEXT,
              row -> row.key().map(IdempotencyKey::bodySha256).orElse(null)),
          new ArrayColumn<>(
              "answer_status",
              ColumnType.INTEGER,
              row -> row.answer().map(Answer::statusCode).orElse(null)),
          new ArrayColumn<>(
              "answer_body", ColumnType.TEXT, row -> row.answer().map(Answer::body).orElse(null)));

  private static final List<ArrayColumn<NewWorkload>> SELDOM =
      STORED.stream().filter(input -> WorkloadColumn.SELDOM.contains(input.name())).toList();

  private static final String TEXT =
      """
      WITH input AS (
        SELECT %s FROM unnest(%s) AS input (%s)
        WHERE (SELECT set_config('lock_timeout', CAST(? AS text), true)) IS NOT NULL
      ), taken AS (
        INSERT INTO idempotency_keys AS used
          (owner_id, key, body_sha256, workload_id, used_at, answer_status, answer_body)
        SELECT owner_id, key, body_sha256, id, CAST(? AS timestamptz), answer_status, answer_body
        FROM input
        WHERE key IS NOT NULL
        ON CONFLICT (owner_id, key) DO UPDATE
        SET body_sha256 = excluded.body_sha256, workload_id = excluded.workload_id,
          used_at = excluded.used_at, answer_status = excluded.answer_status,
          answer_body = excluded.answer_body
        WHERE used.used_at <= CAST(? AS timestamptz)
        RETURNING workload_id
      ), stored AS (
        INSERT INTO workloads (%s)
        SELECT %s FROM input
        WHERE key IS NULL OR id IN (SELECT workload_id FROM taken)
        ON CONFLICT (owner_id, external_id) WHERE external_id IS NOT NULL DO NOTHING
        RETURNING id, revision, updated_at, status,
          estimated_kwh, estimated_carbon_kg, estimated_cost_usd, calculation_method
      ), entered AS (
        INSERT INTO workload_history
          (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method)
        SELECT id, revision, updated_at, 'submitted', status,
          estimated_kwh, estimated_carbon_kg, estimated_cost_usd, calculation_method
        FROM stored
      )
      SELECT id FROM stored
      """;

  /** With every column. */
  private static final Form WHOLE = new Form(STORED);

  /** Without the columns that seldom hold anything: each costs its share, empty or not. */
  private static final Form USUAL =
      new Form(STORED.stream().filter(input -> !SELDOM.contains(input)).toList());

  /** The statement for some of the columns. */
  private record Form(List<ArrayColumn<NewWorkload>> inputs, String text) {
    Form(List<ArrayColumn<NewWorkload>> stored) {
      this(Stream.concat(stored.stream(), KEYS.stream()).toList(), text(stored));
    }

    private static String text(List<ArrayColumn<NewWorkload>> stored) {
      List<ArrayColumn<NewWorkload>> all = Stream.concat(stored.stream(), KEYS.stream()).toList();
      return String.format(
          Locale.ROOT,
          TEXT,
          all.stream().map(ArrayColumn::fromElement).collect(Collectors.joining(", ")),
          all.stream().map(ArrayColumn::parameter).collect(Collectors.joining(", ")),
          names(all),
          names(stored),
          names(stored));
    }

    static Form of(List<NewWorkload> rows) {
      for (NewWorkload row : rows) {
        for (ArrayColumn<NewWorkload> input : SELDOM) {
          if (input.content().apply(row) != null) {
            return WHOLE;
          }
        }
      }
      return USUAL;
    }
  }

  private InsertStatement() {}

  private static List<ArrayColumn<NewWorkload>> stored() {
    List<ArrayColumn<NewWorkload>> inputs = new ArrayList<>();
    for (WorkloadColumn column : WorkloadColumn.FIXED) {
      inputs.add(ofWorkload(column));
    }
    inputs.add(
        new ArrayColumn<>("user_id", ColumnType.UUID, row -> row.owner().userId().orElse(null)));
    for (WorkloadColumn column : WorkloadColumn.CHANGING) {
      inputs.add(ofWorkload(column));
    }
    inputs.add(
        new ArrayColumn<>("agent_lease_until", ColumnType.TIME, InsertStatement::leaseUntil));
    return List.copyOf(inputs);
  }

  private static ArrayColumn<NewWorkload> ofWorkload(WorkloadColumn column) {
    Function<Workload, Object> content = column.content();
    return new ArrayColumn<>(column.name(), column.type(), row -> content.apply(row.workload()));
  }

  private static Instant leaseUntil(NewWorkload row) {
    return row.workload().agent().isPending() ? row.agentLeaseUntil() : null;
  }

  private static String names(List<ArrayColumn<NewWorkload>> inputs) {
    return inputs.stream().map(ArrayColumn::name).collect(Collectors.joining(", "));
  }

  /**
   * Runs the statement. How long it waits is said in the statement itself, before it stores
   * anything, and holds until its transaction ends: another round trip would be dearer.
   *
   * @param rows of which no two have the same idempotency key
   * @param patience longest wait for others that are just storing the same
   * @return the ids of those that are stored
   */
  public static Set<UUID> run(
      Connection connection, List<NewWorkload> rows, Instant now, Duration patience)
      throws SQLException {
    Form form = Form.of(rows);
    try (PreparedStatement statement = connection.prepareStatement(form.text())) {
      int parameter = 1;
      for (ArrayColumn<NewWorkload> input : form.inputs()) {
        statement.setArray(parameter++, input.array(connection, rows));
      }
      // Zero would be for ever.
      statement.setString(parameter++, Long.toString(Math.max(1, patience.toMillis())));
      statement.setString(parameter++, now.toString());
      statement.setString(parameter, now.minus(IdempotencyKey.LIFE).toString());
      Set<UUID> stored = new HashSet<>();
      try (ResultSet ids = statement.executeQuery()) {
        while (ids.next()) {
          stored.add(ids.getObject(1, UUID.class));
        }
      }
      return stored;
    }
  }
}
