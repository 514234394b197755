package com.aluminatiai.estimation.names;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * How names are read: letters and digits count, in lower case and without accents; everything else
 * separates. Works character by character and independently of the locale, so that a look-up
 * allocates nothing.
 */
public final class NameText {
  /** Names longer than this are not looked at any further; the longest alias is far shorter. */
  public static final int LONGEST = 200;

  private static final long END = -1;
  private static final char TRADEMARK = '\u2122';
  private static final char TIMES = '\u00D7';
  private static final String UUID = "(UUID";
  private static final int NEXT_SHIFT = 16;
  private static final char FULL_WIDTH_FIRST = '\uFF01';
  private static final char FULL_WIDTH_LAST = '\uFF5E';
  private static final int FULL_WIDTH_OFFSET = 0xFEE0;
  private static final int LATIN_FROM = 0xC0;

  /** The letters from U+00C0 to U+017F without accents, in lower case; a blank for other signs. */
  private static final String LATIN =
      "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
          + "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllll"
          + "nnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

  private static final char[] FOLDED = foldedLatin();

  private NameText() {}

  /**
   * Reads the next character that counts at or after {@code position}: the character in the low 16
   * bits, the position behind it above; negative at the end. Between two that count, a run of
   * separators reads as {@code separator}, or as nothing if that is 0.
   */
  static long next(String name, int position, char separator) {
    int at = position;
    while (at < name.length()) {
      char folded = fold(name.charAt(at));
      if (folded != 0) {
        boolean gap = separator != 0 && position > 0 && at > position;
        return gap ? step(at, separator) : step(at + 1, folded);
      }
      at += 1 + markLength(name, at);
    }
    return END;
  }

  private static long step(int next, char character) {
    return ((long) next << NEXT_SHIFT) | character;
  }

  static char character(long step) {
    return (char) step;
  }

  static int position(long step) {
    return (int) (step >>> NEXT_SHIFT);
  }

  /** Characters to skip behind an opening bracket: those of {@code (R)} and {@code (TM)}. */
  private static int markLength(String name, int at) {
    if (name.charAt(at) != '(') {
      return 0;
    }
    if (name.regionMatches(true, at, "(R)", 0, 3)) {
      return 2;
    }
    return name.regionMatches(true, at, "(TM)", 0, 4) ? 3 : 0;
  }

  /** The name's characters that count. */
  public static String normalised(String name, char separator) {
    StringBuilder text = new StringBuilder();
    for (long step = next(name, 0, separator);
        step >= 0;
        step = next(name, position(step), separator)) {
      text.append(character(step));
    }
    return text.toString();
  }

  /**
   * The name alone of a Kubernetes label, of a line of {@code nvidia-smi -L} ({@code GPU 0: NVIDIA
   * L4 (UUID: ...)}) or of any other text, in characters that are typed.
   */
  public static String plain(String name) {
    String line = name.contains(UUID) ? name.substring(0, name.indexOf(UUID)) : name;
    int label = Math.max(line.lastIndexOf('='), line.lastIndexOf(": "));
    String value = line.substring(label + 1).replace(TRADEMARK, ' ').replace(TIMES, 'x');
    return Normalizer.normalize(value, Normalizer.Form.NFKC).strip();
  }

  /** The words of a name. */
  static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    for (String word : normalised(name, ' ').split(" ")) {
      if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return words;
  }

  /** Lower case without accents; 0 for what does not count. */
  private static char fold(char character) {
    if (character < FOLDED.length) {
      return FOLDED[character];
    }
    if (character >= FULL_WIDTH_FIRST && character <= FULL_WIDTH_LAST) {
      return FOLDED[character - FULL_WIDTH_OFFSET];
    }
    return Character.isLetterOrDigit(character) ? Character.toLowerCase(character) : 0;
  }

  private static char[] foldedLatin() {
    char[] folded = new char[LATIN_FROM + LATIN.length()];
    for (char c = '0'; c <= '9'; c++) {
      folded[c] = c;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      folded[c] = c;
      folded[c - 'a' + 'A'] = c;
    }
    for (int i = 0; i < LATIN.length(); i++) {
      folded[LATIN_FROM + i] = LATIN.charAt(i) == ' ' ? 0 : LATIN.charAt(i);
    }
    return folded;
  }
}
