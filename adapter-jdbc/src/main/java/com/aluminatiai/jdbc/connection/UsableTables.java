package com.aluminatiai.jdbc.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** Whether every table of ours is there, and may be read and written. */
public final class UsableTables {
  /** All tables of the schema but {@link Migrations#HISTORY_TABLE}. */
  public static final List<String> NAMES =
      List.of(
          "workloads",
          "workload_history",
          "workload_signs",
          "listening",
          "workload_deltas",
          "workload_totals",
          "idempotency_keys",
          "agent_submissions",
          "api_keys",
          "token_buckets",
          "own_names",
          "unknown_names",
          "own_sites");

  /** Looks up names alone, and reads no table. Several rights in one question mean any of them. */
  private static final String MISSING =
      """
      SELECT string_agg(name, ', ')
      FROM (SELECT name, to_regclass(name)::oid AS id FROM unnest('{%s}'::text[]) AS name) AS ours
      WHERE id IS NULL
        OR NOT (has_table_privilege(id, 'SELECT') AND has_table_privilege(id, 'INSERT')
          AND has_table_privilege(id, 'UPDATE') AND has_table_privilege(id, 'DELETE'))
      """
          .formatted(String.join(",", NAMES));

  private UsableTables() {}

  /** Returns the names of those that are not; empty if all are. */
  static Optional<String> missing(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(MISSING)) {
      answer.next();
      return Optional.ofNullable(answer.getString(1));
    }
  }

  static String problem(String names) {
    return "the database's tables are gone, or the rights to read and write them: " + names;
  }
}
