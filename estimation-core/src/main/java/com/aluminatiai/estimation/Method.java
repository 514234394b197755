package com.aluminatiai.estimation;

import java.util.Locale;

/** How the headline figure of an estimate is made. */
public enum Method {
  /** The simple formula: watts, count, hours, utilization and PUE multiplied. */
  FALLBACK,
  /** The model fitted to measurements, host included. */
  CALIBRATED,
  /** The calibrated model with inputs that an agent chose. */
  AGENT;

  private final String code = name().toLowerCase(Locale.ROOT);

  /**
   * Returns the name as it is written in JSON and CSV.
   *
   * @return the name in lower case
   */
  public String code() {
    return code;
  }
}
