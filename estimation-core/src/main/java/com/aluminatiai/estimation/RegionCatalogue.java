package com.aluminatiai.estimation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The regions that are known. Immutable and thread-safe. */
public final class RegionCatalogue {
  private final List<Region> regions;
  private final Map<String, Optional<Region>> byCode = new HashMap<>();
  private final RegionNames names;

  RegionCatalogue(List<RegionRow> rows) {
    this(rows, List.of());
  }

  RegionCatalogue(List<RegionRow> rows, List<PlaceName> placeNames) {
    List<Region> all = new ArrayList<>();
    for (RegionRow row : rows) {
      all.add(row.region());
      byCode.put(row.region().code(), Optional.of(row.region()));
    }
    regions = List.copyOf(all);
    names = new RegionNames(rows, placeNames);
  }

  static RegionCatalogue load(FactorFiles files) {
    return load(files, OwnFactors.none());
  }

  static RegionCatalogue load(FactorFiles files, OwnFactors own) {
    return new RegionCatalogue(own.addedRows(RegionRow.read(files)), PlaceName.read(files));
  }

  /**
   * Returns every region: countries, US states, provinces, grid zones, averages, cloud regions.
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
   * <p>Case, accents and the kind of separator do not matter; an availability zone ({@code
   * us-east-1a}) stands for its region. Providers' display and billing names, zones of the grid and
   * their operators, and the names of countries in other languages are known, too. A city or a part
   * of a country stands for the state, province or country around it, and {@link Match#remark} says
   * so; {@code Paris, France} and {@code San Jose, CA} are found as well. A name that several
   * places share ({@code Georgia}, {@code PJM}) is not found and comes with those as suggestions,
   * at most five.
   *
   * @param name any spelling of code or name
   * @return the region, or suggestions
   * @throws NullPointerException if {@code name} is null
   */
  public Match<Region> find(String name) {
    return names.find(Objects.requireNonNull(name, "name"));
  }

  /**
   * Looks a region up as {@link #find} does, where one must be known.
   *
   * @param name any spelling of code or name
   * @return the region
   * @throws IllegalArgumentException if it is not found; the message names what is near
   * @throws NullPointerException if {@code name} is null
   */
  public Region get(String name) {
    return find(name).foundOr("region", name, Region::code);
  }

  /**
   * Looks a region up by its code.
   *
   * @param code a code as {@link Region#code} gives it
   * @return the region
   * @throws NullPointerException if {@code code} is null
   */
  public Optional<Region> byCode(String code) {
    return byCode.getOrDefault(Objects.requireNonNull(code, "code"), Optional.empty());
  }

  /**
   * Returns the regions of which code, name, provider or country contains every word of {@code
   * text}, best match first.
   *
   * @param text words; blank for all
   * @return an immutable list
   * @throws NullPointerException if {@code text} is null
   */
  public List<Region> search(String text) {
    return names.search(Objects.requireNonNull(text, "text"));
  }
}
