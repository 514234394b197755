package com.aluminatiai.app.configuration;

/** Says in one line which setting is wrong, and what it should be. */
public final class ConfigurationException extends Exception {
  private static final long serialVersionUID = 1;

  ConfigurationException(String message) {
    super(message);
  }
}
