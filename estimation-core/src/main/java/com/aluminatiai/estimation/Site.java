package com.aluminatiai.estimation;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where it ran: a region and whatever the caller knows better than the catalogue.
 *
 * @param region the region, whose factors replace the defaults where it has them
 * @param pue power usage effectiveness, 1 to 5; replaces the region's
 * @param gridKgPerKwh grid carbon intensity in kg CO2e per kWh, 0 to 5; replaces the region's
 * @param usdPerKwh electricity price in USD per kWh, 0 to 100; replaces the region's
 */
public record Site(
    Optional<Region> region,
    OptionalDouble pue,
    OptionalDouble gridKgPerKwh,
    OptionalDouble usdPerKwh) {

  /** A site of which nothing is known. */
  public static final Site UNKNOWN =
      new Site(
          Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  /**
   * Checks the figures; minus zero becomes zero.
   *
   * @throws IllegalArgumentException if a figure is out of its range or not a number
   */
  public Site {
    Objects.requireNonNull(region, "region");
    pue.ifPresent(ratio -> Require.within("pue", ratio, 1, 5));
    gridKgPerKwh.ifPresent(kg -> Require.within("gridKgPerKwh", kg, 0, 5));
    usdPerKwh.ifPresent(usd -> Require.within("usdPerKwh", usd, 0, 100));
    gridKgPerKwh = Require.withoutMinusZero(gridKgPerKwh);
    usdPerKwh = Require.withoutMinusZero(usdPerKwh);
  }

  /**
   * Returns a site in {@code region}.
   *
   * @param region the region
   * @return the site
   */
  public static Site in(Region region) {
    return new Site(
        Optional.of(region),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty());
  }

  /**
   * Returns this site with a stated PUE.
   *
   * @param ratio 1 to 5
   * @return a copy
   */
  public Site pue(double ratio) {
    return new Site(region, OptionalDouble.of(ratio), gridKgPerKwh, usdPerKwh);
  }

  /**
   * Returns this site with a stated grid carbon intensity.
   *
   * @param kg kg CO2e per kWh, 0 to 5
   * @return a copy
   */
  public Site gridKgPerKwh(double kg) {
    return new Site(region, pue, OptionalDouble.of(kg), usdPerKwh);
  }

  /**
   * Returns this site with a stated electricity price.
   *
   * @param usd USD per kWh, 0 to 100
   * @return a copy
   */
  public Site usdPerKwh(double usd) {
    return new Site(region, pue, gridKgPerKwh, OptionalDouble.of(usd));
  }
}
