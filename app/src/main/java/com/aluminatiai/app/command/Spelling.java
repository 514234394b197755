package com.aluminatiai.app.command;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what a misspelt word was meant to be. */
final class Spelling {
  private static final int MOST_EDITS = 2;

  private Spelling() {}

  /** Returns the nearest of the words that are known, if one is near. */
  static Optional<String> nearest(String word, Collection<String> known) {
    return known.stream()
        .filter(candidate -> edits(word, candidate) <= MOST_EDITS)
        .min(
            Comparator.comparingInt((String candidate) -> edits(word, candidate))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** Counts inserted, deleted and replaced letters; two swapped neighbours count as one. */
  static int edits(String from, String to) {
    int[][] edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replaced = edits[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replaced, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[from.length()][to.length()];
  }
}
