package com.aluminatiai.jdbc.store;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Rules of the database that hold for what is written, while rows from before them may break them.
 * An update of such a row is refused as well, and with it the whole statement.
 */
final class UncheckedRules {
  private static final String CHECK_VIOLATION = "23514";

  private static final String SELECT =
      """
      SELECT ours.name, conname, pg_get_expr(conbin, conrelid) AS condition
      FROM unnest(:tables::text[]) AS ours (name)
      JOIN pg_constraint ON conrelid = to_regclass(ours.name)
      WHERE contype = 'c' AND NOT convalidated
      ORDER BY ours.name, conname
      """;

  private UncheckedRules() {}

  /**
   * A rule.
   *
   * @param condition what holds for a row that keeps it, or is unknown
   */
  record Rule(String table, String name, String condition) {}

  static List<Rule> of(Handle handle, List<String> tables) {
    return handle
        .createQuery(SELECT)
        .bindArray("tables", String.class, tables)
        .map((row, context) -> new Rule(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /** Returns a condition that holds for the workloads that may be updated. */
  static String workloadsThatKeepThem(Handle handle) {
    return of(handle, List.of("workloads")).stream()
        .map(rule -> " AND (" + rule.condition() + ") IS NOT FALSE")
        .collect(Collectors.joining("", "(TRUE", ")"));
  }

  static boolean areBroken(JdbiException failure) {
    return Optional.ofNullable(failure.getCause())
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .filter(cause -> CHECK_VIOLATION.equals(cause.getSQLState()))
        .isPresent();
  }
}
