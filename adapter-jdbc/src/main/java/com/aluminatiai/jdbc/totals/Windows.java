package com.aluminatiai.jdbc.totals;

import com.aluminatiai.jdbc.row.ListQuery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/**
 * A span of time as a sum of few buckets. Its ends are rounded to the nearest border of the
 * coarsest grain; what that is too long or too short by is taken off or added in the next finer
 * one, and so on. From 22:00 to 22:00 a day later are a day, two hours more at its start and two
 * less at its end, not twenty-four hours.
 */
final class Windows {
  /** A range of buckets of one grain, and how often they count: 1 or -1. */
  record Window(Grain grain, Instant start, Instant end, int sign) {}

  /** Below, days alone are fewer buckets than a month and what it is wrong by. */
  private static final Duration LEAST_FOR_MONTHS = Duration.ofDays(32);

  /** The windows as a table {@code span}, each with its {@code place} in the list, from 1. */
  static final String SPANS =
      """
      unnest(CAST(:grains AS text[]), CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]),
        CAST(:signs AS integer[])) WITH ORDINALITY AS span (grain, start, until, sign, place)
      """;

  private static final String SPANS_WITH_IDS =
      """
      unnest(CAST(:grains AS text[]), CAST(:starts AS timestamptz[]), CAST(:ends AS timestamptz[]),
        CAST(:signs AS integer[]), CAST(:firstIds AS uuid[]), CAST(:endIds AS uuid[]))
        WITH ORDINALITY AS span (grain, start, until, sign, first_id, end_id, place)
      """;

  private final List<Window> all = new ArrayList<>();

  private Windows() {}

  /** Covers a span with totals that have a key. */
  static Windows ofKeys(Instant start, Instant end) {
    boolean isLong = Duration.between(start, end).compareTo(LEAST_FOR_MONTHS) >= 0;
    return new Windows()
        .cover(
            start,
            end,
            isLong
                ? List.of(Grain.MONTH, Grain.DAY, Grain.HOUR, Grain.ROW)
                : List.of(Grain.DAY, Grain.HOUR, Grain.ROW));
  }

  /** Covers a part of a day with totals that have none. */
  static Windows ofPart(Instant start, Instant end) {
    return new Windows().cover(start, end, List.of(Grain.HOUR, Grain.QUARTER, Grain.ROW));
  }

  private Windows cover(Instant start, Instant end, List<Grain> grains) {
    Instant from = grains.get(0).nearest(start);
    Instant to = grains.get(0).nearest(end);
    add(grains.get(0), from, to);
    for (Grain grain : grains.subList(1, grains.size())) {
      add(grain, grain.nearest(start), from);
      add(grain, to, grain.nearest(end));
      from = grain.nearest(start);
      to = grain.nearest(end);
    }
    return this;
  }

  private void add(Grain grain, Instant start, Instant end) {
    if (start.isBefore(end)) {
      all.add(new Window(grain, start, end, 1));
    } else if (end.isBefore(start)) {
      all.add(new Window(grain, end, start, -1));
    }
  }

  List<Window> all() {
    return all;
  }

  /** Binds a query's parameters {@code grains}, {@code starts}, {@code ends} and {@code signs}. */
  static Query bind(Query query, List<Window> windows) {
    return query
        .bind("grains", array(windows, window -> window.grain().code()))
        .bind("starts", array(windows, Window::start))
        .bind("ends", array(windows, Window::end))
        .bind("signs", array(windows, Window::sign));
  }

  /** Binds besides the bounds, {@code firstIds} and {@code endIds}, of what was stored in each. */
  static Query bindWithIds(Query query, List<Window> windows) {
    return bind(query, windows)
        .bind(
            "firstIds",
            array(windows, w -> ListQuery.firstIdAt(w.start().minus(ListQuery.ID_TOLERANCE))))
        .bind(
            "endIds",
            array(windows, w -> ListQuery.firstIdAt(w.end().plus(ListQuery.ID_TOLERANCE))));
  }

  /** Returns a table of the workloads in the windows of rows, beside their {@code span}. */
  static String rows(String columns) {
    String select =
        " SELECT "
            + columns
            + " FROM my_figures WHERE span.grain = 'row' AND "
            + Sums.ARE_FINITE
            + " AND ";
    return SPANS_WITH_IDS
        + "CROSS JOIN LATERAL ("
        + select
        + "started_at >= span.start AND started_at < span.until UNION ALL"
        + select
        + "started_at IS NULL AND id >= span.first_id AND id < span.end_id"
        + " AND created_at >= span.start AND created_at < span.until) AS workload";
  }

  private static String array(List<Window> windows, Function<Window, Object> content) {
    return windows.stream()
        .map(content.andThen(String::valueOf))
        .collect(Collectors.joining(",", "{", "}"));
  }
}
