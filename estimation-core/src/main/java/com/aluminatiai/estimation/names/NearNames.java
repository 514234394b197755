package com.aluminatiai.estimation.names;

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
public final class NearNames<T> {
  /** Most suggestions of a look-up. */
  public static final int MOST_SUGGESTIONS = 5;

  private static final double LEAST_SCORE = 0.45;
  private static final int MOST_CHARACTERS_COMPARED = 40;
  private static final int COMMON_WORD_ROWS = 30;
  private static final double COMMON_WORD_WEIGHT = 0.1;

  /** Directions and the like: a shared one makes no two places alike. */
  private static final Set<String> DIRECTIONS =
      Set.of(
          "new",
          "saint",
          "united",
          "state",
          "states",
          "republic",
          "province",
          "island",
          "islands",
          "city",
          "north",
          "south",
          "east",
          "west",
          "central",
          "northern",
          "southern",
          "eastern",
          "western",
          "northeast",
          "northwest",
          "southeast",
          "southwest");

  /** Words of sentences, which say nothing of what is named. */
  private static final Set<String> LITTLE_WORDS =
      Set.of("with", "of", "and", "the", "in", "design");

  private static final double WORDS_AGAINST_CHARACTERS = 0.95;

  /** Among so few letters one edit makes a word of another: {@code MIT} is not {@code IT}. */
  private static final int CODE = 3;

  private static final int SHORT_WORD = 6;
  private static final int SHORT_NAME = 9;
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
  public NearNames(List<T> rows, Function<T, List<String>> namesOf) {
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
  public List<T> nearest(String name) {
    String start = name.substring(0, Math.min(name.length(), NameText.LONGEST));
    List<String> words = NameText.words(start.substring(start.lastIndexOf('=') + 1));
    String all = String.join("", words);
    dropMemory(words);
    Name joined = Name.of(all.substring(0, Math.min(all.length(), MOST_CHARACTERS_COMPARED)));
    EditDistance distance = new EditDistance(joined.text(), NameText.LONGEST);
    List<Scored<T>> scored = new ArrayList<>();
    for (Candidate<T> candidate : candidates) {
      double byWords = sharedWords(candidate, words);
      double byCharacters = similarity(candidate, joined, distance);
      double score = Math.max(byWords, byCharacters) + 0.1 * Math.min(byWords, byCharacters);
      if (score >= LEAST_SCORE) {
        scored.add(new Scored<>(candidate.row(), score));
      }
    }
    return best(scored, MOST_SUGGESTIONS);
  }

  /** The rows whose names contain every word, those with whole words first; all for a blank. */
  public List<T> containing(String text) {
    List<String> words = NameText.words(text.substring(0, Math.min(text.length(), 200)));
    if (words.isEmpty() && !text.isBlank()) {
      return List.of(); // Nothing but signs, which no name is found by.
    }
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
    for (String word : words) {
      double weight = weight(word);
      known += weight;
      shared += candidate.words().contains(word) ? weight : 0;
    }
    return shared >= 1 ? WORDS_AGAINST_CHARACTERS * shared / known : 0;
  }

  private double weight(String word) {
    int rows = rowsByWord.getOrDefault(word, 0);
    if (rows == 0 || LITTLE_WORDS.contains(word)) {
      return 0;
    }
    boolean common = rows > COMMON_WORD_ROWS || isSmall(word) || DIRECTIONS.contains(word);
    return common ? COMMON_WORD_WEIGHT : 1;
  }

  /** A letter, or two that may be a word of some language: {@code am} in Frankfurt am Main. */
  private static boolean isSmall(String word) {
    return word.length() == 1 || (word.length() == 2 && word.chars().noneMatch(c -> c <= '9'));
  }

  /** Two edits make another word of six letters: {@code Dublin} is no {@code Dubai}. */
  private static int mostEdits(int length) {
    if (length <= CODE) {
      return 0;
    }
    if (length <= SHORT_WORD) {
      return 1;
    }
    return length <= SHORT_NAME ? length / 3 : length / 4;
  }

  private static double similarity(Candidate<?> candidate, Name asked, EditDistance distance) {
    double best = 0;
    for (Name name : candidate.names()) {
      int longer = Math.max(name.text().length(), asked.text().length());
      int most = mostEdits(longer);
      if (name.mayBeWithin(most, asked)) {
        int edits = distance.to(name.text(), most);
        best = edits <= most ? Math.max(best, 1 - (double) edits / longer) : best;
      }
    }
    return best;
  }
}
