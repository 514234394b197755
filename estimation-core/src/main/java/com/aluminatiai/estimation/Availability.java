package com.aluminatiai.estimation;

import java.util.Locale;

/** Whether an accelerator can be had, as judged when the catalogue was made. */
public enum Availability {
  /** Sold or rented. */
  SOLD,
  /** Made for China and sold there alone. */
  CHINA_ONLY,
  /** Announced, and not delivered in quantity. */
  ANNOUNCED,
  /** No longer sold by its maker; machines with it still run. */
  DISCONTINUED;

  /**
   * Returns the name as it is written in files and in JSON.
   *
   * @return the name in lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
