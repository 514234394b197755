package com.aluminatiai.estimation;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The one accounting by which the grids of a comparison are taken: what all regions carry; where
 * they differ, what is known for most of them, the life cycle first.
 */
final class CommonAccounting {
  private final Optional<Accounting> kind;

  private CommonAccounting(Optional<Accounting> kind) {
    this.kind = kind;
  }

  static CommonAccounting of(List<Site> sites) {
    List<Region> regions =
        sites.stream()
            .filter(site -> site.gridAccounting().isPresent())
            .flatMap(site -> site.region().stream())
            .toList();
    if (regions.isEmpty()) {
      return new CommonAccounting(Optional.empty());
    }
    Accounting first = regions.get(0).accounting();
    return regions.stream().allMatch(region -> region.accounting() == first)
        ? new CommonAccounting(Optional.of(first))
        : new CommonAccounting(
            Arrays.stream(Accounting.values())
                .sorted(Comparator.comparingLong(kind -> -known(regions, kind)))
                .findFirst());
  }

  private static long known(List<Region> regions, Accounting kind) {
    return regions.stream().filter(region -> region.gridCountedAs(kind).isPresent()).count();
  }

  /** Returns the site with the figure of this accounting, or as it is where none is known. */
  Site counted(Site site) {
    return kind.map(common -> counted(site, common)).orElse(site);
  }

  /** Whether a figure is of another accounting, for want of one of this. */
  boolean isApart(Optional<Accounting> counted) {
    return counted.isPresent() && !counted.equals(kind);
  }

  /** Returns the site with the figure that stands beside: its own, or the life cycle. */
  Optional<Site> beside(Site site) {
    Optional<Accounting> own = site.gridAccounting();
    if (own.isEmpty()) {
      return Optional.empty();
    }
    if (!own.equals(counted(site).gridAccounting())) {
      return Optional.of(site);
    }
    Site lifeCycle = counted(site, Accounting.LIFE_CYCLE);
    return lifeCycle.equals(site) ? Optional.empty() : Optional.of(lifeCycle);
  }

  private static Site counted(Site site, Accounting kind) {
    if (site.gridAccounting().isEmpty() || site.gridAccounting().get() == kind) {
      return site;
    }
    return site.region()
        .flatMap(region -> region.gridCountedAs(kind).map(grid -> counted(region, grid, kind)))
        .map(site::withRegion)
        .orElse(site);
  }

  private static Region counted(Region region, Range gridKgPerKwh, Accounting kind) {
    return new Region(
        region.code(),
        region.name(),
        region.level(),
        region.provider(),
        region.country(),
        gridKgPerKwh,
        region.gridYear(),
        region.gridLevel(),
        kind,
        Optional.empty(),
        region.pue(),
        region.pueOfFleet(),
        region.wueLitresPerKwh(),
        region.usdPerKwh(),
        region.usdPerKwhOfCountry(),
        region.source());
  }
}
