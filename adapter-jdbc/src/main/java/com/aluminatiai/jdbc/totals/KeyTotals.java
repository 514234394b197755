package com.aluminatiai.jdbc.totals;

import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.connection.OwnedStatements.Snapshot;
import com.aluminatiai.jdbc.totals.Windows.Window;
import com.aluminatiai.workload.Summary.GroupBy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sums by what a workload says of itself: from totals of whole hours, days and months, the changes
 * that are not in them yet, and, where a range does not begin or end with an hour, the rows.
 */
final class KeyTotals {
  private KeyTotals() {}

  static Map<Optional<String>, Sums> between(
      Snapshot snapshot, GroupBy groupBy, Instant start, Instant end) {
    List<Window> windows = Windows.ofKeys(start, end).all();
    boolean hasRows = windows.stream().anyMatch(window -> window.grain() == Grain.ROW);
    return snapshot.query(
        sql(groupBy, hasRows),
        query -> {
          Map<Optional<String>, Sums> sums = new HashMap<>();
          (hasRows ? Windows.bindWithIds(query, windows) : Windows.bind(query, windows))
              .bind("from", Grain.HOUR.nearest(start).atOffset(ZoneOffset.UTC))
              .bind("end", Grain.HOUR.nearest(end).atOffset(ZoneOffset.UTC))
              .map((row, context) -> sums.put(Optional.ofNullable(row.getString(1)), Sums.of(row)))
              .list();
          return sums;
        });
  }

  private static OwnedSql sql(GroupBy groupBy, boolean hasRows) {
    return OwnedSql.query(
        "SELECT key, "
            + Sums.ADDED
            + " FROM ("
            + fromTotals(groupBy)
            + " UNION ALL "
            + fromDeltas(groupBy)
            + (hasRows ? " UNION ALL " + fromRows(groupBy) : "")
            + ") AS part GROUP BY key HAVING sum(count) <> 0");
  }

  private static String fromTotals(GroupBy groupBy) {
    return "SELECT key, "
        + Sums.SIGNED
        + " FROM "
        + Windows.SPANS
        + " CROSS JOIN LATERAL (SELECT key, "
        + Sums.ADDED
        + " FROM my_totals WHERE dimension = '"
        + groupBy.code()
        + "' AND grain = span.grain AND bucket >= span.start AND bucket < span.until"
        + " GROUP BY key) AS bucket";
  }

  private static String fromDeltas(GroupBy groupBy) {
    return "SELECT "
        + column(groupBy)
        + ", count, "
        + Sums.OF_DELTA
        + " FROM my_deltas WHERE time >= :from AND time < :end";
  }

  private static String fromRows(GroupBy groupBy) {
    return "SELECT key, "
        + Sums.SIGNED
        + " FROM "
        + Windows.rows(column(groupBy) + " AS key, 1 AS count, " + Sums.OF_WORKLOAD);
  }

  private static String column(GroupBy groupBy) {
    return switch (groupBy) {
      case GPU_TYPE -> "gpu_key";
      case STATUS -> "status";
      case PROJECT -> "project";
      case WORKLOAD_TYPE -> "workload_type";
      case DAY, MONTH -> throw new IllegalArgumentException("a time is no key: " + groupBy);
    };
  }
}
