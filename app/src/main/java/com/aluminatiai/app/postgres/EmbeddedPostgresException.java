package com.aluminatiai.app.postgres;

/** Says in one line why the embedded PostgreSQL cannot be used, and what to do about it. */
public final class EmbeddedPostgresException extends Exception {
  private static final long serialVersionUID = 1;

  private final boolean isOfSetting;

  EmbeddedPostgresException(String message) {
    this(message, null);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    this(message, cause, false);
  }

  private EmbeddedPostgresException(String message, Throwable cause, boolean isOfSetting) {
    super(message, cause);
    this.isOfSetting = isOfSetting;
  }

  /** Says what is wrong with the folder that {@code DATA_DIR} names. */
  static EmbeddedPostgresException ofSetting(String message, Throwable cause) {
    return new EmbeddedPostgresException(message, cause, true);
  }

  /**
   * Returns whether another setting would mend it.
   *
   * @return whether the configuration is wrong
   */
  public boolean isOfSetting() {
    return isOfSetting;
  }
}
