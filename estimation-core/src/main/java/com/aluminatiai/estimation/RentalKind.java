package com.aluminatiai.estimation;

import java.util.Locale;

/** On what terms an accelerator is rented. */
public enum RentalKind {
  /** By the hour, without a promise. */
  ON_DEMAND,
  /** By the hour, and may be taken away at any time. */
  SPOT,
  /** For a year. */
  RESERVED,
  /** At a price that the caller stated. */
  STATED;

  /**
   * Returns the name as it is written in files and in JSON.
   *
   * @return the name in lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
