package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NameText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What every name of a region is answered with; a region's own names come before other words,
 * unless these say that others are called so, too: {@code us-east} is IBM's code alone, and what
 * people write for all clouds' regions there.
 */
final class RegionNameTable {
  private static final String SHARED = "is a name that several places share";
  private static final String SHORT = "is a short name of one provider: write the region's own";
  private static final String MANY =
      "stands for many countries: their average is assumed, with a wide range";

  private final List<RegionRow> rows;
  private final List<PlaceName> placeNames;
  private final Map<String, Match<Region>> byCode = new HashMap<>();
  private final Map<String, List<Region>> ownNames;

  RegionNameTable(List<RegionRow> rows, List<PlaceName> placeNames) {
    this.rows = rows;
    this.placeNames = placeNames;
    rows.forEach(row -> byCode.put(row.region().code(), own(row.region())));
    ownNames = regionsByName((char) 0);
  }

  private static Match<Region> own(Region region) {
    return region.level() == Region.Level.WORLD
        ? Match.of(region, Match.Kind.AVERAGE, MANY)
        : Match.of(region);
  }

  /** Returns the answers by normalised name. */
  Map<String, Match<Region>> answers(char separator) {
    Map<String, Match<Region>> answers = new LinkedHashMap<>();
    regionsByName(separator)
        .forEach(
            (name, sharing) ->
                answers.put(
                    name,
                    sharing.size() == 1 ? byCode.get(sharing.get(0).code()) : shared(sharing)));
    for (PlaceName place : placeNames) {
      if ((separator != 0 || !hasDigit(place.name())) && !isOnlyAsWritten(place)) {
        String name = NameText.normalised(place.name(), separator);
        Match<Region> own = answers.putIfAbsent(name, answer(place));
        if (own != null && isAmongOthers(own, place)) {
          answers.put(name, answer(place));
        }
      }
    }
    return answers;
  }

  /** None is chosen; of one alone it cannot be said that several share it. */
  static Match<Region> shared(List<Region> regions) {
    return Match.none(regions, Match.Kind.SHARED, regions.size() == 1 ? SHORT : SHARED);
  }

  /**
   * Names that stand for another place than the same letters without their accents or brackets:
   * {@code Canada (Central)} is AWS's region and {@code Canada Central} Azure's; {@code \u00C1o} is
   * no {@code AO}.
   */
  Map<String, Match<Region>> answersAsWritten() {
    Map<String, Match<Region>> answers = new HashMap<>();
    placeNames.stream()
        .filter(this::isOnlyAsWritten)
        .forEach(place -> answers.put(asWritten(place.name()), answer(place)));
    return answers;
  }

  static String asWritten(String name) {
    return NameText.plain(name).toLowerCase(Locale.ROOT);
  }

  private boolean isOnlyAsWritten(PlaceName place) {
    if (place.kind() == PlaceName.Kind.SHARED || !isWrittenOtherwise(place.name())) {
      return false;
    }
    List<Region> others = ownNames.get(NameText.normalised(place.name(), (char) 0));
    return others != null && others.stream().noneMatch(one -> one.code().equals(place.code()));
  }

  /** Whether there are signs in the name that are not read. */
  static boolean isWrittenOtherwise(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) == '(' || name.charAt(i) > '~') {
        return true;
      }
    }
    return false;
  }

  private static boolean isAmongOthers(Match<Region> own, PlaceName place) {
    return place.kind() == PlaceName.Kind.SHARED
        && own.found().map(Region::code).filter(place.candidates()::contains).isPresent();
  }

  /** Without separators {@code us-east-1a} and {@code us-east1-a} are one: names stay exact. */
  private static boolean hasDigit(String name) {
    return name.chars().anyMatch(c -> c >= '0' && c <= '9');
  }

  private Map<String, List<Region>> regionsByName(char separator) {
    Map<String, List<Region>> regions = new LinkedHashMap<>();
    for (RegionRow row : rows) {
      for (String name : row.names()) {
        List<Region> sharing =
            regions.computeIfAbsent(
                NameText.normalised(name, separator), key -> new ArrayList<>(1));
        if (sharing.isEmpty() || sharing.get(sharing.size() - 1) != row.region()) {
          sharing.add(row.region());
        }
      }
    }
    return regions;
  }

  private Match<Region> answer(PlaceName place) {
    return switch (place.kind()) {
      case NAME -> match(place.code());
      case PLACE -> Match.of(region(place.code()), Match.Kind.AVERAGE, remark(place));
      case SHARED -> shared(place.candidates().stream().map(this::region).toList());
    };
  }

  private String remark(PlaceName place) {
    String where =
        place.candidates().isEmpty()
            ? "has no figure of its own"
            : place.candidates().stream()
                .limit(3)
                .collect(Collectors.joining(", ", "is a place of cloud regions (", ")"));
    return where + ": the average of " + region(place.code()).name() + " is assumed";
  }

  private Match<Region> match(String code) {
    return Optional.ofNullable(byCode.get(code))
        .orElseThrow(() -> new IllegalStateException("no region has the code " + code));
  }

  private Region region(String code) {
    return match(code).found().orElseThrow();
  }
}
