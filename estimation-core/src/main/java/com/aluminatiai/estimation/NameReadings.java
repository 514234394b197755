package com.aluminatiai.estimation;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other ways to write the name of a region. */
final class NameReadings {
  /** How lists of countries write: {@code Korea, South}, {@code Congo, Republic of the}. */
  private static final Pattern TURNED = Pattern.compile("([^,()]*[^ ,()]) *, *([^ ,()][^,()]*)");

  /** {@code Washington State}, {@code State of Georgia}, {@code Province of Ontario}. */
  private static final Pattern PART =
      Pattern.compile(
          "(?:state|province|commonwealth) of (?:the )?(?<of>.+)|(?<before>.+) (?:state|province)",
          CASE_INSENSITIVE);

  /**
   * At most four letters in two parts: without their separator they would be another code, {@code
   * BR-N} that of Brunei and {@code CA-MX} that of California's grid. Full stops, as in {@code
   * U.S.}, separate no parts.
   */
  private static final Pattern CODE_APART =
      Pattern.compile(
          "(?=(?:[^A-Za-z0-9]*[A-Za-z0-9]){2,4}[^A-Za-z0-9]*$)"
              + "[^A-Za-z0-9]*[A-Za-z0-9]+[^A-Za-z0-9.]+[A-Za-z0-9]+[^A-Za-z0-9]*");

  private NameReadings() {}

  /** Whether the name's separators are a part of it. */
  static boolean isCodeApart(String name) {
    return CODE_APART.matcher(name).matches();
  }

  /** {@code South Korea} for {@code Korea, South}; the name itself where there is no comma. */
  static String turned(String name) {
    Matcher parts = TURNED.matcher(name);
    return parts.matches() ? parts.group(2).concat(" ").concat(parts.group(1)) : name;
  }

  /** {@code Jammu and Kashmir} for {@code Jammu & Kashmir}; not {@code PG&E}. */
  static String withAnd(String name) {
    return name.replace(" & ", " and ");
  }

  /** {@code Washington} for {@code Washington State}; empty for what names no state. */
  static String withoutState(String name) {
    Matcher part = PART.matcher(name);
    if (!part.matches()) {
      return "";
    }
    return part.group("of") == null ? part.group("before") : part.group("of");
  }

  /** {@code us-east-1} of {@code us-east-1a}, {@code europe-west1} of {@code europe-west1-b}. */
  static String withoutZone(String name) {
    int last = name.length() - 1;
    if (last < 2 || !Character.isLetter(name.charAt(last))) {
      return name;
    }
    char before = name.charAt(last - 1);
    if (before >= '0' && before <= '9') {
      return name.substring(0, last);
    }
    char second = name.charAt(last - 2);
    boolean zone = before == '-' && second >= '0' && second <= '9';
    return zone ? name.substring(0, last - 1) : name;
  }
}
