package com.aluminatiai.estimation;

import java.util.Locale;

/**
 * How the carbon intensity of a grid is counted. Figures of different kinds must not be compared as
 * if they were one: the life cycle adds building and fuel supply, so that hydro and nuclear power
 * count 5 to 50 g/kWh and not 0, and combustion 5 to 15 % more.
 */
public enum Accounting {
  /** What is generated in the area, with building the plants and supplying the fuel. */
  LIFE_CYCLE("generation, life cycle"),
  /** Combustion at what is generated in the area. */
  DIRECT("generation, direct combustion"),
  /** Combustion for what is delivered in the area, transfers between areas counted. */
  CONSUMPTION("consumption, direct combustion"),
  /** Google's figure of its region: operational emissions of the grid, from hourly data. */
  OPERATIONAL_GOOGLE("grid of the region, operational emissions by Google");

  private final String description;

  Accounting(String description) {
    this.description = description;
  }

  /**
   * Returns the name as it is written in files and in JSON.
   *
   * @return the name in lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns what is counted, in words.
   *
   * @return a few words
   */
  public String description() {
    return description;
  }
}
