package com.aluminatiai.workload.usecase.clientcode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes Python, JavaScript or TypeScript apart. Where it cannot tell for sure what is a comment, a
 * literal or code, it doubts: nothing may hide.
 */
final class SourceReader {
  /** Stands for the one regular expression that is known; code that says this is refused. */
  static final String TRIMMING = "TRIMS_SLASHES";

  /** Reading is recursive. */
  private static final int MOST_DEPTH = 20;

  private static final Set<String> PYTHON_PREFIXES = Set.of("", "r", "f", "fr", "rf");
  private static final Pattern TRAILING_NAME = Pattern.compile("[A-Za-z0-9_$]+$");
  private static final Pattern TRIMS_SLASHES = Pattern.compile("/\\\\/\\+?\\$/");

  /** After these, a slash begins a regular expression; after any other name it divides. */
  private static final Set<String> BEFORE_EXPRESSION =
      Set.of(
          "return",
          "typeof",
          "case",
          "in",
          "of",
          "instanceof",
          "new",
          "delete",
          "void",
          "throw",
          "do",
          "else",
          "yield",
          "await",
          "default",
          "extends");

  private final String text;
  private final boolean python;
  private final StringBuilder code = new StringBuilder();
  private final List<String> literals = new ArrayList<>();
  private final Deque<Character> open = new ArrayDeque<>();
  private int at;
  private int depth;

  SourceReader(String text, boolean python) {
    this.text = text;
    this.python = python;
  }

  Source read() throws Doubt {
    if (text.startsWith("#!")) {
      skipLine();
    }
    code(false);
    Doubt.unless(open.isEmpty(), "is not complete");
    return new Source(code.toString(), literals);
  }

  /** Reads to the end, or to the brace that ends an interpolation. */
  private void code(boolean interpolated) throws Doubt {
    int depth = open.size();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (interpolated && c == '}' && open.size() == depth) {
        return;
      }
      if (interpolated && python && c == ':' && open.size() == depth) {
        formatSpecification();
        return;
      }
      if (c == '"' || c == '\'') {
        literal(c);
      } else if (python && c == '#') {
        Doubt.unless(!interpolated, "has a comment inside a text");
        skipLine();
      } else if (!python && c == '`') {
        at++;
        template("`");
      } else if (!python && c == '/') {
        slash();
      } else {
        bracket(c);
        code.append(c);
        at++;
      }
    }
    Doubt.unless(!interpolated, "is not complete");
  }

  private void bracket(char c) throws Doubt {
    switch (c) {
      case '(' -> open.push(')');
      case '[' -> open.push(']');
      case '{' -> open.push('}');
      case ')', ']', '}' ->
          Doubt.unless(!open.isEmpty() && open.pop() == c, "has brackets that do not match");
      default -> {}
    }
  }

  private void slash() throws Doubt {
    Matcher trims = TRIMS_SLASHES.matcher(text).region(at, text.length());
    if (text.startsWith("//", at)) {
      skipLine();
    } else if (text.startsWith("/*", at)) {
      int end = text.indexOf("*/", at + 2);
      Doubt.unless(end >= 0, "is not complete");
      code.append(text.substring(at, end).contains("\n") ? '\n' : ' ');
      at = end + 2;
    } else if (trims.lookingAt()) {
      code.append(TRIMMING);
      at = trims.end();
    } else {
      String before = code.toString().stripTrailing();
      Matcher name = TRAILING_NAME.matcher(before);
      boolean divides =
          name.find()
              ? !BEFORE_EXPRESSION.contains(name.group())
              : before.endsWith(")")
                  && text.substring(at + 1).stripLeading().matches("(?s)[0-9].*");
      Doubt.unless(divides, "has a regular expression");
      code.append('/');
      at++;
    }
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private void literal(char quote) throws Doubt {
    String prefix = python ? takePrefix() : "";
    String triple = String.valueOf(quote).repeat(3);
    String end = python && text.startsWith(triple, at) ? triple : String.valueOf(quote);
    at += end.length();
    if (prefix.contains("f")) {
      template(end);
      return;
    }
    StringBuilder literal = new StringBuilder();
    while (!text.startsWith(end, at)) {
      literalCharacter(literal, end);
    }
    at += end.length();
    add(literal);
  }

  private String takePrefix() throws Doubt {
    Matcher name = TRAILING_NAME.matcher(code);
    String prefix = name.find() ? name.group().toLowerCase(Locale.ROOT) : "";
    Doubt.unless(PYTHON_PREFIXES.contains(prefix), "has a literal of another kind");
    code.setLength(code.length() - prefix.length());
    return prefix;
  }

  /** Reads a literal that interpolates; each piece of text is a literal of its own. */
  private void template(String end) throws Doubt {
    String begin = python ? "{" : "${";
    StringBuilder literal = new StringBuilder();
    while (!text.startsWith(end, at)) {
      if (python && (text.startsWith("{{", at) || text.startsWith("}}", at))) {
        literal.append(text.charAt(at));
        at += 2;
      } else if (text.startsWith(begin, at)) {
        add(literal);
        literal.setLength(0);
        at += begin.length();
        code.append('{');
        depth++;
        Doubt.unless(depth <= MOST_DEPTH, "is nested too deep");
        code(true);
        depth--;
        code.append('}');
        at++;
      } else {
        literalCharacter(literal, end);
      }
    }
    at += end.length();
    add(literal);
  }

  private void literalCharacter(StringBuilder literal, String end) throws Doubt {
    Doubt.unless(at < text.length(), "is not complete");
    char c = text.charAt(at);
    Doubt.unless(c != '\n' || end.length() == 3 || end.equals("`"), "is not complete");
    if (c == '\\') {
      Doubt.unless(at + 1 < text.length(), "is not complete");
      at++;
      literal.append(text.charAt(at) == 'n' ? '\n' : text.charAt(at));
    } else {
      literal.append(c);
    }
    at++;
  }

  private void formatSpecification() throws Doubt {
    int end = text.indexOf('}', at);
    Doubt.unless(
        end >= 0 && text.substring(at, end).matches(":[A-Za-bd-z0-9.,<>^=+% _-]*"),
        "has an odd format");
    at = end;
  }

  private void add(CharSequence literal) {
    code.append('"').append(literals.size()).append('"');
    literals.add(literal.toString());
  }
}
