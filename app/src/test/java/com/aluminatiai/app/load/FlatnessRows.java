package com.aluminatiai.app.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Workloads of two years in a database of their own, evenly spread: 33 projects, 9 accelerators, 4
 * states, 3 kinds of work and those without one. Each is a copy of one that was submitted, so that
 * its documents are real ones. Twenty have what no others have.
 */
final class FlatnessRows {
  private static final int RARE = 20;
  private static final int SAMPLES = 500;
  private static final int CHUNK = 100_000;

  private static final String FILL =
      """
      INSERT INTO workloads (id, created_at, updated_at, model_size_gb, num_gpus, gpu_type,
        duration_hours, utilization_pct, estimated_kwh, estimated_carbon_kg, estimated_cost_usd,
        status, notes, workload_type, region, project, external_id, started_at, measured_kwh,
        gpu_key, calculation_method, factors_version, estimate, warnings)
      SELECT
        (lpad(to_hex((extract(epoch FROM time) * 1000)::bigint), 12, '0') || '7'
          || substr(md5(i::text), 1, 3) || '8' || substr(md5(i::text), 4, 15))::uuid,
        time, time, model_size_gb, num_gpus, gpu_type, hours, utilization_pct,
        estimated_kwh * hours, estimated_carbon_kg * hours, estimated_cost_usd * hours,
        CASE WHEN i %% %2$d = 0 THEN 'failed'
          ELSE (ARRAY['submitted', 'running', 'completed', 'completed'])[1 + (hashint8(i) & 3)] END,
        notes,
        (ARRAY['training', 'inference', 'fine_tuning', NULL])[1 + (hashint8(i + 1) & 3)], region,
        CASE WHEN i %% %2$d = 1 THEN 'rare' ELSE 'team-' || (hashint8(i + 2) & 31) END,
        CASE WHEN i %% 2 = 0 THEN 'job-' || i END,
        CASE WHEN i %% 4 > 0 THEN time - hours * interval '1 hour' END,
        CASE WHEN i %% 4 = 1 THEN estimated_kwh * hours * 0.97 END,
        CASE WHEN i %% %2$d = 2 THEN 'GPU-rare' ELSE 'GPU-' || (hashint8(i + 4) & 7) END,
        calculation_method, factors_version, estimate, warnings
      FROM (
        SELECT i, timestamptz '2024-11-20Z' + i * (interval '730 days' / %1$d) AS time,
          1 + (i * 104729 %% 7200) / 100.0 AS hours
        FROM generate_series(%3$d::bigint, %4$d) AS i) AS one, seed
      """;

  private static final String HISTORY =
      """
      INSERT INTO workload_history
        (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method)
      SELECT id, 1, created_at, 'submitted', 'submitted', estimated_kwh, estimated_carbon_kg,
        estimated_cost_usd, calculation_method
      FROM workloads
      """;

  private final Stage stage;
  private final String database;
  private final int rows;

  FlatnessRows(Stage stage, String database, int rows) throws SQLException {
    this.stage = stage;
    this.database = database;
    this.rows = rows;
    stage.execute("CREATE DATABASE " + database);
  }

  String database() {
    return database;
  }

  /** Fills the tables, waits until the totals have it all, and does what autovacuum will do. */
  void fill(URI address) throws Exception {
    submit(address);
    execute("CREATE TABLE seed AS SELECT * FROM workloads", "TRUNCATE workloads, workload_history");
    for (int begin = 1; begin <= rows; begin += CHUNK) {
      execute(
          String.format(
              Locale.ROOT, FILL, rows, rows / RARE, begin, Math.min(rows, begin + CHUNK - 1)));
    }
    execute(HISTORY, "DROP TABLE seed");
    while (number("SELECT count(*) FROM workload_deltas") > 0) {
      TimeUnit.SECONDS.sleep(1);
    }
    execute("VACUUM ANALYZE", "CHECKPOINT");
  }

  private static void submit(URI address) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve("/api/workloads"))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(SampleBodies.all().get(0)))
                    .build(),
                BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(answer.body());
    }
  }

  /** Returns ids from all over the table. */
  List<String> ids() throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Connection connection = stage.connect(database);
        Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                "SELECT id FROM (SELECT id, row_number() OVER (ORDER BY id) AS place FROM workloads)"
                    + " AS one WHERE place % "
                    + rows / SAMPLES
                    + " = 0")) {
      while (found.next()) {
        ids.add(found.getString(1));
      }
    }
    return ids;
  }

  /** Returns cursors from the middle of the list. */
  List<String> cursors() throws SQLException {
    List<String> ids = ids();
    return ids.subList(ids.size() / 3, ids.size() / 2).stream().map(FlatnessRows::cursor).toList();
  }

  private static String cursor(String text) {
    UUID id = UUID.fromString(text);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
  }

  private void execute(String... statements) throws SQLException {
    try (Connection connection = stage.connect(database);
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  private long number(String sql) throws SQLException {
    try (Connection connection = stage.connect(database);
        Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      found.next();
      return found.getLong(1);
    }
  }
}
