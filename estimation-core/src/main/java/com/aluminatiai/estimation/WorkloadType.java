package com.aluminatiai.estimation;

import java.util.Locale;

/** What kind of work a job does; it decides how close to its power limit an accelerator runs. */
public enum WorkloadType {
  /** Training from scratch. */
  TRAINING,
  /** Training that starts from a trained model. */
  FINE_TUNING,
  /** Serving a trained model. */
  INFERENCE,
  /** Anything else. */
  OTHER;

  /**
   * Returns the name as it is written in JSON and CSV, {@code fine_tuning} for instance.
   *
   * @return the name in lower case
   */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
