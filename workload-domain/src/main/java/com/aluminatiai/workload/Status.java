package com.aluminatiai.workload;

import java.util.Locale;

/** Where a workload stands. Every change from one to another is allowed. */
public enum Status {
  /** Submitted, not started as far as we know. */
  SUBMITTED,
  /** Running. */
  RUNNING,
  /** Ended well. */
  COMPLETED,
  /** Ended badly. */
  FAILED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /**
   * Returns the name as it is written in JSON, CSV and SQL.
   *
   * @return the name in lower case
   */
  public String code() {
    return code;
  }
}
