package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.UsableTables;
import com.aluminatiai.workload.StorageException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once at the rows that were in a table before its rules were, and says which rule one
 * breaks. Nobody waits for it: meanwhile the rules hold for what is written.
 */
final class OldRows {
  private static final Logger LOG = LoggerFactory.getLogger(OldRows.class);
  private static final String CHECK_VIOLATION = "23514";

  private static final String UNCHECKED =
      """
      SELECT ours.name, conname, pg_get_expr(conbin, conrelid) AS condition
      FROM unnest('{%s}'::text[]) AS ours (name)
      JOIN pg_constraint ON conrelid = to_regclass(ours.name)
      WHERE contype = 'c' AND NOT convalidated
      ORDER BY ours.name, conname
      """
          .formatted(String.join(",", UsableTables.NAMES));

  private record Rule(String table, String name, String condition) {}

  private final Connections connections;
  private boolean isDone;

  OldRows(Connections connections) {
    this.connections = connections;
  }

  /** Does nothing once all have been looked at, whatever came of it. */
  void look() throws StorageException {
    if (isDone) {
      return;
    }
    List<Rule> rules = connections.call(Connections.SHORT, OldRows::unchecked);
    for (Rule rule : rules) {
      boolean isKept = connections.call(Connections.LONG, handle -> isKept(handle, rule));
      if (!isKept) {
        LOG.error(
            "Table {} has rows that break its rule {}; what cannot be read of them is left out of"
                + " lists and exports. They are those with NOT ({})",
            rule.table(),
            rule.name(),
            rule.condition());
      }
    }
    isDone = true;
  }

  private static List<Rule> unchecked(Handle handle) {
    return handle
        .createQuery(UNCHECKED)
        .map((row, context) -> new Rule(row.getString(1), row.getString(2), row.getString(3)))
        .list();
  }

  /** Blocks neither readers nor writers. */
  private static boolean isKept(Handle handle, Rule rule) {
    try {
      handle.execute(
          "ALTER TABLE " + rule.table() + " VALIDATE CONSTRAINT \"" + rule.name() + "\"");
      return true;
    } catch (JdbiException e) {
      boolean isBroken =
          Optional.ofNullable(e.getCause())
              .filter(SQLException.class::isInstance)
              .map(SQLException.class::cast)
              .filter(cause -> CHECK_VIOLATION.equals(cause.getSQLState()))
              .isPresent();
      if (isBroken) {
        return false;
      }
      throw e;
    }
  }
}
