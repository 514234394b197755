package com.aluminatiai.estimation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds rows by names that are almost theirs: for suggestions and for search. A name is near to
 * another by the words they share, rare words counting more and memory sizes not, or by the share
 * of characters that need no edit.
 *
 * @param <T> a row
 */
final class NearNames<T> {
  /** Most suggestions of a look-up. */
  static final int MOST_SUGGESTIONS = 5;

  private static final double LEAST_SCORE = 0.5;
  private static final int MOST_CHARACTERS_COMPARED = 40;
  private static final int COMMON_WORD_ROWS = 30;
  private static final char SPACE = ' ';

  private record Candidate<T>(T row, List<Name> names, Set<String> words, String text) {}

  /** A name without spaces, and the set of its characters as bits. */
  private record Name(String text, long characters) {
    static Name of(String text) {
      long characters = 0;
      for (int i = 0; i < text.length(); i++) {
        characters |= 1L << (text.charAt(i) & 63);
      }
      return new Name(text, characters);
    }

    /**
     * Whether so few edits may make one of the other: each changes at most two of the sets' bits.
     */
    boolean mayBeWithin(int edits, Name other) {
      return Math.abs(text.length() - other.text.length()) <= edits
          && Long.bitCount(characters ^ other.characters) <= 2 * edits;
    }
  }

  private record Scored<T>(T row, double score) {}

  private final List<Candidate<T>> candidates = new ArrayList<>();
  private final Map<String, Integer> rowsByWord = new HashMap<>();

  /**
   * @param rows the rows, in the order that breaks ties
   * @param namesOf every name of a row
   */
  NearNames(List<T> rows, Function<T, List<String>> namesOf) {
    for (T row : rows) {
      Set<Name> names = new LinkedHashSet<>();
      Set<String> words = new LinkedHashSet<>();
      StringBuilder text = new StringBuilder();
      for (String name : namesOf.apply(row)) {
        String spaced = NameText.normalised(name, SPACE);
        names.add(Name.of(spaced.replace(" ", "")));
        words.addAll(List.of(spaced.split(" ")));
        text.append(spaced).append('\n');
      }
      candidates.add(new Candidate<>(row, List.copyOf(names), words, text.toString()));
      words.forEach(word -> rowsByWord.merge(word, 1, Integer::sum));
    }
  }

  /** The rows that may have been meant, best first, at most {@value #MOST_SUGGESTIONS}. */
  List<T> nearest(String name) {
    String start = name.substring(0, Math.min(name.length(), NameText.LONGEST));
    List<String> words = NameText.words(start.substring(start.lastIndexOf('=') + 1));
    String all = String.join("", words);
    dropMemory(words);
    Name joined = Name.of(all.substring(0, Math.min(all.length(), MOST_CHARACTERS_COMPARED)));
    List<Scored<T>> scored = new ArrayList<>();
    for (Candidate<T> candidate : candidates) {
      double byWords = sharedWords(candidate, words);
      double byCharacters = similarity(candidate, joined);
      double score = Math.max(byWords, byCharacters) + 0.1 * Math.min(byWords, byCharacters);
      if (score >= LEAST_SCORE) {
        scored.add(new Scored<>(candidate.row(), score));
      }
    }
    return best(scored, MOST_SUGGESTIONS);
  }

  /** The rows whose names contain every word, those with whole words first. */
  List<T> containing(String text) {
    List<String> words = NameText.words(text.substring(0, Math.min(text.length(), 200)));
    List<Scored<T>> scored = new ArrayList<>();
    for (Candidate<T> candidate : candidates) {
      int whole = 0;
      boolean all = true;
      for (String word : words) {
        all &= candidate.text().contains(word);
        whole += candidate.words().contains(word) ? 1 : 0;
      }
      if (all) {
        scored.add(new Scored<>(candidate.row(), whole));
      }
    }
    return best(scored, scored.size());
  }

  private static void dropMemory(List<String> words) {
    for (int i = words.size() - 1; i >= 0; i--) {
      if (words.get(i).matches("\\d*(gb|gib)")) {
        boolean alone = words.remove(i).startsWith("g");
        if (alone && i > 0 && words.get(i - 1).matches("\\d+")) {
          i--;
          words.remove(i);
        }
      }
    }
  }

  private static <T> List<T> best(List<Scored<T>> scored, int most) {
    return scored.stream()
        .sorted(Comparator.comparingDouble((Scored<T> one) -> -one.score()))
        .limit(most)
        .map(Scored::row)
        .toList();
  }

  private double sharedWords(Candidate<T> candidate, List<String> words) {
    double known = 0;
    double shared = 0;
    boolean telling = false;
    for (String word : words) {
      Integer rows = rowsByWord.get(word);
      if (rows != null) {
        double weight = 1.0 / rows;
        known += weight;
        if (candidate.words().contains(word)) {
          shared += weight;
          telling |= rows <= COMMON_WORD_ROWS && word.length() > 1;
        }
      }
    }
    return telling ? 0.95 * shared / known : 0;
  }

  private static double similarity(Candidate<?> candidate, Name asked) {
    double best = 0;
    for (Name name : candidate.names()) {
      int longer = Math.max(name.text().length(), asked.text().length());
      int most = Math.max(1, longer / 3);
      if (name.mayBeWithin(most, asked)) {
        int edits = edits(name.text(), asked.text());
        best = edits <= most ? Math.max(best, 1 - (double) edits / longer) : best;
      }
    }
    return best;
  }

  /**
   * Characters to replace, insert, remove or swap with their neighbour: the restricted distance.
   */
  static int edits(String one, String other) {
    int[] beforePrevious = new int[other.length() + 1];
    int[] previous = new int[other.length() + 1];
    int[] current = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
        if (isSwap(one, i, other, j)) {
          current[j] = Math.min(current[j], 1 + beforePrevious[j - 2]);
        }
      }
      int[] spare = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = spare;
    }
    return previous[other.length()];
  }

  private static boolean isSwap(String one, int i, String other, int j) {
    return i > 1
        && j > 1
        && one.charAt(i - 1) == other.charAt(j - 2)
        && one.charAt(i - 2) == other.charAt(j - 1);
  }
}
