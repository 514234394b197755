package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * Writes a value into a program, as a literal of the program's language that can mean nothing else.
 * Texts are somebody's words: everything but plain ASCII letters, digits and a few signs is
 * escaped, so that no quote ends the literal, no sign starts anything in it, and nothing in it is
 * shown in another order than it is read.
 */
final class CodeLiteral {
  /** Signs that mean nothing within quotes in any of the languages, a heredoc or YAML. */
  private static final String PLAIN_SIGNS = " !#%&()*+,-./:;=?@[]^_{|}~";

  private CodeLiteral() {}

  /** Returns a literal of a number, a text, or true or false. */
  static String of(Object value, ClientLanguage language) {
    if (value instanceof Double number) {
      return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
    if (value instanceof Boolean flag) {
      boolean isPython = language == ClientLanguage.PYTHON;
      return isPython ? (flag ? "True" : "False") : flag.toString();
    }
    return quoted((String) value, language);
  }

  /**
   * Between double quotes. For curl it is JSON, which stands within single quotes: there is neither
   * a single quote nor a raw special sign in it.
   */
  private static String quoted(String text, ClientLanguage language) {
    StringBuilder literal = new StringBuilder("\"");
    text.codePoints()
        .forEach(
            c -> {
              if (isPlain(c)) {
                literal.appendCodePoint(c);
              } else {
                literal.append(escape(c, language));
              }
            });
    return literal.append('"').toString();
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PLAIN_SIGNS.indexOf(c) >= 0;
  }

  private static String escape(int c, ClientLanguage language) {
    if (Character.isBmpCodePoint(c)) {
      return String.format(Locale.ROOT, "\\u%04x", c);
    }
    return switch (language) {
      case PYTHON -> String.format(Locale.ROOT, "\\U%08x", c);
      case JAVASCRIPT, TYPESCRIPT -> String.format(Locale.ROOT, "\\u{%x}", c);
      case CURL ->
          String.format(
              Locale.ROOT,
              "\\u%04x\\u%04x",
              (int) Character.highSurrogate(c),
              (int) Character.lowSurrogate(c));
    };
  }
}
