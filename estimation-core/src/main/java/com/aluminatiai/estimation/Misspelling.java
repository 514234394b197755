package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.EditDistance;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Guesses what a misspelt word was meant to be, among the few words that are known at its place:
 * names of fields, columns or options. Upper case, hyphens and underscores make no difference. For
 * names of accelerators and regions the catalogues have suggestions of their own.
 */
public final class Misspelling {
  private static final int MOST_CHARACTERS = 40;

  /** Shorter words are parts of too many others. */
  private static final int LEAST_PART = 3;

  private Misspelling() {}

  /**
   * Returns the known word that was probably meant: one that holds the other, or that few
   * characters to replace, insert, remove or swap with their neighbour lead to.
   *
   * @param word the word that is not known
   * @param known the words that are; of equally near ones the first is taken
   * @return the nearest; empty if none is near
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    String wanted = letters(word);
    if (wanted.length() > MOST_CHARACTERS) {
      return Optional.empty();
    }
    int tooMany = Math.min(Math.max(2, wanted.length() / 3) + 1, wanted.length());
    EditDistance distance = new EditDistance(wanted, MOST_CHARACTERS);
    String best = null;
    int least = tooMany;
    for (String candidate : known) {
      int edits = edits(wanted, letters(candidate), distance, least - 1);
      if (edits < least) {
        best = candidate;
        least = edits;
      }
    }
    return Optional.ofNullable(best);
  }

  private static int edits(String wanted, String other, EditDistance distance, int most) {
    boolean isPart =
        Math.min(wanted.length(), other.length()) >= LEAST_PART
            && (other.contains(wanted) || wanted.contains(other));
    if (isPart) {
      return wanted.equals(other) ? 0 : 1;
    }
    return other.length() > MOST_CHARACTERS || most < 0 ? most + 1 : distance.to(other, most);
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
