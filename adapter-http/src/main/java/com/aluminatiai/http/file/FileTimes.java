package com.aluminatiai.http.file;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Times as tools and spreadsheets write them. */
final class FileTimes {
  private static final Pattern EPOCH_SECONDS = Pattern.compile("\\d{9,11}");
  private static final Pattern BLANK = Pattern.compile("(?<=\\d) +(?=\\d)");
  private static final Set<String> NOT_KNOWN = Set.of("", "Unknown", "None", "N/A");

  /** What a time of a foreign tool must be. */
  static final String FOREIGN_RULE =
      "must be a time such as 2026-01-02T03:04:05 or seconds since 1970; one without an offset is"
          + " read in --time-zone (over HTTP ?time_zone=)";

  /** What a time of a file of ours may be beside what one of a submission must be. */
  static final String ZONE =
      "; one without an offset is read where --time-zone (over HTTP ?time_zone=) says its zone";

  private FileTimes() {}

  /** Whether a tool says that it does not know the time. */
  static boolean isNotKnown(String time) {
    return NOT_KNOWN.contains(time);
  }

  /**
   * Reads a time of a foreign tool: ISO 8601 with or without offset, with a blank in place of the
   * {@code T}, or seconds since 1970.
   *
   * @param zone the time zone of a time without offset
   * @return the time; empty if it is none
   */
  static Optional<Instant> read(String time, ZoneId zone) {
    try {
      if (EPOCH_SECONDS.matcher(time).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(time)));
      }
      String iso = BLANK.matcher(time).replaceFirst("T");
      boolean hasOffset = iso.matches("(?i).*T.*(?:z|[+-]\\d{2}(?::?\\d{2})?)");
      return Optional.of(
          hasOffset
              ? OffsetDateTime.parse(withWholeOffset(iso)).toInstant()
              : LocalDateTime.parse(iso).atZone(zone).toInstant());
    } catch (DateTimeException none) {
      return Optional.empty();
    }
  }

  /** {@code +0100} and {@code +01} as ISO 8601 has them beside a time with colons. */
  private static String withWholeOffset(String iso) {
    return iso.replaceFirst("([+-]\\d{2})(\\d{2})$", "$1:$2")
        .replaceFirst("(T.*[+-]\\d{2})$", "$1:00");
  }

  /**
   * Gives an offset to a date or a time that has none.
   *
   * @return the time as we read it; what is no such date or time as it was
   */
  static String withOffset(String cell, ZoneId zone) {
    String word = cell.strip();
    try {
      if (word.length() == "2026-01-02".length()) {
        return LocalDate.parse(word).atStartOfDay(zone).toInstant().toString();
      }
      return LocalDateTime.parse(BLANK.matcher(word).replaceFirst("T"))
          .atZone(zone)
          .toInstant()
          .toString();
    } catch (DateTimeException other) {
      return cell;
    }
  }
}
