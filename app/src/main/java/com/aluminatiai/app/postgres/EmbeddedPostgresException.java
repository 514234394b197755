package com.aluminatiai.app.postgres;

/** Says in one line why the embedded PostgreSQL cannot be used, and what to do about it. */
public final class EmbeddedPostgresException extends Exception {
  private static final long serialVersionUID = 1;

  EmbeddedPostgresException(String message) {
    super(message);
  }

  EmbeddedPostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
