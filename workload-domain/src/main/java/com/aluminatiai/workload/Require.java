package com.aluminatiai.workload;

/** Checks whose message names field, rule and value. Range checks are written so that NaN fails. */
final class Require {
  private Require() {}

  static void within(String field, double number, double least, double most) {
    if (!(number >= least && number <= most)) {
      throw new IllegalArgumentException(
          field + " must be within " + least + ".." + most + ": " + number);
    }
  }

  static void moreThanZero(String field, double number, double most) {
    if (!(number > 0 && number <= most)) {
      throw new IllegalArgumentException(
          field + " must be more than 0 and at most " + most + ": " + number);
    }
  }

  static void text(String field, String text, int mostCharacters) {
    int characters = length(text);
    if (characters > mostCharacters) {
      throw new IllegalArgumentException(
          field + " must be at most " + mostCharacters + " characters: " + characters);
    }
    if (!isStorable(text)) {
      throw new IllegalArgumentException(field + " must not contain NUL or an unpaired surrogate");
    }
  }

  static void label(String field, String text, int mostCharacters) {
    text(field, text, mostCharacters);
    if (isBlank(text)) {
      throw new IllegalArgumentException(field + " must not be blank");
    }
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * Also true for what {@link String#isBlank} takes for text: no-break spaces, zero-width and other
   * format characters.
   */
  static boolean isBlank(String text) {
    int at = 0;
    while (at < text.length() && isBlank(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    return at == text.length();
  }

  private static boolean isBlank(int character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || Character.isISOControl(character)
        || Character.getType(character) == Character.FORMAT;
  }

  /** PostgreSQL holds neither NUL nor half a surrogate pair. */
  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }
}
