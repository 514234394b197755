package com.aluminatiai.estimation;

import java.util.List;
import java.util.Optional;

/** The regions that are known. Immutable and thread-safe. */
public final class RegionCatalogue {
  private final List<Region> regions;

  RegionCatalogue(List<Region> regions) {
    this.regions = List.copyOf(regions);
  }

  static RegionCatalogue load() {
    return new RegionCatalogue(List.of());
  }

  /**
   * Returns every region: countries, US states, cloud regions.
   *
   * @return an immutable list
   */
  public List<Region> all() {
    return regions;
  }

  /**
   * Looks a region up by the name that a person or tool wrote: {@code FR}, {@code FRA}, {@code
   * France}, {@code US-CA}, {@code us-east-1}, {@code aws:us-east-1}.
   *
   * @param name any spelling of code or name
   * @return the region, or suggestions
   */
  public Match<Region> find(String name) {
    return new Match<>(Optional.empty(), regions);
  }

  /**
   * Returns the regions of which code, name, provider or country contains every word of {@code
   * text}, best match first.
   *
   * @param text words; blank for all
   * @return an immutable list
   */
  public List<Region> search(String text) {
    return regions;
  }
}
