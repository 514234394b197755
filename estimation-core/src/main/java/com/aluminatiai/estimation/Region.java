package com.aluminatiai.estimation;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A place where work runs: a country, a US state, a province, a zone of the grid or a cloud region,
 * with the factors known for it.
 *
 * @param code the code: {@code FR}, {@code US-CA}, {@code aws:us-east-1}
 * @param name the name that people read
 * @param level what kind of place it is
 * @param provider the cloud provider's code, {@code aws} for instance
 * @param country ISO 3166-1 alpha-2 code of its country; empty for an average of many
 * @param gridKgPerKwh grid carbon intensity in kg CO2e per kWh, location-based annual average, with
 *     its band
 * @param gridYear the year that {@code gridKgPerKwh} is for
 * @param gridLevel the kind of place that the intensity is of: a cloud region's own (or that of
 *     another cloud region in the same area), or the state, zone, province or country that stands
 *     in
 * @param accounting how the intensity was counted
 * @param lifeCycleKgPerKwh the life-cycle intensity of its place with its band, for comparisons;
 *     empty where {@code gridKgPerKwh} is one or none is known
 * @param pue the provider's published PUE there, or of its fleet
 * @param pueOfFleet whether {@code pue} is the mean of all the provider's sites and not of this one
 * @param wueLitresPerKwh water usage effectiveness there, or of the provider's fleet, in litres per
 *     IT kWh
 * @param usdPerKwh electricity price for industry in USD per kWh; of the state or country
 * @param source where the figures are from
 */
public record Region(
    String code,
    String name,
    Level level,
    Optional<String> provider,
    String country,
    Range gridKgPerKwh,
    int gridYear,
    Level gridLevel,
    Accounting accounting,
    Optional<Range> lifeCycleKgPerKwh,
    OptionalDouble pue,
    boolean pueOfFleet,
    OptionalDouble wueLitresPerKwh,
    OptionalDouble usdPerKwh,
    String source) {

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a figure is out of its range or not a number
   */
  public Region {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(country, "country");
    Objects.requireNonNull(gridKgPerKwh, "gridKgPerKwh");
    Objects.requireNonNull(gridLevel, "gridLevel");
    Objects.requireNonNull(accounting, "accounting");
    Objects.requireNonNull(lifeCycleKgPerKwh, "lifeCycleKgPerKwh");
    Objects.requireNonNull(pue, "pue");
    Objects.requireNonNull(wueLitresPerKwh, "wueLitresPerKwh");
    Objects.requireNonNull(usdPerKwh, "usdPerKwh");
    Objects.requireNonNull(source, "source");
    Require.within("gridKgPerKwh", gridKgPerKwh.high(), 0, 5);
    lifeCycleKgPerKwh.ifPresent(kg -> Require.within("lifeCycleKgPerKwh", kg.high(), 0, 5));
    pue.ifPresent(ratio -> Require.within("pue", ratio, 1, 5));
    wueLitresPerKwh.ifPresent(litres -> Require.within("wueLitresPerKwh", litres, 0, 100));
    usdPerKwh.ifPresent(usd -> Require.within("usdPerKwh", usd, 0, 100));
  }

  /**
   * Returns the grid intensity of one accounting.
   *
   * @param kind how it is counted
   * @return kg CO2e per kWh with its band; empty where it is not known
   * @throws NullPointerException if {@code kind} is null
   */
  public Optional<Range> gridCountedAs(Accounting kind) {
    if (Objects.requireNonNull(kind, "kind") == accounting) {
      return Optional.of(gridKgPerKwh);
    }
    return kind == Accounting.LIFE_CYCLE ? lifeCycleKgPerKwh : Optional.empty();
  }

  /** The kind of a place. */
  public enum Level {
    /** A country. */
    COUNTRY,
    /** A state of the USA. */
    STATE,
    /** A province or state of another country. */
    PROVINCE,
    /** A zone of the grid: an eGRID subregion or a bidding zone. */
    ZONE,
    /** An average of many countries. */
    WORLD,
    /** A region of a cloud provider. */
    CLOUD;

    /**
     * Returns the name as it is written in JSON.
     *
     * @return the name in lower case
     */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
