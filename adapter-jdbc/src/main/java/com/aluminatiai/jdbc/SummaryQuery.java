package com.aluminatiai.jdbc;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.Group;
import com.aluminatiai.workload.Summary.GroupBy;
import com.aluminatiai.workload.Summary.Total;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Totals, summed over the rows themselves. */
final class SummaryQuery {
  private static final OffsetDateTime EVER =
      Instant.parse("0001-01-01T00:00:00Z").atOffset(ZoneOffset.UTC);
  private static final OffsetDateTime NEVER =
      Instant.parse("9999-01-01T00:00:00Z").atOffset(ZoneOffset.UTC);

  /** What has no key comes first, as Java sorts: not by the database's language. */
  private static final Comparator<Group> BY_KEY =
      Comparator.<Group, Boolean>comparing(group -> group.key().isPresent())
          .thenComparing(group -> group.key().orElse(""));

  private SummaryQuery() {}

  static Summary run(OwnedStatements statements, Summary.Request request) throws StorageException {
    List<Group> groups =
        statements.query(
            Connections.LONG,
            sql(request),
            query ->
                query
                    .bind(
                        "from", request.from().map(day -> start(day, request.zone())).orElse(EVER))
                    .bind(
                        "end",
                        request
                            .to()
                            .map(day -> start(day.plusDays(1), request.zone()))
                            .orElse(NEVER))
                    .map((row, context) -> group(row))
                    .list());
    List<Group> sorted = groups.stream().sorted(BY_KEY).toList();
    return new Summary(sorted, total(sorted));
  }

  private static OffsetDateTime start(LocalDate day, ZoneId zone) {
    return day.atStartOfDay(zone).toInstant().atOffset(ZoneOffset.UTC);
  }

  private static OwnedSql sql(Summary.Request request) {
    return OwnedSql.query(
        """
        SELECT %s AS key, count(*) AS count, sum(estimated_kwh) AS kwh,
          sum(estimated_carbon_kg) AS carbon_kg, sum(estimated_cost_usd) AS cost_usd,
          coalesce(sum(measured_kwh), 0) AS measured_kwh
        FROM mine
        WHERE coalesce(started_at, created_at) >= :from AND coalesce(started_at, created_at) < :end
        GROUP BY 1
        """
            .formatted(key(request.groupBy(), request.zone())));
  }

  private static String key(GroupBy groupBy, ZoneId zone) {
    return switch (groupBy) {
      case DAY -> "to_char(%s, 'YYYY-MM-DD')".formatted(localTime(zone));
      case MONTH -> "to_char(%s, 'YYYY-MM')".formatted(localTime(zone));
      case GPU_TYPE -> "gpu_key";
      case STATUS -> "status";
      case PROJECT -> "project";
      case WORKLOAD_TYPE -> "workload_type";
    };
  }

  /**
   * The time as clocks in the zone showed it. An offset is written as an interval: in a zone's name
   * PostgreSQL takes its sign the other way round. A region's name is letters, digits and "/_+-".
   */
  private static String localTime(ZoneId zone) {
    String name =
        zone.normalized() instanceof ZoneOffset offset
            ? "interval '%d seconds'".formatted(offset.getTotalSeconds())
            : "'" + zone.getId() + "'";
    return "coalesce(started_at, created_at) AT TIME ZONE " + name;
  }

  private static Group group(ResultSet row) throws SQLException {
    return new Group(
        Optional.ofNullable(row.getString("key")),
        new Total(
            row.getLong("count"),
            row.getDouble("kwh"),
            row.getDouble("carbon_kg"),
            row.getDouble("cost_usd"),
            row.getDouble("measured_kwh")));
  }

  private static Total total(List<Group> groups) {
    return groups.stream()
        .map(Group::total)
        .reduce(
            new Total(0, 0, 0, 0, 0),
            (a, b) ->
                new Total(
                    a.count() + b.count(),
                    a.kwh() + b.kwh(),
                    a.carbonKg() + b.carbonKg(),
                    a.costUsd() + b.costUsd(),
                    a.measuredKwh() + b.measuredKwh()));
  }
}
