package com.aluminatiai.http.wire;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads words, and says what to do about those that were not expected. */
public final class Words {
  private static final int UUID_CHARACTERS = 36;
  private static final int MOST_COMPARED_CHARACTERS = 40;

  private Words() {}

  /** Returns {@code must be fallback or calibrated}. */
  public static <E> String oneOf(List<E> choices, Function<E, String> code) {
    String allButLast =
        choices.subList(0, choices.size() - 1).stream().map(code).collect(Collectors.joining(", "));
    return "must be " + allButLast + " or " + code.apply(choices.get(choices.size() - 1));
  }

  /** Reads a UUID in its usual form: 36 characters, hyphens where they belong. */
  public static Optional<UUID> uuid(String text) {
    return isUuid(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  /** Java itself would also read {@code 1-2-3-4-0000000000000000000000000005}. */
  private static boolean isUuid(String text) {
    if (text.length() != UUID_CHARACTERS) {
      return false;
    }
    for (int i = 0; i < UUID_CHARACTERS; i++) {
      char c = text.charAt(i);
      boolean isHyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (isHyphen ? c != '-' : c >= 0x80 || Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Returns the known word that was probably meant. */
  public static Optional<String> nearest(String unknown, Collection<String> known) {
    if (unknown.length() > MOST_COMPARED_CHARACTERS) {
      return Optional.empty();
    }
    String wanted = letters(unknown);
    String best = null;
    int bestDistance = Integer.MAX_VALUE;
    for (String word : known) {
      String letters = letters(word);
      boolean isPart =
          wanted.length() >= 3 && (letters.contains(wanted) || wanted.contains(letters));
      int distance = isPart ? 1 : distance(wanted, letters);
      if (distance < bestDistance) {
        best = word;
        bestDistance = distance;
      }
    }
    return bestDistance <= Math.max(2, wanted.length() / 3) && bestDistance < wanted.length()
        ? Optional.of(best)
        : Optional.empty();
  }

  private static String letters(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  /** The number of letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
