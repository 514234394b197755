package com.aluminatiai.jdbc.totals;

import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.connection.OwnedStatements.Snapshot;
import com.aluminatiai.jdbc.totals.LocalDays.Part;
import com.aluminatiai.jdbc.totals.Windows.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Sums by day in any zone, from totals of days in UTC. A day of UTC that a local midnight cuts is
 * read in its shorter part: the longer one is what remains of the day.
 */
final class DayTotals {
  /** Days of UTC, and by quarters of an hour what is not in the totals yet. */
  private static final OwnedSql DAYS =
      OwnedSql.query(
          """
          SELECT true AS is_day, bucket, count, kwh, carbon_kg, cost_usd, measured_kwh
          FROM my_totals
          WHERE dimension = 'time' AND grain = 'day' AND bucket >= :from AND bucket < :end
          UNION ALL
          SELECT false, bucket,
          """
              + Sums.ADDED
              + " FROM (SELECT date_bin('15 minutes', time, '2000-01-01Z') AS bucket, count, "
              + Sums.OF_DELTA
              + " FROM my_deltas WHERE time >= :from AND time < :end) AS delta GROUP BY bucket");

  private static final OwnedSql BUCKETS =
      OwnedSql.query(
          "SELECT place, "
              + Sums.SIGNED
              + " FROM "
              + Windows.SPANS
              + " CROSS JOIN LATERAL (SELECT "
              + Sums.ADDED
              + " FROM my_totals WHERE dimension = 'time' AND grain = span.grain"
              + " AND bucket >= span.start AND bucket < span.until) AS bucket"
              + " WHERE count IS NOT NULL");

  private static final OwnedSql ROWS =
      OwnedSql.query(
          "SELECT place, "
              + Sums.SIGNED
              + " FROM (SELECT place, sign, "
              + Sums.ADDED
              + " FROM "
              + Windows.rows("1 AS count, " + Sums.OF_WORKLOAD)
              + " GROUP BY place, sign) AS part");

  private final Snapshot snapshot;
  private final ZoneId zone;
  private final NavigableMap<Instant, Sums> days = new TreeMap<>();
  private final NavigableMap<Instant, Sums> unfolded = new TreeMap<>();

  private DayTotals(Snapshot snapshot, ZoneId zone) {
    this.snapshot = snapshot;
    this.zone = zone;
  }

  /** Returns the sums of local days, at least of those that touch a range. */
  static Map<LocalDate, Sums> between(Snapshot snapshot, ZoneId zone, Instant start, Instant end) {
    DayTotals totals = new DayTotals(snapshot, zone);
    totals.readDays(
        Grain.DAY.floor(start), Grain.DAY.floor(end.minusNanos(1)).plus(Duration.ofDays(1)));
    return totals.localDays();
  }

  private void readDays(Instant start, Instant end) {
    snapshot.query(
        DAYS,
        query ->
            query
                .bind("from", start.atOffset(ZoneOffset.UTC))
                .bind("end", end.atOffset(ZoneOffset.UTC))
                .map(
                    (row, context) -> {
                      Instant bucket = row.getObject("bucket", OffsetDateTime.class).toInstant();
                      Sums sums = Sums.of(row);
                      days.merge(Grain.DAY.floor(bucket), sums, Sums::plus);
                      if (!row.getBoolean("is_day")) {
                        unfolded.put(bucket, sums);
                      }
                      return true;
                    })
                .list());
  }

  private Map<LocalDate, Sums> localDays() {
    Map<LocalDate, Sums> local = new TreeMap<>();
    List<Part> shorter = new ArrayList<>();
    List<LocalDate> remaining = new ArrayList<>();
    days.forEach(
        (day, sums) -> {
          List<Part> parts = LocalDays.of(day, zone);
          Part longest = parts.stream().max(Comparator.comparing(Part::length)).orElseThrow();
          local.merge(longest.day(), sums, Sums::plus);
          for (Part part : parts) {
            if (part != longest) {
              shorter.add(part);
              remaining.add(longest.day());
            }
          }
        });
    List<Sums> sums = read(shorter);
    for (int i = 0; i < sums.size(); i++) {
      local.merge(shorter.get(i).day(), sums.get(i), Sums::plus);
      local.merge(remaining.get(i), Sums.NONE.minus(sums.get(i)), Sums::plus);
    }
    return local;
  }

  private List<Sums> read(List<Part> parts) {
    List<Sums> sums = new ArrayList<>();
    List<Window> windows = new ArrayList<>();
    List<Integer> partOfWindow = new ArrayList<>();
    for (Part part : parts) {
      for (Window window : Windows.ofPart(part.start(), part.end()).all()) {
        windows.add(window);
        partOfWindow.add(sums.size());
      }
      sums.add(unfoldedIn(part));
    }
    RowMapper<Boolean> add =
        (row, context) -> {
          int part = partOfWindow.get(row.getInt("place") - 1);
          sums.set(part, sums.get(part).plus(Sums.of(row)));
          return true;
        };
    if (!windows.isEmpty()) {
      snapshot.query(BUCKETS, query -> Windows.bind(query, windows).map(add).list());
    }
    if (windows.stream().anyMatch(window -> window.grain() == Grain.ROW)) {
      snapshot.query(ROWS, query -> Windows.bindWithIds(query, windows).map(add).list());
    }
    return sums;
  }

  private Sums unfoldedIn(Part part) {
    return unfolded
        .subMap(Grain.QUARTER.nearest(part.start()), Grain.QUARTER.nearest(part.end()))
        .values()
        .stream()
        .reduce(Sums.NONE, Sums::plus);
  }
}
