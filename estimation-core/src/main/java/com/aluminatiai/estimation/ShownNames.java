package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NameIndex;
import com.aluminatiai.estimation.names.NameText;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A code beside the name that its provider shows: {@code us-east2 (Georgia)}. */
final class ShownNames {
  private static final char NO_SEPARATOR = 0;

  private static final List<Pattern> FORMS =
      List.of(
          Pattern.compile("(?<code>\\S+) \\((?<shown>.+)\\)"),
          Pattern.compile("(?<shown>.+) \\((?<code>\\S+)\\)"));

  private ShownNames() {}

  /** Returns the region of both; null where there is none. */
  static Match<Region> find(String name, NameIndex<Match<Region>> codes) {
    for (Pattern form : FORMS) {
      Matcher parts = form.matcher(name);
      Match<Region> code = parts.matches() ? codes.find(parts.group("code")) : null;
      if (code != null) {
        String shown = NameText.normalised(parts.group("shown"), NO_SEPARATOR);
        List<Region> both =
            Stream.concat(code.found().stream(), code.suggestions().stream())
                .filter(one -> NameText.normalised(one.name(), NO_SEPARATOR).equals(shown))
                .filter(one -> code.found().isPresent() || isId(one, parts.group("code")))
                .toList();
        if (both.size() == 1) {
          return Match.of(both.get(0));
        }
      }
    }
    return null;
  }

  private static boolean isId(Region region, String name) {
    return region.code().endsWith(":".concat(name.toLowerCase(Locale.ROOT)));
  }
}
