package com.aluminatiai.estimation;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A place where work runs: a country, a US state or a cloud region, with the factors known for it.
 *
 * @param code the code: {@code FR}, {@code US-CA}, {@code aws:us-east-1}
 * @param name the name that people read
 * @param level what kind of place it is
 * @param provider the cloud provider's code, {@code aws} for instance
 * @param country ISO 3166-1 alpha-2 code of its country
 * @param gridKgPerKwh grid carbon intensity in kg CO2e per kWh, location-based annual average, with
 *     its band
 * @param gridYear the year that {@code gridKgPerKwh} is for
 * @param gridLevel the place that the intensity is of: the region's own, or its country's
 * @param accounting how the intensity was counted
 * @param pue the provider's published PUE there
 * @param wueLitresPerKwh water usage effectiveness there in litres per IT kWh
 * @param usdPerKwh electricity price in USD per kWh
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
    String accounting,
    OptionalDouble pue,
    OptionalDouble wueLitresPerKwh,
    OptionalDouble usdPerKwh,
    String source) {

  /** The kind of a place. */
  public enum Level {
    /** A country. */
    COUNTRY,
    /** A state of the USA. */
    STATE,
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
