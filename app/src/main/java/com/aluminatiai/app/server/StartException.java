package com.aluminatiai.app.server;

import com.aluminatiai.app.postgres.EmbeddedPostgresException;

/** Says in one line why the service or its database does not start. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Returns whether another setting would mend it.
   *
   * @return whether the configuration is wrong
   */
  public boolean isOfSetting() {
    return getCause() instanceof EmbeddedPostgresException failure && failure.isOfSetting();
  }
}
