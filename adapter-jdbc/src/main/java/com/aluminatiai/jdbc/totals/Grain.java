package com.aluminatiai.jdbc.totals;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;

/** How finely a total is kept, in UTC, from coarse to fine. */
enum Grain {
  MONTH(null),
  DAY(Duration.ofDays(1)),
  HOUR(Duration.ofHours(1)),
  QUARTER(Duration.ofMinutes(15)),
  /** No total: the workloads themselves. */
  ROW(null);

  private final Duration length;

  Grain(Duration length) {
    this.length = length;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns the border between two buckets that is nearest to a time. */
  Instant nearest(Instant time) {
    return switch (this) {
      case MONTH -> nearestMonth(time);
      case DAY, HOUR, QUARTER -> floor(time.plus(length.dividedBy(2)));
      case ROW -> time;
    };
  }

  /** Returns the start of the day, hour or quarter of an hour that a time is in. */
  Instant floor(Instant time) {
    long seconds = time.getEpochSecond();
    return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, length.toSeconds()));
  }

  private static Instant nearestMonth(Instant time) {
    YearMonth month = YearMonth.from(time.atOffset(ZoneOffset.UTC));
    Instant start = start(month);
    Instant end = start(month.plusMonths(1));
    boolean isFirstHalf = Duration.between(start, time).compareTo(Duration.between(time, end)) < 0;
    return isFirstHalf ? start : end;
  }

  private static Instant start(YearMonth month) {
    return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
