package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What holds for code in any language: short, readable, and what it says is what it means. */
final class PlainText {
  private static final int MOST_BYTES = 16 * 1024;

  /** Long runs of letters and digits are packed data, not code. */
  private static final Pattern BLOB = Pattern.compile("(?=[=/+_]*[A-Za-z0-9])[A-Za-z0-9+/=_]{48,}");

  /** What the rules put in place of what they have read. */
  private static final Pattern RESERVED =
      Pattern.compile(AddressRules.OURS + "|" + SourceReader.TRIMMING);

  private static final Pattern SHEBANG =
      Pattern.compile("#!(/usr/bin/env (python3?|node|bash|sh)|/bin/(ba)?sh|/usr/bin/python3)\n");

  /** Python reads a comment as code if the first lines name an encoding that says so. */
  private static final Pattern ENCODING =
      Pattern.compile("\\A([^\n]*\n)?[^\n]*coding[:=](?!\\s*utf-8\\b)");

  private PlainText() {}

  static void check(String code, ClientLanguage language) throws Doubt {
    Doubt.unless(
        code.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES, "is longer than 16 KiB");
    for (int i = 0; i < code.length(); i += Character.charCount(code.codePointAt(i))) {
      int c = code.codePointAt(i);
      Doubt.unless(isPlain(c), String.format(Locale.ROOT, "holds the character U+%04X", c));
    }
    String escapes = language == ClientLanguage.CURL ? "nt\"'\\$\n" : "nrt\"'`\\$/";
    for (int i = code.indexOf('\\'); i >= 0; i = code.indexOf('\\', i + 2)) {
      Doubt.unless(
          i + 1 < code.length() && escapes.indexOf(code.charAt(i + 1)) >= 0,
          "holds an escape sequence");
    }
    Doubt.unless(!BLOB.matcher(code).find(), "holds packed data");
    Doubt.unless(!RESERVED.matcher(code).find(), "holds a reserved word");
    Doubt.unless(
        !code.startsWith("#!") || SHEBANG.matcher(code).lookingAt(), "starts another program");
    Doubt.unless(!ENCODING.matcher(code).find(), "names an encoding");
  }

  /**
   * Letters and digits are those of ASCII, so that no name looks like another one. Signs, such as
   * an arrow or the subscript of CO₂, are those that stay the same under compatibility
   * normalisation, which Python applies to names, or become a digit.
   */
  private static boolean isPlain(int c) {
    if (c < 0x80) {
      return c == '\n' || c == '\t' || (c >= ' ' && c < 0x7f);
    }
    boolean sign =
        switch (Character.getType(c)) {
          case Character.DASH_PUNCTUATION,
              Character.START_PUNCTUATION,
              Character.END_PUNCTUATION,
              Character.OTHER_PUNCTUATION,
              Character.INITIAL_QUOTE_PUNCTUATION,
              Character.FINAL_QUOTE_PUNCTUATION,
              Character.MATH_SYMBOL,
              Character.CURRENCY_SYMBOL,
              Character.OTHER_SYMBOL,
              Character.OTHER_NUMBER ->
              true;
          default -> false;
        };
    String text = Character.toString(c);
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    return sign
        && !Character.isUnicodeIdentifierPart(c)
        && (normal.equals(text) || normal.matches("[0-9]"));
  }
}
