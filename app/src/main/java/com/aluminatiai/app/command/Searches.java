package com.aluminatiai.app.command;

import java.util.List;
import picocli.CommandLine.ParseResult;

/** What the two lists have in common: searching them. */
final class Searches {
  private static final int MOST_SUGGESTIONS = 5;

  private Searches() {}

  static String text(ParseResult words) {
    return String.join(" ", words.matchedPositionalValue(0, new String[0]));
  }

  /** Returns the exit status; says what may have been meant where nothing was found. */
  static int status(String search, List<?> found, Output output, List<String> nearest) {
    if (!found.isEmpty()) {
      return 0;
    }
    output.remarks().println("Nothing matches \"" + search + "\"" + didYouMean(nearest));
    return 1;
  }

  static String didYouMean(List<String> nearest) {
    return nearest.isEmpty()
        ? "."
        : ". Did you mean "
            + String.join(", ", nearest.subList(0, Math.min(MOST_SUGGESTIONS, nearest.size())))
            + "?";
  }
}
