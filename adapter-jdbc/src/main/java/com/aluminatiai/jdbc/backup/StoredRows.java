package com.aluminatiai.jdbc.backup;

import com.aluminatiai.jdbc.row.NamingReader;
import com.aluminatiai.jdbc.row.UnreadableRowException;
import com.aluminatiai.jdbc.row.WorkloadReader;
import com.aluminatiai.workload.IdempotencyKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Reads what was restored, before it is committed, as it will be read later: the tables' rules do
 * not look into documents, for instance.
 */
final class StoredRows {
  private static final int FETCHED_ROWS = 500;

  /** Reads a row, and fails if it breaks a rule. */
  private interface Reading {
    void read(ResultSet row) throws SQLException;
  }

  private StoredRows() {}

  /**
   * Reads all rows.
   *
   * @throws UnreadableRowException if one breaks a rule
   */
  static void check(Handle handle) {
    check(handle, "SELECT " + WorkloadReader.COLUMNS + " FROM workloads", WorkloadReader::workload);
    check(handle, "SELECT * FROM workload_history", WorkloadReader::entry);
    check(handle, "SELECT * FROM api_keys", WorkloadReader::apiKey);
    check(handle, "SELECT * FROM own_names", NamingReader::names);
    check(handle, "SELECT * FROM unknown_names", NamingReader::unknown);
    check(handle, "SELECT * FROM own_sites", NamingReader::site);
    check(
        handle,
        "SELECT key, body_sha256 FROM idempotency_keys",
        row -> new IdempotencyKey(row.getString("key"), row.getString("body_sha256")));
  }

  private static void check(Handle handle, String sql, Reading reading) {
    try (Query query = handle.createQuery(sql).setFetchSize(FETCHED_ROWS)) {
      query
          .map(
              (row, context) -> {
                reading.read(row);
                return true;
              })
          .forEach(isRead -> {});
    }
  }
}
