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
          Optional.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          OptionalDouble.empty(),
          Tenancy.OPEN);

  private static final double MOST_RENT_USD = 10_000;

  private final Optional<Region> region;
  private final OptionalDouble pue;
  private final OptionalDouble gridKgPerKwh;
  private final OptionalDouble usdPerKwh;
  private final Tenancy tenancy;

  private record Tenancy(boolean isOwnHardware, OptionalDouble usdPerAcceleratorHour) {
    static final Tenancy OPEN = new Tenancy(false, OptionalDouble.empty());
  }

  private Site(
      Optional<Region> region,
      OptionalDouble pue,
      OptionalDouble gridKgPerKwh,
      OptionalDouble usdPerKwh,
      Tenancy tenancy) {
    this.region = region;
    this.pue = pue;
    this.gridKgPerKwh = gridKgPerKwh;
    this.usdPerKwh = usdPerKwh;
    this.tenancy = tenancy;
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
        OptionalDouble.empty(),
        Tenancy.OPEN);
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
        region,
        OptionalDouble.of(Require.within("pue", ratio, 1, 5)),
        gridKgPerKwh,
        usdPerKwh,
        tenancy);
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
    return new Site(region, pue, OptionalDouble.of(checked), usdPerKwh, tenancy);
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
    return new Site(region, pue, gridKgPerKwh, OptionalDouble.of(checked), tenancy);
  }

  /**
   * Returns this site with a stated rent, which replaces the catalogue's.
   *
   * @param usd USD for one accelerator and hour, 0 to 10,000
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public Site withUsdPerAcceleratorHour(double usd) {
    double checked = Require.within("usdPerAcceleratorHour", usd, 0, MOST_RENT_USD) + 0.0;
    Tenancy stated = new Tenancy(tenancy.isOwnHardware, OptionalDouble.of(checked));
    return new Site(region, pue, gridKgPerKwh, usdPerKwh, stated);
  }

  /**
   * Returns this site with hardware of one's own, for which nobody pays rent.
   *
   * @return a copy
   */
  public Site withOwnHardware() {
    Tenancy own = new Tenancy(true, tenancy.usdPerAcceleratorHour);
    return new Site(region, pue, gridKgPerKwh, usdPerKwh, own);
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
   * Returns the stated rent.
   *
   * @return USD for one accelerator and hour, 0 to 10,000; empty if not stated
   */
  public OptionalDouble usdPerAcceleratorHour() {
    return tenancy.usdPerAcceleratorHour;
  }

  /**
   * Returns whether the hardware is one's own.
   *
   * @return true if nobody pays rent for it
   */
  public boolean isOwnHardware() {
    return tenancy.isOwnHardware;
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
    return new Site(Optional.of(other), pue, gridKgPerKwh, usdPerKwh, tenancy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Site site
        && region.equals(site.region)
        && pue.equals(site.pue)
        && gridKgPerKwh.equals(site.gridKgPerKwh)
        && usdPerKwh.equals(site.usdPerKwh)
        && tenancy.equals(site.tenancy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(region, pue, gridKgPerKwh, usdPerKwh, tenancy);
  }

  /** Returns one readable line, with what was stated alone. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(region.map(Region::code).orElse("unknown region"));
    pue.ifPresent(ratio -> line.append(", PUE ").append(ratio));
    gridKgPerKwh.ifPresent(kg -> line.append(", ").append(kg).append(" kg CO2e/kWh"));
    usdPerKwh.ifPresent(usd -> line.append(", ").append(usd).append(" USD/kWh"));
    usdPerAcceleratorHour().ifPresent(usd -> line.append(", ").append(usd).append(" USD/GPU-h"));
    return line.append(isOwnHardware() ? ", own hardware" : "").toString();
  }
}
