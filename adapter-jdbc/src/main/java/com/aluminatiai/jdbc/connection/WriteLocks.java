package com.aluminatiai.jdbc.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Looks whether another session holds, or waits for, a lock on our tables under which nothing can
 * be stored: CREATE INDEX takes one, LOCK TABLE, TRUNCATE. For one thread.
 */
final class WriteLocks {
  private static final String IS_LOCKED =
      """
      SELECT EXISTS (
        SELECT FROM pg_locks
        WHERE locktype = 'relation'
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND relation IN (to_regclass('workloads'), to_regclass('workload_history'),
            to_regclass('idempotency_keys'), to_regclass('workload_deltas'))
          AND mode IN ('ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock')
          AND pid IS DISTINCT FROM pg_backend_pid())
      """;

  private static final String PROBLEM =
      "another session locks a table of ours: nothing can be stored";

  private boolean wasLocked;

  /** Returns what keeps rows from being stored; a lock that is gone by the next look is none. */
  Optional<String> look(Connection connection) throws SQLException {
    boolean isLocked = isLocked(connection);
    boolean isLasting = isLocked && wasLocked;
    wasLocked = isLocked;
    return isLasting ? Optional.of(PROBLEM) : Optional.empty();
  }

  private static boolean isLocked(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(IS_LOCKED)) {
      return answer.next() && answer.getBoolean(1);
    }
  }
}
