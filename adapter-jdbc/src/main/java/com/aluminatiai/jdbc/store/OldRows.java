package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.UsableTables;
import com.aluminatiai.jdbc.store.UncheckedRules.Rule;
import com.aluminatiai.workload.StorageException;
import java.util.List;
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
    List<Rule> rules =
        connections.call(
            Connections.SHORT, handle -> UncheckedRules.of(handle, UsableTables.NAMES));
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

  /** Blocks neither readers nor writers. */
  private static boolean isKept(Handle handle, Rule rule) {
    try {
      handle.execute(
          "ALTER TABLE " + rule.table() + " VALIDATE CONSTRAINT \"" + rule.name() + "\"");
      return true;
    } catch (JdbiException e) {
      if (UncheckedRules.areBroken(e)) {
        return false;
      }
      throw e;
    }
  }
}
