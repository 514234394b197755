package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A place where work runs: a country, a US state, a province, a zone of the grid or a cloud region,
 * with the factors known for it.
 *
 * <p>The catalogue has many; one of your own is made by {@link #builder}. It grows by accessors and
 * by methods of its builder. Immutable and thread-safe.
 */
public final class Region {
  private final String code;
  private final String name;
  private final Level level;
  private final Optional<String> provider;
  private final String country;
  private final Range gridKgPerKwh;
  private final int gridYear;
  private final Level gridLevel;
  private final Accounting accounting;
  private final Optional<Range> lifeCycleKgPerKwh;
  private final OptionalDouble pue;
  private final boolean pueOfFleet;
  private final OptionalDouble wueLitresPerKwh;
  private final OptionalDouble usdPerKwh;
  private final boolean usdPerKwhOfCountry;
  private final String source;

  Region(
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
      boolean usdPerKwhOfCountry,
      String source) {
    Require.within("gridKgPerKwh", gridKgPerKwh.high(), 0, 5);
    lifeCycleKgPerKwh.ifPresent(kg -> Require.within("lifeCycleKgPerKwh", kg.high(), 0, 5));
    pue.ifPresent(ratio -> Require.within("pue", ratio, 1, 5));
    wueLitresPerKwh.ifPresent(litres -> Require.within("wueLitresPerKwh", litres, 0, 100));
    usdPerKwh.ifPresent(usd -> Require.within("usdPerKwh", usd, 0, 100));
    this.code = Objects.requireNonNull(code, "code");
    this.name = Objects.requireNonNull(name, "name");
    this.level = Objects.requireNonNull(level, "level");
    this.provider = Objects.requireNonNull(provider, "provider");
    this.country = Objects.requireNonNull(country, "country");
    this.gridKgPerKwh = Objects.requireNonNull(gridKgPerKwh, "gridKgPerKwh");
    this.gridYear = gridYear;
    this.gridLevel = Objects.requireNonNull(gridLevel, "gridLevel");
    this.accounting = Objects.requireNonNull(accounting, "accounting");
    this.lifeCycleKgPerKwh = Objects.requireNonNull(lifeCycleKgPerKwh, "lifeCycleKgPerKwh");
    this.pue = Objects.requireNonNull(pue, "pue");
    this.pueOfFleet = pueOfFleet;
    this.wueLitresPerKwh = Objects.requireNonNull(wueLitresPerKwh, "wueLitresPerKwh");
    this.usdPerKwh = Objects.requireNonNull(usdPerKwh, "usdPerKwh");
    this.usdPerKwhOfCountry = usdPerKwhOfCountry;
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * Begins a region of your own. What is not set is not known: the name is the code, and the level
   * {@link Level#ZONE}.
   *
   * @param code its code, {@code acme:berlin} for instance; not blank
   * @param gridKgPerKwh grid carbon intensity in kg CO2e per kWh, location-based annual average,
   *     with its band
   * @param accounting how the intensity is counted: a comparison takes no two kinds together
   * @param gridYear the year that the intensity is for
   * @return a builder
   */
  public static Builder builder(
      String code, Range gridKgPerKwh, Accounting accounting, int gridYear) {
    return new Builder(code, gridKgPerKwh, accounting, gridYear);
  }

  /** {@return the code: {@code FR}, {@code US-CA}, {@code aws:us-east-1}} */
  public String code() {
    return code;
  }

  /** {@return the name that people read} */
  public String name() {
    return name;
  }

  /** {@return what kind of place it is} */
  public Level level() {
    return level;
  }

  /** {@return the cloud provider's code, {@code aws} for instance} */
  public Optional<String> provider() {
    return provider;
  }

  /** {@return ISO 3166-1 alpha-2 code of its country; empty for an average of many} */
  public String country() {
    return country;
  }

  /**
   * {@return grid carbon intensity in kg CO2e per kWh, location-based annual average, with its
   * band}
   */
  public Range gridKgPerKwh() {
    return gridKgPerKwh;
  }

  /** {@return the year that {@code gridKgPerKwh} is for} */
  public int gridYear() {
    return gridYear;
  }

  /**
   * {@return the kind of place that the intensity is of: a cloud region's own (or that of another
   * cloud region in the same area), or the state, zone, province or country that stands in}
   */
  public Level gridLevel() {
    return gridLevel;
  }

  /** {@return how the intensity was counted} */
  public Accounting accounting() {
    return accounting;
  }

  /**
   * {@return the life-cycle intensity of its place with its band, for comparisons; empty where
   * {@code gridKgPerKwh} is one or none is known}
   */
  public Optional<Range> lifeCycleKgPerKwh() {
    return lifeCycleKgPerKwh;
  }

  /** {@return the provider's published PUE there, or of its fleet} */
  public OptionalDouble pue() {
    return pue;
  }

  /** {@return whether {@code pue} is the mean of all the provider's sites and not of this one} */
  public boolean pueOfFleet() {
    return pueOfFleet;
  }

  /** {@return water usage effectiveness there, or of the provider's fleet, in litres per IT kWh} */
  public OptionalDouble wueLitresPerKwh() {
    return wueLitresPerKwh;
  }

  /** {@return electricity price for industry in USD per kWh; of the state or country} */
  public OptionalDouble usdPerKwh() {
    return usdPerKwh;
  }

  /**
   * {@return whether {@code usdPerKwh} is the price of the country, for want of one of its part}
   */
  public boolean usdPerKwhOfCountry() {
    return usdPerKwhOfCountry;
  }

  /** {@return where the figures are from} */
  public String source() {
    return source;
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

  /** The same place with the price of its country. */
  Region pricedAs(Region countryOfIt) {
    return new Region(
        code,
        name,
        level,
        provider,
        country,
        gridKgPerKwh,
        gridYear,
        gridLevel,
        accounting,
        lifeCycleKgPerKwh,
        pue,
        pueOfFleet,
        wueLitresPerKwh,
        countryOfIt.usdPerKwh,
        true,
        source + "; price: of " + countryOfIt.code + ", which stands in");
  }

  /** All that it says, in a fixed order. */
  List<Object> parts() {
    return List.of(
        code,
        name,
        level,
        provider,
        country,
        gridKgPerKwh,
        gridYear,
        gridLevel,
        accounting,
        lifeCycleKgPerKwh,
        pue,
        pueOfFleet,
        wueLitresPerKwh,
        usdPerKwh,
        usdPerKwhOfCountry,
        source);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof Region region
            && code.equals(region.code)
            && parts().equals(region.parts());
  }

  @Override
  public int hashCode() {
    return code.hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return name.equals(code) ? code : code + " (" + name + ")";
  }

  /** What is known of a region. Not thread-safe. */
  public static final class Builder {
    private final String code;
    private String name;
    private Level level = Level.ZONE;
    private Optional<String> provider = Optional.empty();
    private String country = "";
    private final Range gridKgPerKwh;
    private final int gridYear;
    private Level gridLevel = Level.ZONE;
    private final Accounting accounting;
    private Optional<Range> lifeCycleKgPerKwh = Optional.empty();
    private OptionalDouble pue = OptionalDouble.empty();
    private boolean pueOfFleet = false;
    private OptionalDouble wueLitresPerKwh = OptionalDouble.empty();
    private OptionalDouble usdPerKwh = OptionalDouble.empty();
    private boolean usdPerKwhOfCountry = false;
    private String source = Assumed.STATED;

    private Builder(String code, Range gridKgPerKwh, Accounting accounting, int gridYear) {
      this.code = Objects.requireNonNull(code, "code");
      this.gridKgPerKwh = Objects.requireNonNull(gridKgPerKwh, "gridKgPerKwh");
      this.accounting = Objects.requireNonNull(accounting, "accounting");
      this.gridYear = gridYear;
      this.name = code;
    }

    /**
     * Sets the name that people read.
     *
     * @return this
     */
    public Builder name(String name) {
      this.name = Objects.requireNonNull(name, "name");
      return this;
    }

    /**
     * Sets what kind of place it is.
     *
     * @return this
     */
    public Builder level(Level level) {
      this.level = Objects.requireNonNull(level, "level");
      return this;
    }

    /**
     * Sets the cloud provider's code, {@code aws} for instance.
     *
     * @return this
     */
    public Builder provider(String provider) {
      this.provider = Optional.of(provider);
      return this;
    }

    /**
     * Sets ISO 3166-1 alpha-2 code of its country.
     *
     * @return this
     */
    public Builder country(String country) {
      this.country = Objects.requireNonNull(country, "country");
      return this;
    }

    /**
     * Sets the kind of place that the intensity is of: a cloud region's own (or that of another
     * cloud region in the same area), or the state, zone, province or country that stands in.
     *
     * @return this
     */
    public Builder gridLevel(Level gridLevel) {
      this.gridLevel = Objects.requireNonNull(gridLevel, "gridLevel");
      return this;
    }

    /**
     * Sets the life-cycle intensity of its place with its band, for comparisons.
     *
     * @return this
     */
    public Builder lifeCycleKgPerKwh(Range lifeCycleKgPerKwh) {
      this.lifeCycleKgPerKwh = Optional.of(lifeCycleKgPerKwh);
      return this;
    }

    /**
     * Sets the provider's published PUE there, or of its fleet.
     *
     * @return this
     */
    public Builder pue(double pue) {
      this.pue = OptionalDouble.of(pue);
      return this;
    }

    /**
     * Sets whether {@code pue} is the mean of all the provider's sites and not of this one.
     *
     * @return this
     */
    public Builder pueOfFleet(boolean pueOfFleet) {
      this.pueOfFleet = pueOfFleet;
      return this;
    }

    /**
     * Sets water usage effectiveness there, or of the provider's fleet, in litres per IT kWh.
     *
     * @return this
     */
    public Builder wueLitresPerKwh(double wueLitresPerKwh) {
      this.wueLitresPerKwh = OptionalDouble.of(wueLitresPerKwh);
      return this;
    }

    /**
     * Sets electricity price for industry in USD per kWh; of the state or country.
     *
     * @return this
     */
    public Builder usdPerKwh(double usdPerKwh) {
      this.usdPerKwh = OptionalDouble.of(usdPerKwh);
      return this;
    }

    /**
     * Sets whether the price is that of the country, for want of one of its part.
     *
     * @return this
     */
    public Builder usdPerKwhOfCountry(boolean usdPerKwhOfCountry) {
      this.usdPerKwhOfCountry = usdPerKwhOfCountry;
      return this;
    }

    /**
     * Sets where the figures are from.
     *
     * @return this
     */
    public Builder source(String source) {
      this.source = Objects.requireNonNull(source, "source");
      return this;
    }

    /**
     * Makes the region.
     *
     * @return the region
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public Region build() {
      return new Region(
          code,
          name,
          level,
          provider,
          country,
          gridKgPerKwh,
          gridYear,
          gridLevel,
          accounting,
          lifeCycleKgPerKwh,
          pue,
          pueOfFleet,
          wueLitresPerKwh,
          usdPerKwh,
          usdPerKwhOfCountry,
          source);
    }
  }
}
