package com.aluminatiai.http.message;

import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.http.wire.Faults;
import java.util.Optional;
import java.util.stream.Collectors;

/** Knows whether a region's name can be used, and what else may have been meant. */
public final class RegionNames {
  private static final int MOST_SUGGESTIONS = 5;

  private final RegionCatalogue regions;

  public RegionNames(RegionCatalogue regions) {
    this.regions = regions;
  }

  Optional<Region> find(String name) {
    return regions.find(name).found();
  }

  /** Finds a region; an unknown one is a fault. */
  Optional<Region> check(String name, String field, Faults faults) {
    Match<Region> match = regions.find(name);
    if (match.found().isEmpty()) {
      faults.add(field, unknown(match));
    }
    return match.found();
  }

  /** What a region's name should be known for, if anything. */
  Optional<String> remark(String name) {
    String remark = regions.find(name).remark();
    return remark.isEmpty()
        ? Optional.empty()
        : Optional.of("region \"" + name + "\" " + remark + ".");
  }

  private static String unknown(Match<Region> match) {
    String nearest =
        match.suggestions().stream()
            .limit(MOST_SUGGESTIONS)
            .map(region -> region.code() + " (" + region.name() + ")")
            .collect(Collectors.joining(", "));
    String reason = match.remark().isEmpty() ? "is not known" : match.remark();
    return nearest.isEmpty()
        ? reason + "; GET /api/regions lists the regions"
        : reason + "; did you mean " + nearest + "?";
  }
}
