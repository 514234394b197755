package com.aluminatiai.http.file;

/** Cells of comma-separated values. */
final class Cells {
  private static final String STARTS_FORMULA = "=+-@\t\r";
  private static final int MOST_NUMBER_CHARACTERS = 1_000;

  private Cells() {}

  /**
   * Whether a spreadsheet might run a text, were the apostrophes at its front taken off. Counting
   * them in keeps apart what was guarded from what a caller wrote with an apostrophe.
   */
  static boolean isFormula(String text) {
    int i = 0;
    while (i < text.length() && text.charAt(i) == '\'') {
      i++;
    }
    return i < text.length() && STARTS_FORMULA.indexOf(text.charAt(i)) >= 0;
  }

  /** Appends a text as a cell that no spreadsheet runs. */
  static void appendText(StringBuilder row, String text) {
    boolean isFormula = isFormula(text);
    if (!isFormula && !hasSeparator(text)) {
      row.append(text);
      return;
    }
    row.append('"').append(isFormula ? "'" : "").append(text.replace("\"", "\"\"")).append('"');
  }

  /** A loop rather than a stream: the latter was a tenth of an export's work. */
  private static boolean hasSeparator(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r') {
        return true;
      }
    }
    return false;
  }

  /** Whether a text is a number as JSON has it. */
  static boolean isNumber(String text) {
    if (text.length() > MOST_NUMBER_CHARACTERS) {
      return false;
    }
    int at = text.startsWith("-") ? 1 : 0;
    int end = digits(text, at);
    boolean isFine = end > at && (text.charAt(at) != '0' || end == at + 1);
    if (isFine && end < text.length() && text.charAt(end) == '.') {
      at = end + 1;
      end = digits(text, at);
      isFine = end > at;
    }
    if (isFine && end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
      at = end + 1;
      at += at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-') ? 1 : 0;
      end = digits(text, at);
      isFine = end > at;
    }
    return isFine && end == text.length();
  }

  /** Returns the end of the digits that begin at a place. */
  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
