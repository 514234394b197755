package com.aluminatiai.http.file;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cells of sacct's lines. It prints no quotes around them; a spreadsheet or pandas that saved
 * its output again does.
 *
 * @param delimiter what stands between two cells
 */
record SlurmCells(String delimiter) {
  private static final String USUAL = "|";
  private static final char QUOTE = '"';
  private static final Pattern BEHIND_FIRST = Pattern.compile("^\"?\\w*\"?(\\W+?)(?=[\"\\w]|$)");
  private static final Pattern NAME = Pattern.compile("\"?\\w*\"?");

  /** Takes what stands behind the first name; of several signs all where all names agree. */
  static SlurmCells by(String header) {
    Matcher found = BEHIND_FIRST.matcher(header);
    if (!found.find()) {
      return new SlurmCells(USUAL);
    }
    String signs = found.group(1);
    if (signs.length() > 1 && signs.isBlank()) {
      return new SlurmCells(USUAL); // Padded for people: that cannot be read.
    }
    boolean isDelimiter =
        Arrays.stream(header.split(Pattern.quote(signs), -1))
            .allMatch(name -> NAME.matcher(name).matches());
    return new SlurmCells(isDelimiter ? signs : signs.substring(0, 1));
  }

  List<String> of(String line) {
    List<String> cells = new ArrayList<>();
    int at = 0;
    while (at <= line.length()) {
      int quote = closingQuote(line, at);
      int next = quote < 0 ? line.indexOf(delimiter, at) : quote + 1;
      int end = next < 0 ? line.length() : next;
      cells.add(
          quote < 0
              ? line.substring(at, end)
              : line.substring(at + 1, quote).replace("\"\"", "\""));
      at = end + delimiter.length();
    }
    return cells;
  }

  /** Returns where a cell's closing quote stands; -1 where the cell is not one in quotes. */
  private int closingQuote(String line, int from) {
    if (from >= line.length() || line.charAt(from) != QUOTE) {
      return -1;
    }
    int quote = line.indexOf(QUOTE, from + 1);
    while (quote >= 0 && quote + 1 < line.length() && line.charAt(quote + 1) == QUOTE) {
      quote = line.indexOf(QUOTE, quote + 2);
    }
    boolean isEnd =
        quote + 1 == line.length() || quote >= 0 && line.startsWith(delimiter, quote + 1);
    return isEnd ? quote : -1;
  }
}
