package com.aluminatiai.minimax;

import java.text.Normalizer;

/** Takes out of a text what nobody sees: control, zero-width, bidi, tag and filler characters. */
final class CleanText {
  private CleanText() {}

  /**
   * Cleans a text.
   *
   * @param text any text
   * @param mostCharacters where the cleaned text is cut
   * @return NFC on one line, without outer blanks; may be empty
   */
  static String clean(String text, int mostCharacters) {
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(text, Normalizer.Form.NFC)
        .codePoints()
        .map(c -> isBlank(c) ? ' ' : c)
        .filter(CleanText::isVisible)
        .forEach(kept::appendCodePoint);
    return cut(kept.toString().strip(), mostCharacters).strip();
  }

  /** Cuts a text; a character beyond the basic plane counts once, and is never halved. */
  static String cut(String text, int mostCharacters) {
    return text.codePointCount(0, text.length()) <= mostCharacters
        ? text
        : text.substring(0, text.offsetByCodePoints(0, mostCharacters));
  }

  private static boolean isBlank(int c) {
    return c == '\n' || c == '\r' || c == '\t' || Character.isSpaceChar(c);
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> !isFiller(c);
    };
  }

  /** Letters and marks that show nothing: joiners, fillers, variation selectors. */
  private static boolean isFiller(int c) {
    return c == 0x034F
        || c == 0x115F
        || c == 0x1160
        || c == 0x17B4
        || c == 0x17B5
        || (c >= 0x180B && c <= 0x180F)
        || c == 0x2800
        || c == 0x3164
        || c == 0xFFA0
        || (c >= 0xFE00 && c <= 0xFE0F)
        || (c >= 0xE0100 && c <= 0xE01EF);
  }
}
