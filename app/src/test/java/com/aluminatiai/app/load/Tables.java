package com.aluminatiai.app.load;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Copies of the service's tables, with all their indexes, for the limits to write to. */
final class Tables {
  static final String LIMITS = "limits";

  private Tables() {}

  static void create(Stage stage) throws SQLException {
    stage.execute(
        "DROP SCHEMA IF EXISTS " + LIMITS + " CASCADE",
        "CREATE SCHEMA " + LIMITS,
        // Without its rules: they are a function of the whole row, which no other table has.
        "CREATE TABLE limits.workloads (LIKE workloads INCLUDING ALL EXCLUDING CONSTRAINTS)",
        "CREATE TABLE limits.workload_history (LIKE workload_history INCLUDING ALL)");
  }

  /** Returns the columns that are no computed ones. */
  static List<String> storedColumns(Connection connection, String table) throws SQLException {
    List<String> names = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT column_name FROM information_schema.columns
            WHERE table_name = ? AND table_schema = current_schema AND is_generated = 'NEVER'
            ORDER BY ordinal_position
            """)) {
      statement.setString(1, table);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          names.add(rows.getString(1));
        }
      }
    }
    return names;
  }

  static String readColumns(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return String.join(", ", storedColumns(connection, "workloads"));
    }
  }
}
