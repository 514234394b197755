package com.aluminatiai.jdbc.totals;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedStatements;
import com.aluminatiai.jdbc.connection.OwnedStatements.Snapshot;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.Group;
import com.aluminatiai.workload.Summary.Other;
import com.aluminatiai.workload.Summary.Total;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Totals, from those that are kept and what has changed since. */
public final class SummaryQuery {
  /** Starts of months, so that all time is whole months. */
  private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  /** What has no key comes first, as Java sorts: not by the database's language. */
  private static final Comparator<Group> BY_KEY =
      Comparator.<Group, Boolean>comparing(group -> group.key().isPresent())
          .thenComparing(group -> group.key().orElse(""));

  private SummaryQuery() {}

  public static Summary run(OwnedStatements statements, Summary.Request request)
      throws StorageException {
    return statements.snapshot(Connections.LONG, snapshot -> of(snapshot, request));
  }

  public static Summary of(Snapshot snapshot, Summary.Request request) {
    return switch (request.groupBy()) {
      case DAY -> summary(byTime(days(snapshot, request), LocalDate::toString));
      case MONTH -> summary(byTime(days(snapshot, request), day -> YearMonth.from(day).toString()));
      case GPU_TYPE, STATUS, PROJECT, WORKLOAD_TYPE ->
          summary(KeyTotals.between(snapshot, request, start(request), end(request)));
    };
  }

  private static Summary summary(Map<Optional<String>, Sums> sums) {
    return summary(new KeyTotals.Ranked(sums, 0, Sums.NONE));
  }

  private static Summary summary(KeyTotals.Ranked ranked) {
    List<Group> groups =
        ranked.sums().entrySet().stream()
            .filter(entry -> entry.getValue().count() != 0)
            .map(entry -> new Group(entry.getKey(), entry.getValue().total()))
            .sorted(BY_KEY)
            .toList();
    Total total = ranked.sums().values().stream().reduce(ranked.otherSums(), Sums::plus).total();
    Optional<Other> other =
        ranked.otherGroups() == 0
            ? Optional.empty()
            : Optional.of(new Other(ranked.otherGroups(), ranked.otherSums().total()));
    return new Summary(groups, other, total);
  }

  private static Instant start(Summary.Request request) {
    return request.from().map(day -> day.atStartOfDay(request.zone()).toInstant()).orElse(EVER);
  }

  private static Instant end(Summary.Request request) {
    return request
        .to()
        .map(day -> day.plusDays(1).atStartOfDay(request.zone()).toInstant())
        .orElse(NEVER);
  }

  /** Days at the ends of the range are read as a whole, those outside left out here. */
  private static Map<LocalDate, Sums> days(Snapshot snapshot, Summary.Request request) {
    Map<LocalDate, Sums> days =
        DayTotals.between(snapshot, request.zone(), start(request), end(request));
    days.keySet()
        .removeIf(
            day ->
                request.from().map(day::isBefore).orElse(false)
                    || request.to().map(day::isAfter).orElse(false));
    return days;
  }

  private interface Key {
    String of(LocalDate day);
  }

  private static Map<Optional<String>, Sums> byTime(Map<LocalDate, Sums> days, Key key) {
    Map<Optional<String>, Sums> sums = new HashMap<>();
    days.forEach((day, one) -> sums.merge(Optional.of(key.of(day)), one, Sums::plus));
    return sums;
  }
}
