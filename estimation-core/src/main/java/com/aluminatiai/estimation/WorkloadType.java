package com.aluminatiai.estimation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of work a job does; it decides how close to its power limit an accelerator runs. */
public enum WorkloadType {
  /** Training from scratch. */
  TRAINING,
  /** Training that starts from a trained model. */
  FINE_TUNING,
  /** Serving a trained model, a language model above all. */
  INFERENCE,
  /** Making images with a trained model. */
  IMAGE_GENERATION,
  /** Making videos with a trained model. */
  VIDEO_GENERATION,
  /** Anything else. */
  OTHER;

  private final String code = name().toLowerCase(Locale.ROOT);

  /**
   * Returns the name as it is written in JSON and CSV, {@code fine_tuning} for instance.
   *
   * @return the name in lower case
   */
  public String code() {
    return code;
  }

  /**
   * Finds a type by its code, in upper or lower case.
   *
   * @param code {@code fine_tuning} for instance
   * @return the type; empty if there is none of that code
   * @throws NullPointerException if {@code code} is null
   */
  public static Optional<WorkloadType> find(String code) {
    String wanted = code.toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(type -> type.code().equals(wanted)).findFirst();
  }
}
