package com.aluminatiai.workload.usecase.clientcode;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Code names no other host than ours, nor what one is easily put together from. Whoever builds one
 * letter by letter is not found: what code computes is known only when it runs.
 */
final class AddressRules {
  /** Stands for our address in what the rules read; code that says this itself is refused. */
  static final String OURS = "BASEADDRESS";

  private static final Pattern SCHEME =
      Pattern.compile("://|\\b(https?|wss?|ftps?|socks\\w*):", Pattern.CASE_INSENSITIVE);

  /**
   * A name with dots, numbers with dots, user information, a network path, the end of a scheme, a
   * scheme without its name.
   */
  private static final Pattern PART_OF_ADDRESS =
      Pattern.compile(
          "(^|[A-Za-z0-9-])\\.[A-Za-z]{2,}|[0-9]+\\.[0-9]+\\.[0-9]+|@|//|https?$|:/|:(%s|\\{\\})",
          Pattern.CASE_INSENSITIVE);

  /** {@code base + "m"}: after a host's name, whatever is not a slash makes it another name. */
  private static final Pattern LENGTHENS =
      Pattern.compile(
          "\\}[\"'`]?\\s*\\+?\\s*[\"'`]?\\$?\\{|\\}[A-Za-z0-9:@-]|\\}\\.[^\"'`\\s]"
              + "|\\+\\s*[\"'`][^/\\s\"'`]|\\+\\s*[A-Za-z_$]|%s%|\\$\\w+\\$|\\}[\"']?\\$\\w|\\.concat\\b|\\.join\\b");

  private AddressRules() {}

  /**
   * Takes our address out of the code. It is ours only if the host ends there: {@code
   * http://127.0.0.1:8080@evil.example} and {@code http://127.0.0.1:8080.evil.example} stay, and
   * are found as foreign.
   */
  static String remove(BaseAddress address, String code) throws Doubt {
    Pattern ours =
        Pattern.compile(
            "(?<![A-Za-z0-9+.])(?<![A-Za-z0-9+.]-)"
                + Pattern.quote(address.text())
                + "(?=[/\"'`\\s),;}>\\]]|\\.\\s|$)");
    Matcher matcher = ours.matcher(code);
    Doubt.unless(matcher.find(), "does not call this API");
    String rest = matcher.replaceAll(OURS);
    Doubt.unless(!SCHEME.matcher(rest).find(), "holds another address");
    Doubt.unless(
        !(address.endsInHostName() && LENGTHENS.matcher(rest).find()),
        "may lengthen the host's name");
    return rest;
  }

  static void checkLiteral(String literal) throws Doubt {
    Doubt.unless(
        !PART_OF_ADDRESS.matcher(literal).find() && !SCHEME.matcher(literal).find(),
        "holds what may be part of an address: " + literal);
  }
}
