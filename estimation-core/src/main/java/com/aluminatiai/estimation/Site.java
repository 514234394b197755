package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where it ran: a region and whatever the caller knows better than the catalogue.
 *
 * <p>{@link #UNKNOWN} and {@link #in} are where one begins; methods that begin with {@code with}
 * return a copy that says more. Immutable and thread-safe.
 */
public final class Site {
  /** A site of which nothing is known. */
  public static final Site UNKNOWN =
      new Site(
          Optional.empty(), OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());

  private final Optional<Region> region;
  private final OptionalDouble pue;
  private final OptionalDouble gridKgPerKwh;
  private final OptionalDouble usdPerKwh;

  private Site(
      Optional<Region> region,
      OptionalDouble pue,
      OptionalDouble gridKgPerKwh,
      OptionalDouble usdPerKwh) {
    this.region = region;
    this.pue = pue;
    this.gridKgPerKwh = gridKgPerKwh;
    this.usdPerKwh = usdPerKwh;
  }

  /**
   * Returns a site in {@code region}, whose factors replace the defaults where it has them.
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
   * Returns this site with a stated PUE, which replaces the region's.
   *
   * @param ratio 1 to 5
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Site withPue(double ratio) {
    return new Site(
        region, OptionalDouble.of(Require.within("pue", ratio, 1, 5)), gridKgPerKwh, usdPerKwh);
  }

  /**
   * Returns this site with a stated grid carbon intensity, which replaces the region's.
   *
   * @param kg kg CO2e per kWh, 0 to 5
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Site withGridKgPerKwh(double kg) {
    double checked = Require.within("gridKgPerKwh", kg, 0, 5) + 0.0;
    return new Site(region, pue, OptionalDouble.of(checked), usdPerKwh);
  }

  /**
   * Returns this site with a stated electricity price, which replaces the region's.
   *
   * @param usd USD per kWh, 0 to 100
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Site withUsdPerKwh(double usd) {
    double checked = Require.within("usdPerKwh", usd, 0, 100) + 0.0;
    return new Site(region, pue, gridKgPerKwh, OptionalDouble.of(checked));
  }

  /**
   * Returns the region.
   *
   * @return the region; empty if none is known
   */
  public Optional<Region> region() {
    return region;
  }

  /**
   * Returns the stated power usage effectiveness.
   *
   * @return 1 to 5; empty if not stated
   */
  public OptionalDouble pue() {
    return pue;
  }

  /**
   * Returns the stated grid carbon intensity.
   *
   * @return kg CO2e per kWh, 0 to 5; empty if not stated
   */
  public OptionalDouble gridKgPerKwh() {
    return gridKgPerKwh;
  }

  /**
   * Returns the stated electricity price.
   *
   * @return USD per kWh, 0 to 100; empty if not stated
   */
  public OptionalDouble usdPerKwh() {
    return usdPerKwh;
  }

  /**
   * Returns how the grid carbon intensity of the region is counted.
   *
   * @return the region's accounting; empty if the intensity is stated or no region is known
   */
  public Optional<Accounting> gridAccounting() {
    return gridKgPerKwh.isPresent() ? Optional.empty() : region.map(Region::accounting);
  }

  /** Returns this site with other figures of its region. */
  Site withRegion(Region other) {
    return new Site(Optional.of(other), pue, gridKgPerKwh, usdPerKwh);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Site site
        && region.equals(site.region)
        && pue.equals(site.pue)
        && gridKgPerKwh.equals(site.gridKgPerKwh)
        && usdPerKwh.equals(site.usdPerKwh);
  }

  @Override
  public int hashCode() {
    return Objects.hash(region, pue, gridKgPerKwh, usdPerKwh);
  }

  /** Returns one readable line, with what was stated alone. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(region.map(Region::code).orElse("unknown region"));
    pue.ifPresent(ratio -> line.append(", PUE ").append(ratio));
    gridKgPerKwh.ifPresent(kg -> line.append(", ").append(kg).append(" kg CO2e/kWh"));
    usdPerKwh.ifPresent(usd -> line.append(", ").append(usd).append(" USD/kWh"));
    return line.toString();
  }
}
