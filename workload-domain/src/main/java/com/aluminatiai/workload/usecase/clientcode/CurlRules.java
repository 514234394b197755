package com.aluminatiai.workload.usecase.clientcode;

import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What curl may be told: where our API is, what to send there and how often to try. */
final class CurlRules {
  private static final Pattern SWITCH =
      Pattern.compile(
          "-[sSfiL]+|--(silent|show-error|fail|fail-with-body|include|location|compressed"
              + "|retry-connrefused|retry-all-errors)");

  private static final String TEXT = "(?s)[^@].*";
  private static final Pattern SECONDS = Pattern.compile("[0-9.]+|\\$\\{\\w+}");

  /** Options with a value, and what the value may be. */
  private static final Map<Pattern, Pattern> OPTIONS =
      Map.of(
          Pattern.compile("-X|--request|-sX|-sSX|-fsSX|-sSfX"),
              Pattern.compile("GET|POST|PATCH|\\$\\{\\w+}"),
          Pattern.compile("-H|--header"), Pattern.compile(TEXT),
          Pattern.compile("-d|--data|--data-raw|--data-binary|--json"), Pattern.compile(TEXT),
          Pattern.compile("-w|--write-out"),
              Pattern.compile("([\\w\\s:=-]|\\\\n|%\\{(http|response)_code}){0,100}"),
          Pattern.compile("-m|--max-time|--connect-timeout|--retry(-delay|-max-time)?"), SECONDS,
          Pattern.compile("-o|--output"), Pattern.compile("/dev/null"));

  /** Our address, or a variable that may hold it, then nothing or a path. */
  private static final Pattern OURS =
      Pattern.compile(
          "(BASEADDRESS|\\$\\{ALUMINATIAI_URL:-BASEADDRESS}|\\$\\{(?<name>\\w+)(%/)?})"
              + "(/[\\w/?=&.${}()-]*|\\$\\{\\w+})?");

  private final Map<String, List<String>> assigned;
  private final Set<String> ourAddresses = new HashSet<>();

  CurlRules(Map<String, List<String>> assigned) {
    this.assigned = assigned;
    boolean found = true;
    while (found) {
      found = false;
      for (Map.Entry<String, List<String>> variable : assigned.entrySet()) {
        found |=
            isOurs(variable.getKey(), variable.getValue()) && ourAddresses.add(variable.getKey());
      }
    }
  }

  void check(List<ShellWord> arguments) throws Doubt {
    boolean calls = false;
    Iterator<ShellWord> rest = arguments.iterator();
    while (rest.hasNext()) {
      ShellWord word = rest.next();
      Doubt.unless(!word.splits(), "gives curl what an expansion says");
      Pattern value = valueOf(word.text());
      if (value != null) {
        Doubt.unless(rest.hasNext(), "gives curl an option without value");
        ShellWord given = rest.next();
        Doubt.unless(
            !given.splits() && value.matcher(given.text()).matches(),
            "gives curl an odd value of " + word.text());
      } else if (!SWITCH.matcher(word.text()).matches()) {
        Doubt.unless(
            isOurs(word.text(), ""), "gives curl another address or option: " + word.text());
        calls = true;
      }
    }
    Doubt.unless(calls, "gives curl no address");
  }

  private static Pattern valueOf(String option) {
    for (Map.Entry<Pattern, Pattern> known : OPTIONS.entrySet()) {
      if (known.getKey().matcher(option).matches()) {
        return known.getValue();
      }
    }
    return null;
  }

  /** Whether all that a variable is ever set to is our address; it may be made from itself. */
  private boolean isOurs(String name, List<String> texts) {
    boolean fromElsewhere = false;
    for (String text : texts) {
      if (text.isEmpty()) {
        continue;
      }
      if (!isOurs(text, name)) {
        return false;
      }
      fromElsewhere |= !text.startsWith("${" + name + "%") && !text.startsWith("${" + name + "}");
    }
    return fromElsewhere;
  }

  private boolean isOurs(String text, String self) {
    Matcher matcher = OURS.matcher(text);
    if (!matcher.matches()) {
      return false;
    }
    String name = matcher.group("name");
    boolean settingIsOurs =
        !text.contains("ALUMINATIAI_URL")
            || !assigned.containsKey("ALUMINATIAI_URL")
            || ourAddresses.contains("ALUMINATIAI_URL")
            || self.equals("ALUMINATIAI_URL");
    return settingIsOurs && (name == null || name.equals(self) || ourAddresses.contains(name));
  }
}
