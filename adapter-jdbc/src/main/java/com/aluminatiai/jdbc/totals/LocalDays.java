package com.aluminatiai.jdbc.totals;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * How the midnights of a zone cut a day of UTC. A local day is from one start of a day to the next.
 */
final class LocalDays {
  /** A part of a day of UTC, and the local day that it is in. */
  record Part(LocalDate day, Instant start, Instant end) {
    Duration length() {
      return Duration.between(start, end);
    }
  }

  private LocalDays() {}

  /** Returns the parts of a day of UTC, in their order: one, two, or rarely more. */
  static List<Part> of(Instant utcDay, ZoneId zone) {
    Instant end = utcDay.plus(Duration.ofDays(1));
    NavigableMap<Instant, LocalDate> starts = starts(utcDay, zone);
    List<Part> parts = new ArrayList<>();
    Instant start = utcDay;
    LocalDate day = starts.floorEntry(utcDay).getValue();
    for (Map.Entry<Instant, LocalDate> next : starts.subMap(utcDay, false, end, false).entrySet()) {
      parts.add(new Part(day, start, next.getKey()));
      start = next.getKey();
      day = next.getValue();
    }
    parts.add(new Part(day, start, end));
    return parts;
  }

  /** A day that a zone left out begins, and ends, where the next one begins. */
  private static NavigableMap<Instant, LocalDate> starts(Instant utcDay, ZoneId zone) {
    NavigableMap<Instant, LocalDate> starts = new TreeMap<>();
    LocalDate first = LocalDate.ofInstant(utcDay, zone).minusDays(1);
    for (LocalDate day = first; day.isBefore(first.plusDays(5)); day = day.plusDays(1)) {
      starts.put(day.atStartOfDay(zone).toInstant(), day);
    }
    return starts;
  }
}
