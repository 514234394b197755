package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NameText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names that begin with a provider: {@code scaleway:pl-waw-1}, {@code aws:EU (Frankfurt)}. What is
 * behind it is found as it is without it where it is a region of that provider; a city is the
 * provider's region there where it has one alone.
 */
final class ProviderNames {
  private static final Pattern FORM = Pattern.compile("([A-Za-z]+)[^A-Za-z0-9(]+(.+)");

  private static final char NO_SEPARATOR = 0;

  private final Map<String, String> codes = new HashMap<>();
  private final Map<String, Region> regions = new HashMap<>();
  private final List<PlaceName> placeNames;

  ProviderNames(List<RegionRow> rows, List<PlaceName> placeNames) {
    this.placeNames = placeNames;
    for (RegionRow row : rows) {
      regions.put(row.region().code(), row.region());
      row.region().provider().ifPresent(this::addProvider);
    }
  }

  private void addProvider(String code) {
    codes.put(code, code);
    RegionRow.providerNames(code).forEach(called -> codes.put(called, code));
  }

  /**
   * Returns the answer; null where no provider is in front or what follows is none of its places.
   *
   * @param known looks a name up as it is; null where it is not known
   */
  Match<Region> find(String name, Function<String, Match<Region>> known) {
    Matcher parts = FORM.matcher(name);
    String provider = parts.matches() ? codes.get(parts.group(1).toLowerCase(Locale.ROOT)) : null;
    if (provider == null) {
      return null;
    }
    String rest = parts.group(2);
    Match<Region> hit = known.apply(provider.concat(":").concat(rest));
    if (hit == null) {
      hit = displayed(provider, rest);
    }
    if (hit != null) {
      return hit;
    }
    hit = known.apply(rest);
    if (hit == null) {
      return null;
    }
    if (hit.found().filter(region -> isOf(provider, region)).isPresent()) {
      return hit;
    }
    return hit.found().isPresent() ? inPlace(provider, rest) : among(provider, hit.suggestions());
  }

  /** The provider's only region that it shows by this name. */
  private Match<Region> displayed(String provider, String name) {
    String shown = NameText.normalised(name, NO_SEPARATOR);
    List<Region> own =
        regions.values().stream()
            .filter(region -> isOf(provider, region))
            .filter(region -> NameText.normalised(region.name(), NO_SEPARATOR).equals(shown))
            .toList();
    return own.size() == 1 ? Match.of(own.get(0)) : null;
  }

  /** The provider's region in a city. */
  private Match<Region> inPlace(String provider, String place) {
    String name = NameText.normalised(place, NO_SEPARATOR);
    for (PlaceName row : placeNames) {
      if (row.kind() == PlaceName.Kind.PLACE
          && NameText.normalised(row.name(), NO_SEPARATOR).equals(name)) {
        List<Region> own = new ArrayList<>();
        for (String code : row.candidates()) {
          Region region = regions.get(code);
          if (region != null && isOf(provider, region)) {
            own.add(region);
          }
        }
        return own.size() == 1 ? Match.of(own.get(0)) : among(provider, own);
      }
    }
    return null;
  }

  /** What is left of a numbered region chooses none, even where the provider has one alone. */
  private static Match<Region> among(String provider, List<Region> regions) {
    List<Region> own = regions.stream().filter(region -> isOf(provider, region)).toList();
    return own.isEmpty() ? null : RegionNameTable.shared(own);
  }

  private static boolean isOf(String provider, Region region) {
    return region.provider().filter(provider::equals).isPresent();
  }
}
