package com.aluminatiai.http.file;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads Slurm's durations: {@code [[days-]hours:]minutes:seconds[.fraction]}. */
final class SlurmDuration {
  private static final Pattern FORM =
      Pattern.compile("(?:(?:(\\d{1,6})-)?(\\d{1,4}):)?(\\d{1,4}):(\\d{1,2})(?:\\.\\d+)?");

  private SlurmDuration() {}

  /** Returns whole seconds; empty if it is no duration. */
  static OptionalLong seconds(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return OptionalLong.empty();
    }
    long hours = number(form.group(1)) * 24 + number(form.group(2));
    return OptionalLong.of((hours * 60 + number(form.group(3))) * 60 + number(form.group(4)));
  }

  private static long number(String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }
}
