package com.aluminatiai.workload;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose hardware a workload ran on. */
public enum Hosting {
  /** Hardware of the user's own. */
  OWN,
  /** Hardware that the user rents. */
  RENTED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /**
   * Returns the name as it is written in JSON and CSV.
   *
   * @return the name in lower case
   */
  public String code() {
    return code;
  }

  /**
   * Finds whose hardware it is.
   *
   * @param code its code
   * @return whose it is; empty if there is none of that code
   */
  public static Optional<Hosting> find(String code) {
    return Arrays.stream(values()).filter(hosting -> hosting.code.equals(code)).findFirst();
  }
}
