package com.aluminatiai.estimation.names;

import java.util.Arrays;

/**
 * Counts the characters to replace, insert, remove or swap with their neighbour to make one name of
 * another: the restricted Damerau-Levenshtein distance, up to a limit. Not thread-safe: it keeps
 * its rows from one count to the next.
 */
public final class EditDistance {
  private final String one;
  private int[] beforePrevious;
  private int[] previous;
  private int[] current;

  /**
   * @param one the name that others are compared with
   * @param longest no other is longer
   */
  public EditDistance(String one, int longest) {
    this.one = one;
    beforePrevious = new int[longest + 1];
    previous = new int[longest + 1];
    current = new int[longest + 1];
  }

  /** The distance to {@code other}; {@code most + 1} if it is more than {@code most}. */
  public int to(String other, int most) {
    int tooMany = most + 1;
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      if (fillRow(other, i, most) > most) {
        return tooMany;
      }
      int[] spare = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = spare;
    }
    return Math.min(previous[other.length()], tooMany);
  }

  /** Fills the cells that {@code most} edits can reach, and returns the least of them. */
  private int fillRow(String other, int i, int most) {
    Arrays.fill(current, 0, other.length() + 1, most + 1);
    if (i <= most) {
      current[0] = i;
    }
    int least = current[0];
    int last = Math.min(other.length(), i + most);
    for (int j = Math.max(1, i - most); j <= last; j++) {
      int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
      int edits = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
      current[j] = isSwap(other, i, j) ? Math.min(edits, 1 + beforePrevious[j - 2]) : edits;
      least = Math.min(least, current[j]);
    }
    return least;
  }

  private boolean isSwap(String other, int i, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
