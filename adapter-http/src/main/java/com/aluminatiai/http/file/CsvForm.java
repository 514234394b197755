package com.aluminatiai.http.file;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a spreadsheet wrote a file.
 *
 * @param separator what stands between two cells
 * @param zone the time zone of times without an offset; empty if they are none
 */
record CsvForm(char separator, Optional<ZoneId> zone) {
  static final CsvForm PLAIN = new CsvForm(',', Optional.empty());

  private static final String SEPARATORS = ",;\t";

  /** Our columns of times that a caller states. */
  static final Set<String> TIMES = Set.of("started_at", "ended_at");

  private static final Pattern DECIMAL_COMMA = Pattern.compile("-?\\d+,\\d+(?:[eE][+-]?\\d+)?");
  private static final Pattern IN_THOUSANDS = Pattern.compile("-?\\d{1,3}(?:\\.\\d{3})+,\\d+");

  /** Takes the separator that the first line has most of; of as many the comma. */
  static CsvForm by(byte[] beginning, Optional<ZoneId> zone) {
    String header =
        new String(beginning, StandardCharsets.UTF_8).stripLeading().lines().findFirst().orElse("");
    char most = ',';
    for (int i = 0; i < SEPARATORS.length(); i++) {
      char separator = SEPARATORS.charAt(i);
      if (count(header, separator) > count(header, most)) {
        most = separator;
      }
    }
    return new CsvForm(most, zone);
  }

  private static long count(String header, char separator) {
    boolean isQuoted = false;
    long count = 0;
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      isQuoted ^= c == '"';
      count += !isQuoted && c == separator ? 1 : 0;
    }
    return count;
  }

  /** Returns what a cell says in our own form. */
  String cell(String name, String cell) {
    if (zone.isPresent() && TIMES.contains(name)) {
      return FileTimes.withOffset(cell, zone.get());
    }
    TransferColumn column = TransferColumn.BY_NAME.get(name);
    boolean isNumber = column != null && column.kind() == TransferColumn.Kind.NUMBER;
    return isNumber ? number(cell) : cell;
  }

  /** Returns what a cell of a number says in our own form. */
  String number(String cell) {
    return separator == ';' ? withPoint(cell) : cell;
  }

  /**
   * Returns the cells up to the last that holds something: a spreadsheet writes those that once did
   * beside the table.
   *
   * @param least how many to leave in any case
   */
  static List<String> withoutEmptyEnd(List<String> cells, int least) {
    int count = cells.size();
    while (count > least && cells.get(count - 1).isBlank()) {
      count--;
    }
    return cells.subList(0, count);
  }

  /** Where a comma stands between decimals, points stand between thousands. */
  private static String withPoint(String cell) {
    String word = cell.strip();
    if (IN_THOUSANDS.matcher(word).matches()) {
      return word.replace(".", "").replace(',', '.');
    }
    return DECIMAL_COMMA.matcher(word).matches() ? word.replace(',', '.') : cell;
  }
}
