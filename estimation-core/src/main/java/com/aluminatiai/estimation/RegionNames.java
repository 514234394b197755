package com.aluminatiai.estimation;

import static java.util.regex.Pattern.CASE_INSENSITIVE;

import com.aluminatiai.estimation.names.Deferred;
import com.aluminatiai.estimation.names.NameIndex;
import com.aluminatiai.estimation.names.NameText;
import com.aluminatiai.estimation.names.NearNames;
import com.aluminatiai.estimation.names.RecentNames;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The names of regions. Separators count at first, for {@code us-east-1} and {@code us-east1} are
 * two places; a name that is not found so is tried without them ({@code West Europe}), then as an
 * availability zone ({@code us-east-1a}). A name that several regions share comes back with those.
 */
final class RegionNames {
  private static final char DASH = '-';
  private static final char NO_SEPARATOR = 0;

  /** How people write that there is no region; Namibia's code is {@code NA}. */
  private static final Pattern NOTHING = Pattern.compile("#?n(/a|\\.a\\.?)", CASE_INSENSITIVE);

  /** A place and what it is in: {@code London (UK)}; {@code Paris, France}, {@code London UK}. */
  private static final List<Pattern> PLACE_IN =
      List.of(
          Pattern.compile("([^()]*[^ ,()]) *\\(([^()]+)\\)"),
          Pattern.compile("(.*[^ ,(])(?: *, *| *\\(| +)([^ ,(][^,()]*?)\\)?"));

  private static final Set<Region.Level> STATES =
      EnumSet.of(Region.Level.STATE, Region.Level.PROVINCE);

  private final NameIndex<Match<Region>> exact;
  private final Deferred<NameIndex<Match<Region>>> loose;
  private final Map<String, Match<Region>> asWritten;
  private final ProviderNames providers;
  private final Deferred<NearNames<RegionRow>> near;
  private final RecentNames<Match<Region>> recent = new RecentNames<>();

  RegionNames(List<RegionRow> rows, List<PlaceName> placeNames) {
    RegionNameTable table = new RegionNameTable(rows, placeNames);
    exact = new NameIndex<>(table.answers(DASH), DASH);
    loose = new Deferred<>(() -> new NameIndex<>(table.answers(NO_SEPARATOR), NO_SEPARATOR));
    asWritten = table.answersAsWritten();
    providers = new ProviderNames(rows, placeNames);
    near = new Deferred<>(() -> new NearNames<>(rows, RegionRow::texts));
  }

  Match<Region> find(String name) {
    Match<Region> hit = recent.find(name);
    if (hit == null) {
      hit = exact.find(name);
      if (hit != null && RegionNameTable.isWrittenOtherwise(name)) {
        hit = asWritten.getOrDefault(RegionNameTable.asWritten(name), hit);
      }
    }
    return hit != null ? hit : recent.remember(name, findOtherwise(name));
  }

  private Match<Region> findOtherwise(String name) {
    if (name.length() <= NameText.LONGEST) {
      String plain = NameText.plain(name);
      if (NOTHING.matcher(plain).matches()) {
        return Match.none(List.of());
      }
      Match<Region> hit = read(plain);
      if (hit == null) {
        hit = providers.find(plain, this::read);
      }
      if (hit != null) {
        return hit;
      }
    }
    return Match.none(near.get().nearest(name).stream().map(RegionRow::region).toList());
  }

  /** Returns what a name stands for in one of its readings; null if in none. */
  private Match<Region> read(String name) {
    Match<Region> hit = asWritten.get(RegionNameTable.asWritten(name));
    if (hit == null) {
      hit = exact.find(NameReadings.turned(name));
    }
    for (String reading :
        List.of(name, NameReadings.withoutZone(name), NameReadings.withAnd(name))) {
      if (hit == null) {
        hit = known(reading);
      }
    }
    if (hit == null) {
      hit = ShownNames.find(name, exact);
    }
    if (hit == null) {
      hit = placeIn(name);
    }
    return hit != null ? hit : state(NameReadings.withoutState(name));
  }

  /** {@code State of Georgia} is no country. */
  private Match<Region> state(String name) {
    Match<Region> place = name.isEmpty() ? null : known(name);
    if (place == null) {
      return null;
    }
    List<Region> states =
        Stream.concat(place.found().stream(), place.suggestions().stream())
            .filter(region -> STATES.contains(region.level()))
            .toList();
    return states.size() == 1 ? Match.of(states.get(0)) : null;
  }

  private Match<Region> known(String name) {
    Match<Region> hit = exact.find(name);
    return hit != null || NameReadings.isCodeApart(name) ? hit : loose.get().find(name);
  }

  /** {@code Paris, France}, {@code London UK}, {@code Georgia (USA)}: a place and what it is in. */
  private Match<Region> placeIn(String name) {
    for (Pattern form : PLACE_IN) {
      Matcher parts = form.matcher(name);
      Match<Region> hit = parts.matches() ? placeIn(parts.group(1), parts.group(2)) : null;
      if (hit != null) {
        return hit;
      }
    }
    return null;
  }

  private Match<Region> placeIn(String name, String around) {
    Match<Region> place = known(name);
    if (place == null) {
      return null;
    }
    Match<Region> code = exact.find(around);
    if (code != null && isCloudRegionIn(code, place)) {
      return code;
    }
    if (place.found().isPresent()) {
      return isIn(place.found().get(), around) ? place : null;
    }
    List<Region> inside =
        place.suggestions().stream().filter(region -> isIn(region, around)).toList();
    return inside.size() == 1 ? Match.of(inside.get(0)) : null;
  }

  /** {@code Frankfurt (eu-central-1)}: what is in front only describes the region. */
  private static boolean isCloudRegionIn(Match<Region> code, Match<Region> place) {
    Optional<Region> region = code.found().filter(RegionNames::isCloudRegion);
    return region.isPresent()
        && place.found().map(Region::country).filter(region.get().country()::equals).isPresent();
  }

  private static boolean isCloudRegion(Region region) {
    return region.level() == Region.Level.CLOUD;
  }

  private boolean isIn(Region region, String around) {
    if (region.code().endsWith("-" + around.toUpperCase(Locale.ROOT))) {
      return true;
    }
    Match<Region> place = known(around);
    return place != null && place.found().filter(found -> isIn(region, found)).isPresent();
  }

  /** A cloud's region is known well enough by its code: {@code us-east-1 (N. Virginia)}. */
  private static boolean isIn(Region region, Region around) {
    return around.code().equals(region.country())
        || around.code().equals(region.code())
        || (isCloudRegion(region) && around.country().equals(region.country()));
  }

  List<Region> search(String text) {
    return near.get().containing(text).stream().map(RegionRow::region).toList();
  }
}
