package com.aluminatiai.jdbc.totals;

import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.connection.OwnedStatements.Snapshot;
import com.aluminatiai.jdbc.totals.Windows.Window;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.GroupBy;
import java.sql.ResultSet;
import java.sql.SQLException;
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

  /**
   * Sums of the groups with the most energy, and of all others together.
   *
   * @param sums by key
   * @param otherGroups how many others there are
   * @param otherSums what they come to
   */
  record Ranked(Map<Optional<String>, Sums> sums, long otherGroups, Sums otherSums) {}

  static Ranked between(Snapshot snapshot, Summary.Request request, Instant start, Instant end) {
    List<Window> windows = Windows.ofKeys(start, end).all();
    boolean hasRows = windows.stream().anyMatch(window -> window.grain() == Grain.ROW);
    return snapshot.query(
        sql(request.groupBy(), hasRows),
        query ->
            ranked(
                (hasRows ? Windows.bindWithIds(query, windows) : Windows.bind(query, windows))
                    .bind("from", Grain.HOUR.nearest(start).atOffset(ZoneOffset.UTC))
                    .bind("end", Grain.HOUR.nearest(end).atOffset(ZoneOffset.UTC))
                    .bind("most", request.mostGroups())
                    .map((row, context) -> Row.of(row))
                    .list()));
  }

  /** A row of the answer: a group, or with no place all that have no place of their own. */
  private record Row(boolean isOther, Optional<String> key, long groups, Sums sums) {
    static Row of(ResultSet row) throws SQLException {
      return new Row(
          row.getBoolean("is_other"),
          Optional.ofNullable(row.getString("key")),
          row.getLong("groups"),
          Sums.of(row));
    }
  }

  private static Ranked ranked(List<Row> rows) {
    Map<Optional<String>, Sums> sums = new HashMap<>();
    long otherGroups = 0;
    Sums otherSums = Sums.NONE;
    for (Row row : rows) {
      if (row.isOther()) {
        otherGroups = row.groups();
        otherSums = row.sums();
      } else {
        sums.put(row.key(), row.sums());
      }
    }
    return new Ranked(sums, otherGroups, otherSums);
  }

  /** Only as many rows leave the database as are shown. */
  private static OwnedSql sql(GroupBy groupBy, boolean hasRows) {
    return OwnedSql.query(
        "SELECT place IS NULL AS is_other, min(key COLLATE \"C\") AS key, count(*) AS groups, "
            + Sums.ADDED
            + " FROM (SELECT CASE WHEN rank <= :most THEN rank END AS place, ranked.* FROM"
            + " (SELECT grouped.*, row_number() OVER (ORDER BY kwh DESC, key COLLATE \"C\" NULLS FIRST) AS rank"
            + " FROM (SELECT key, "
            + Sums.ADDED
            + " FROM ("
            + fromTotals(groupBy)
            + " UNION ALL "
            + fromDeltas(groupBy)
            + (hasRows ? " UNION ALL " + fromRows(groupBy) : "")
            + ") AS part GROUP BY key HAVING sum(count) <> 0) AS grouped) AS ranked) AS placed"
            + " GROUP BY place");
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
