package com.aluminatiai.http.wire;

import com.aluminatiai.workload.WorkloadSpec.Labels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/** Reads ISO 8601 times with any offset, in the years 1970 to 2100, to the microsecond. */
public final class Times {
  /** What a time must be. */
  public static final String RULE =
      "must be a time with an offset in the years 1970 to 2100, such as 2026-11-23T10:00:00Z";

  private static final int MOST_CHARACTERS = 40;

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
}
