package com.aluminatiai.workload.usecase.clientcode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a bash script apart. Knows only what a short script needs (words, quotes, simple
 * expansions, command substitution, functions, pipes) and doubts the rest: here documents, arrays,
 * backticks, process substitution, subshells, background jobs, redirection to files.
 */
final class ShellReader {
  private static final Pattern REDIRECTION =
      Pattern.compile("([12]?>|&>)[ \\t]*(&[12]|/dev/null)(?=[\\s;|)&]|$)");
  private static final Pattern SEPARATOR =
      Pattern.compile("\\n|;(?!;)|&&|\\|\\|(?!\\|)|\\|(?![|&])");
  private static final Pattern ARITHMETIC =
      Pattern.compile("\\$\\(\\(([\\w\\s+*/%<>=!-]|\\$(?=\\w)){0,100}\\)\\)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*|\\$[0-9]");
  private static final Pattern VARIABLE =
      Pattern.compile(
          "\\$(?:([A-Za-z_]\\w*|[0-9#?])|\\{([A-Za-z_]\\w*|[0-9])((?:%%?|##?|:-|:\\?|-)[^$`{}\\\\\"'@]*)?\\})");

  /** Reading is recursive. */
  private static final int MOST_DEPTH = 20;

  private static final String ENDS_WORD = " \t\n;|&()<>";

  private final String text;
  private final List<List<ShellWord>> commands = new ArrayList<>();
  private final Set<String> functions = new HashSet<>();
  private final Set<String> variables = new HashSet<>();
  private final Set<String> numbers = new HashSet<>();
  private int at;
  private int depth;

  ShellReader(String text) {
    this.text = text;
  }

  ShellScript read() throws Doubt {
    commands(false);
    return new ShellScript(commands, functions, variables, numbers);
  }

  private void commands(boolean substituted) throws Doubt {
    List<ShellWord> words = new ArrayList<>();
    while (at < text.length() && !(substituted && text.charAt(at) == ')')) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
      } else if (text.startsWith("\\\n", at) || text.startsWith("<<<", at)) {
        at += c == '<' ? 3 : 2;
      } else if (c == '#') {
        skipLine();
      } else if (!skip(REDIRECTION)) {
        if (skip(SEPARATOR)) {
          end(words);
        } else if (c == '(' && words.size() == 1 && text.startsWith("()", at)) {
          at += 2;
          define(words.remove(0));
        } else {
          Doubt.unless(ENDS_WORD.indexOf(c) < 0, "has an operator that is not allowed");
          words.add(word());
        }
      }
    }
    Doubt.unless(!substituted || at < text.length(), "is not complete");
    end(words);
  }

  private void end(List<ShellWord> words) {
    if (!words.isEmpty()) {
      commands.add(List.copyOf(words));
      words.clear();
    }
  }

  private void define(ShellWord name) throws Doubt {
    Doubt.unless(
        name.plain() && name.text().matches("[A-Za-z_]\\w*"), "has an odd function's name");
    functions.add(name.text());
  }

  private boolean skip(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(at, text.length());
    boolean found = matcher.lookingAt();
    if (found) {
      at = matcher.end();
    }
    return found;
  }

  private void skipLine() {
    int end = text.indexOf('\n', at);
    at = end < 0 ? text.length() : end;
  }

  private ShellWord word() throws Doubt {
    Builder word = new Builder();
    while (at < text.length() && ENDS_WORD.indexOf(text.charAt(at)) < 0) {
      char c = text.charAt(at);
      switch (c) {
        case '\'' -> {
          int end = text.indexOf('\'', at + 1);
          Doubt.unless(end >= 0, "is not complete");
          word.quoted(text.substring(at + 1, end));
          at = end + 1;
        }
        case '"' -> doubleQuoted(word);
        case '$' -> expansion(word, true);
        case '\\', '`' -> throw new Doubt("has a quote of another kind");
        default -> {
          word.plain(c);
          at++;
        }
      }
    }
    return word.build();
  }

  private void doubleQuoted(Builder word) throws Doubt {
    word.quoted("");
    at++;
    while (true) {
      Doubt.unless(at < text.length(), "is not complete");
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return;
      }
      Doubt.unless(c != '`', "has a quote of another kind");
      if (c == '$') {
        expansion(word, false);
      } else if (text.startsWith("\\\n", at)) {
        at += 2;
      } else if (c == '\\') {
        Doubt.unless(at + 1 < text.length(), "is not complete");
        word.quoted(text.substring(at + 1, at + 2));
        at += 2;
      } else {
        word.quoted(String.valueOf(c));
        at++;
      }
    }
  }

  private void expansion(Builder word, boolean splits) throws Doubt {
    Matcher arithmetic = ARITHMETIC.matcher(text).region(at, text.length());
    if (arithmetic.lookingAt()) {
      NAME.matcher(arithmetic.group()).results().forEach(name -> numbers.add(name.group()));
      word.expansion("0", false);
      at = arithmetic.end();
      return;
    }
    Doubt.unless(!text.startsWith("$((", at), "has arithmetic that is not allowed");
    if (text.startsWith("$(", at)) {
      at += 2;
      depth++;
      Doubt.unless(depth <= MOST_DEPTH, "is nested too deep");
      commands(true);
      depth--;
      at++;
      word.expansion("$()", splits);
      return;
    }
    Matcher variable = VARIABLE.matcher(text).region(at, text.length());
    Doubt.unless(variable.lookingAt(), "has an expansion that is not allowed");
    String name = variable.group(1) != null ? variable.group(1) : variable.group(2);
    String rest = variable.group(3) != null ? variable.group(3) : "";
    variables.add(name);
    word.expansion("${" + name + rest + "}", splits);
    word.pieces.add(rest.replaceFirst("^[:%#?-]+", ""));
    at = variable.end();
  }

  /** A word in the making. */
  private static final class Builder {
    private final StringBuilder text = new StringBuilder();
    private final List<String> pieces = new ArrayList<>();
    private final StringBuilder piece = new StringBuilder();
    private int plainLength = -1;
    private boolean splits;

    private void plain(char c) {
      text.append(c);
      piece.append(c);
    }

    private void quoted(String quoted) {
      endPlain();
      text.append(quoted);
      piece.append(quoted);
    }

    private void expansion(String expansion, boolean maySplit) {
      endPlain();
      text.append(expansion);
      pieces.add(piece.toString());
      piece.setLength(0);
      splits |= maySplit;
    }

    private void endPlain() {
      if (plainLength < 0) {
        plainLength = text.length();
      }
    }

    private ShellWord build() throws Doubt {
      boolean wholePlain = plainLength < 0;
      String said = text.toString();
      String plain = said.substring(0, wholePlain ? said.length() : plainLength);
      Doubt.unless(said.matches("[{}]") || !plain.matches("(?s).*[{}].*|~.*"), "has an expansion");
      pieces.add(piece.toString());
      return new ShellWord(said, pieces, plain.length(), wholePlain, splits);
    }
  }
}
