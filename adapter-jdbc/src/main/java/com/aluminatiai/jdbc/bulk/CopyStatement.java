package com.aluminatiai.jdbc.bulk;

import com.aluminatiai.jdbc.row.ColumnType;
import com.aluminatiai.jdbc.row.WorkloadColumn;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Stores workloads with their first history entries by COPY in its binary form: the fastest way in.
 * Workloads whose agent is pending are up for {@code claimPending} at once.
 */
final class CopyStatement {
  private static final List<WorkloadColumn> COLUMNS =
      Stream.concat(WorkloadColumn.FIXED.stream(), WorkloadColumn.CHANGING.stream()).toList();

  /** What is copied of a workload. */
  static final String NAMES =
      "user_id, " + COLUMNS.stream().map(WorkloadColumn::name).collect(Collectors.joining(", "));

  private static final String HISTORY =
      """
      COPY workload_history
        (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method)
      FROM STDIN (FORMAT binary)
      """;

  private static final int HISTORY_COLUMNS = 9;

  private CopyStatement() {}

  static void run(Connection connection, Owner owner, List<Workload> workloads)
      throws SQLException {
    into("workloads", connection, owner, workloads);
    copy(
        connection,
        HISTORY,
        rows -> {
          for (Workload workload : workloads) {
            write(rows, workload, HistoryEntry.of(HistoryEntry.Event.SUBMITTED, workload));
          }
        });
  }

  /** Copies workloads alone into a table that has their columns. */
  static void into(String table, Connection connection, Owner owner, List<Workload> workloads)
      throws SQLException {
    copy(
        connection,
        "COPY " + table + " (" + NAMES + ") FROM STDIN (FORMAT binary)",
        rows -> {
          for (Workload workload : workloads) {
            rows.row(COLUMNS.size() + 1);
            rows.field(ColumnType.UUID, owner.userId().orElse(null));
            for (WorkloadColumn column : COLUMNS) {
              rows.field(column.type(), column.content().apply(workload));
            }
          }
        });
  }

  private static void write(CopyRows rows, Workload workload, HistoryEntry entry)
      throws IOException {
    rows.row(HISTORY_COLUMNS);
    rows.field(ColumnType.UUID, workload.id());
    rows.field(ColumnType.BIGINT, workload.revision());
    rows.field(ColumnType.TIME, entry.timestamp());
    rows.field(ColumnType.TEXT, entry.event().code());
    rows.field(ColumnType.TEXT, entry.status().code());
    rows.field(ColumnType.FLOAT, entry.kwh());
    rows.field(ColumnType.FLOAT, entry.carbonKg());
    rows.field(ColumnType.FLOAT, entry.costUsd());
    rows.field(ColumnType.TEXT, entry.method().code());
  }

  private interface Content {
    void to(CopyRows rows) throws IOException;
  }

  private static void copy(Connection connection, String sql, Content content) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
    try {
      CopyRows rows = new CopyRows(copy);
      content.to(rows);
      rows.end();
    } catch (IOException e) {
      if (e.getCause() instanceof SQLException failure) {
        throw failure;
      }
      throw new UncheckedIOException(e);
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}
