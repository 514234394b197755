package com.aluminatiai.app.server;

/** Says in one line why the service or its database does not start. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
