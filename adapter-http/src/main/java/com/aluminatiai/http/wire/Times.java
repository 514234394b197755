package com.aluminatiai.http.wire;

import com.aluminatiai.workload.WorkloadSpec.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads ISO 8601 times with any offset, in the years 1970 to 2100, to the microsecond, and writes
 * them in UTC.
 */
public final class Times {
  /** What a time must be. */
  public static final String RULE =
      "must be a time with an offset in the years 1970 to 2100, such as 2026-11-23T10:00:00Z";

  private static final int MOST_CHARACTERS = 40;

  private static final long SECONDS_PER_DAY = 86_400;
  private static final int LAST_YEAR_OF_FOUR_DIGITS = 9999;
  private static final int NANOS_PER_MICRO = 1000;

  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private Times() {}

  public static Optional<Instant> read(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    try {
      Instant time = OffsetDateTime.parse(text, FORMAT).toInstant().truncatedTo(ChronoUnit.MICROS);
      boolean isTaken = !time.isBefore(Labels.EARLIEST) && time.isBefore(Labels.END);
      return isTaken ? Optional.of(time) : Optional.empty();
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /**
   * Writes a time as {@link Instant#toString} does. That one asks a formatter for each part: a
   * quarter of what an export in CSV takes, with three times a row; this one takes a fifth of it
   * (row {@code export} of the load harness).
   *
   * @param time the time
   * @return such as 2026-11-23T10:00:00.250Z: a fraction of 0, 3, 6 or 9 digits
   */
  public static String write(Instant time) {
    long second = time.getEpochSecond();
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(second, SECONDS_PER_DAY));
    if (date.getYear() < 0 || date.getYear() > LAST_YEAR_OF_FOUR_DIGITS) {
      return time.toString();
    }
    int ofDay = (int) Math.floorMod(second, SECONDS_PER_DAY);
    StringBuilder text = new StringBuilder("0000-00-00T00:00:00Z".length() + 10);
    digits(text, date.getYear(), 1000).append('-');
    digits(text, date.getMonthValue(), 10).append('-');
    digits(text, date.getDayOfMonth(), 10).append('T');
    digits(text, ofDay / 3600, 10).append(':');
    digits(text, ofDay / 60 % 60, 10).append(':');
    digits(text, ofDay % 60, 10);
    return fraction(text, time.getNano()).append('Z').toString();
  }

  private static StringBuilder fraction(StringBuilder text, int nanos) {
    if (nanos == 0) {
      return text;
    }
    text.append('.');
    if (nanos % NANOS_PER_MICRO != 0) {
      return digits(text, nanos, 100_000_000);
    }
    int micros = nanos / NANOS_PER_MICRO;
    return micros % 1000 == 0 ? digits(text, micros / 1000, 100) : digits(text, micros, 100_000);
  }

  /** Writes as many digits as the unit of the first one has, with zeros in front. */
  private static StringBuilder digits(StringBuilder text, int number, int firstUnit) {
    for (int unit = firstUnit; unit > 0; unit /= 10) {
      text.append((char) ('0' + number / unit % 10));
    }
    return text;
  }
}
