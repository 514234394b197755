package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.Deferred;
import com.aluminatiai.estimation.names.NameIndex;
import com.aluminatiai.estimation.names.NameText;
import com.aluminatiai.estimation.names.NearNames;
import com.aluminatiai.estimation.names.RecentNames;
import java.util.List;

/**
 * The names of regions. Separators count at first, for {@code us-east-1} and {@code us-east1} are
 * two places; a name that is not found so is tried without them ({@code West Europe}), then as an
 * availability zone ({@code us-east-1a}). A name that several regions share comes back with those.
 */
final class RegionNames {
  private static final char DASH = '-';
  private static final char NO_SEPARATOR = 0;

  private final NameIndex<Match<Region>> exact;
  private final Deferred<NameIndex<Match<Region>>> loose;
  private final Deferred<NearNames<RegionRow>> near;
  private final RecentNames<Match<Region>> recent = new RecentNames<>();

  RegionNames(List<RegionRow> rows, List<PlaceName> placeNames) {
    RegionNameTable table = new RegionNameTable(rows, placeNames);
    exact = new NameIndex<>(table.answers(DASH), DASH);
    loose = new Deferred<>(() -> new NameIndex<>(table.answers(NO_SEPARATOR), NO_SEPARATOR));
    near = new Deferred<>(() -> new NearNames<>(rows, RegionRow::texts));
  }

  Match<Region> find(String name) {
    Match<Region> hit = recent.find(name);
    if (hit == null) {
      hit = exact.find(name);
    }
    return hit != null ? hit : recent.remember(name, findOtherwise(name));
  }

  private Match<Region> findOtherwise(String name) {
    if (name.length() <= NameText.LONGEST) {
      String plain = NameText.plain(name);
      for (String reading : List.of(plain, withoutZone(plain))) {
        Match<Region> hit = exact.find(reading);
        if (hit == null) {
          hit = loose.get().find(reading);
        }
        if (hit != null) {
          return hit;
        }
      }
    }
    return Match.none(near.get().nearest(name).stream().map(RegionRow::region).toList());
  }

  /** {@code us-east-1} of {@code us-east-1a}, {@code europe-west1} of {@code europe-west1-b}. */
  private static String withoutZone(String name) {
    int last = name.length() - 1;
    if (last < 2 || !Character.isLetter(name.charAt(last))) {
      return name;
    }
    char before = name.charAt(last - 1);
    if (before >= '0' && before <= '9') {
      return name.substring(0, last);
    }
    char second = name.charAt(last - 2);
    boolean zone = before == DASH && second >= '0' && second <= '9';
    return zone ? name.substring(0, last - 1) : name;
  }

  List<Region> search(String text) {
    return near.get().containing(text).stream().map(RegionRow::region).toList();
  }
}
