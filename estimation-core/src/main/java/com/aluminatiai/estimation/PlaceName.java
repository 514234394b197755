package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.DataRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A name of a region in other words.
 *
 * @param name the name
 * @param kind what it stands for
 * @param code the region's code; empty for a shared name
 * @param candidates codes of regions that may be meant
 */
record PlaceName(String name, Kind kind, String code, List<String> candidates) {
  enum Kind {
    /** Another name of the region itself. */
    NAME,
    /** A city, a site or a part of the region, without a figure of its own. */
    PLACE,
    /** Several regions have it, or it needs its provider. */
    SHARED
  }

  static List<PlaceName> read(FactorFiles files) {
    List<PlaceName> names = new ArrayList<>();
    for (DataRow row : files.rows(FactorFiles.REGION_NAMES)) {
      Kind kind = Kind.valueOf(row.required("kind").toUpperCase(Locale.ROOT));
      List<String> candidates = row.list("candidates");
      for (String name : row.list("names")) {
        names.add(new PlaceName(name, kind, row.text("code"), candidates));
      }
    }
    return names;
  }
}
