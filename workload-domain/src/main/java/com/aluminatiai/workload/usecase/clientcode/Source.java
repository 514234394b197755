package com.aluminatiai.workload.usecase.clientcode;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Source text taken apart: the code without comments, where each literal is its number in quotes,
 * and the literals. What a literal interpolates is code, in braces after the literal's number.
 */
record Source(String code, List<String> literals) {
  private static final Pattern FORBIDDEN_TEXT =
      Pattern.compile(
          "rm\\s+-|\\bsudo\\b|/dev/(?!null)|/etc/|~/|\\|\\s*(ba|z)?sh\\b|child_process|subprocess"
              + "|os\\.system|\\beval\\b|\\bexec\\b|^(constructor|prototype)$|__(?!main__)\\w+__|^delete$"
              // A number as a character, by format.
              + "|%[-0-9]*c|:[^{}\\s]{0,9}c\\}"
              // What a scheme is put together from: htt and p: make one.
              + "|^(h?t{0,2}p?|h|w)s{0,2}(?<=[a-z])(:/{0,2})?$|^(?!node:)[a-z]{0,5}:\\S",
          Pattern.CASE_INSENSITIVE);

  /**
   * Alone, and not between what is interpolated, these are for putting an address together; only a
   * slash has another use.
   */
  private static final Pattern JOINT = Pattern.compile("[.:/]");

  private static final String TRIMS_SLASH =
      "\\.(rstrip|lstrip|strip|endswith|startswith|endsWith|startsWith|removesuffix)\\s*\\(\\s*";

  private static final Pattern JOINS = Pattern.compile("[\\s()+]*");
  private static final Pattern NUMBER = Pattern.compile("\"([0-9]+)\"");

  Source {
    literals = List.copyOf(literals);
  }

  static Source python(String text) throws Doubt {
    return new SourceReader(text, true).read();
  }

  static Source script(String text) throws Doubt {
    return new SourceReader(text, false).read();
  }

  /** Returns the literals and what those that are joined make together. */
  List<String> allLiterals() {
    List<String> all = new ArrayList<>(literals);
    StringBuilder joined = new StringBuilder();
    int end = 0;
    for (Matcher number = NUMBER.matcher(code); number.find(); end = number.end()) {
      if (!JOINS.matcher(code).region(end, number.start()).matches()) {
        all.add(joined.toString());
        joined.setLength(0);
      }
      joined.append(literal(number.group(1)));
    }
    all.add(joined.toString());
    return all;
  }

  String literal(String number) {
    return literals.get(Integer.parseInt(number));
  }

  /** Code has nothing that the pattern finds. */
  void refuse(Pattern pattern) throws Doubt {
    Matcher matcher = pattern.matcher(code);
    if (matcher.find()) {
      throw new Doubt("is not allowed: " + matcher.group().strip());
    }
  }

  /** Everywhere that the word stands, the pattern matches from there on. */
  void allowOnly(Pattern word, Pattern allowed) throws Doubt {
    Matcher matcher = word.matcher(code);
    while (matcher.find()) {
      Matcher use = allowed.matcher(code).region(matcher.start(), code.length());
      Doubt.unless(use.lookingAt(), "is used in a way that is not allowed: " + matcher.group());
    }
  }

  /** Where the pattern's first group is a literal's number, that literal is a setting of ours. */
  void settingsOfOurs(Pattern lookUp) throws Doubt {
    Matcher matcher = lookUp.matcher(code);
    while (matcher.find()) {
      Doubt.unless(
          literal(matcher.group(1)).matches("ALUMINATIAI_[A-Z_]+"), "reads another setting");
    }
  }

  void checkLiterals() throws Doubt {
    for (String literal : allLiterals()) {
      checkLiteral(literal);
    }
    for (int i = 0; i < literals.size(); i++) {
      if (JOINT.matcher(literals.get(i)).matches()) {
        checkJoint("\"" + i + "\"");
      }
      Doubt.unless(
          !(literals.get(i).endsWith(":") && code.contains("\"" + i + "\"{")),
          "may put an address together");
    }
  }

  private void checkJoint(String literal) throws Doubt {
    boolean piece = code.contains(literal + "{") || code.contains("}" + literal);
    boolean trims = Pattern.compile(TRIMS_SLASH + literal).matcher(code).find();
    Doubt.unless(piece || trims, "may put an address together");
  }

  static void checkLiteral(String literal) throws Doubt {
    AddressRules.checkLiteral(literal);
    Doubt.unless(!FORBIDDEN_TEXT.matcher(literal).find(), "holds forbidden text: " + literal);
  }
}
