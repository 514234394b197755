package com.aluminatiai.estimation;

import java.util.Optional;

/**
 * Chooses what is assumed about a site: what the caller stated, else the region's, else the
 * default. Immutable and thread-safe.
 */
final class SiteRules {
  private final Assumed unknownPue;
  private final Assumed cloudPue;
  private final Assumed unknownGrid;
  private final Assumed unknownPrice;
  private final Range pueRatio;
  private final Range fleetPueRatio;
  private final Range priceRatio;
  private final Range countryPriceRatio;

  SiteRules(PowerFactors factors) {
    unknownPue = Assumed.from(factors.get("pue.unknown"));
    cloudPue = Assumed.from(factors.get("pue.cloud"));
    unknownGrid = Assumed.from(factors.get("grid_kg_per_kwh.unknown"));
    unknownPrice = Assumed.from(factors.get("usd_per_kwh.unknown"));
    pueRatio = factors.get("pue_region_ratio").band();
    fleetPueRatio = factors.get("pue_fleet_ratio").band();
    priceRatio = factors.get("usd_per_kwh_region_ratio").band();
    countryPriceRatio = factors.get("usd_per_kwh_country_ratio").band();
  }

  Assumed pue(Site site) {
    if (site.pue().isPresent()) {
      return Assumed.stated(site.pue().getAsDouble());
    }
    if (site.region().isEmpty()) {
      return unknownPue;
    }
    Region region = site.region().get();
    if (region.pue().isPresent()) {
      double pue = region.pue().getAsDouble();
      Range ratio = region.pueOfFleet() ? fleetPueRatio : pueRatio;
      double low = Math.min(pue, Math.max(1, pue * ratio.low()));
      return new Assumed(new Range(low, pue, pue * ratio.high()), region.source());
    }
    return region.level() == Region.Level.CLOUD ? cloudPue : unknownPue;
  }

  Assumed grid(Site site) {
    if (site.gridKgPerKwh().isPresent()) {
      return Assumed.stated(site.gridKgPerKwh().getAsDouble());
    }
    return site.region()
        .map(region -> new Assumed(region.gridKgPerKwh(), region.source()))
        .orElse(unknownGrid);
  }

  Assumed price(Site site) {
    if (site.usdPerKwh().isPresent()) {
      return Assumed.stated(site.usdPerKwh().getAsDouble());
    }
    return site.region().flatMap(this::price).orElse(unknownPrice);
  }

  private Optional<Assumed> price(Region region) {
    if (region.usdPerKwh().isEmpty()) {
      return Optional.empty();
    }
    Range ratio = region.usdPerKwhOfCountry() ? countryPriceRatio : priceRatio;
    return Optional.of(new Assumed(ratio.times(region.usdPerKwh().getAsDouble()), region.source()));
  }
}
