package com.aluminatiai.jdbc;

import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.connection.OwnedStatements.Snapshot;
import com.aluminatiai.jdbc.totals.Sums;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.Group;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Totals as the rows themselves give them, with the database's own calendar. */
final class RowSummary {
  private RowSummary() {}

  static Summary of(Snapshot snapshot, Summary.Request request) {
    List<Group> groups = groups(snapshot, key(request), request);
    List<Group> all = groups(snapshot, "''", request);
    return new Summary(
        groups.stream()
            .sorted(
                Comparator.comparing((Group group) -> group.key().isPresent())
                    .thenComparing(group -> group.key().orElse("")))
            .toList(),
        all.isEmpty() ? Sums.NONE.total() : all.get(0).total());
  }

  private static List<Group> groups(Snapshot snapshot, String key, Summary.Request request) {
    return snapshot.query(
        OwnedSql.query(
            "SELECT key, "
                + Sums.ADDED
                + " FROM (SELECT "
                + key
                + " AS key, 1 AS count, "
                + Sums.OF_WORKLOAD
                + " FROM mine WHERE coalesce(started_at, created_at) >= :from"
                + " AND coalesce(started_at, created_at) < :end) AS row GROUP BY key"),
        query ->
            query
                .bind("from", start(request.from(), request.zone(), "0001-01-01T00:00:00Z"))
                .bind(
                    "end",
                    start(
                        request.to().map(day -> day.plusDays(1)),
                        request.zone(),
                        "9999-01-01T00:00:00Z"))
                .map(
                    (row, context) ->
                        new Group(Optional.ofNullable(row.getString("key")), Sums.of(row).total()))
                .list());
  }

  private static OffsetDateTime start(Optional<LocalDate> day, ZoneId zone, String otherwise) {
    return day.map(d -> d.atStartOfDay(zone).toInstant())
        .orElse(Instant.parse(otherwise))
        .atOffset(ZoneOffset.UTC);
  }

  private static String key(Summary.Request request) {
    String zone =
        request.zone().normalized() instanceof ZoneOffset offset
            ? String.format(Locale.ROOT, "interval '%d seconds'", offset.getTotalSeconds())
            : "'" + request.zone().getId() + "'";
    String time = "coalesce(started_at, created_at) AT TIME ZONE " + zone;
    return switch (request.groupBy()) {
      case DAY -> "to_char(" + time + ", 'YYYY-MM-DD')";
      case MONTH -> "to_char(" + time + ", 'YYYY-MM')";
      case GPU_TYPE -> "gpu_key";
      case STATUS -> "status";
      case PROJECT -> "project";
      case WORKLOAD_TYPE -> "workload_type";
    };
  }
}
