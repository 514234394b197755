package com.aluminatiai.app.configuration;

import java.util.Locale;

/** Everything that can be set. The constant's name is the environment variable's. */
public enum Setting {
  /** Where to listen: the address. */
  HOST("127.0.0.1", "address to listen on"),
  /** Where to listen: the port. */
  PORT("8080", "port to listen on; 0 picks a free one and prints it"),
  /** The external database. */
  DATABASE_URL(
      "",
      true,
      "PostgreSQL 15 or newer: postgresql://user:password@host:5432/database?sslmode=…,"
          + " or jdbc:postgresql:…; unset: an embedded PostgreSQL in DATA_DIR"),
  /** The embedded database's folder. */
  DATA_DIR("./data", "folder of the embedded PostgreSQL"),
  /** Database connections. */
  DB_POOL_SIZE("10", "database connections"),
  /** Who may use the API. */
  AUTH("none", "who may use the API: none (everybody) or api-key"),
  /** Whether an open service may be reached from outside. */
  ALLOW_OPEN("false", "true: AUTH=none is meant even where HOST can be reached from outside"),
  /** Requests a minute and client. */
  RATE_LIMIT_PER_MINUTE("100", "requests a minute and client address; 0: no limit"),
  /** Requests a day and key. */
  RATE_LIMIT_PER_DAY("1000", "requests a day and API key; 0: no limit"),
  /** Whose forwarded headers are believed. */
  TRUSTED_PROXIES("", "networks (CIDR, separated by commas) whose X-Forwarded-For is believed"),
  /** The base address in generated code. */
  PUBLIC_URL("", "base address in generated code and the API's description; unset: the listener's"),
  /** Other sites' pages that may call the API. */
  CORS_ORIGINS("", "browser origins allowed besides our own pages, separated by commas"),
  /** Who may read the metrics. */
  METRICS_KEY("", true, "bearer key for /metrics; unset: from this machine only"),
  /** The headline's method. */
  ESTIMATE_METHOD("fallback", "method of a submission that names none: fallback or calibrated"),
  /** The agent's key. */
  MINIMAX_API_KEY("", true, "MiniMax key; unset: no agent"),
  /** The agent's address. */
  MINIMAX_BASE_URL("https://api.minimax.io/v1", "base address of MiniMax"),
  /** The agent's model. */
  MINIMAX_MODEL("MiniMax-M2.1", "model of the agent"),
  /** How long a submission waits. */
  AGENT_WAIT("PT20S", "how long a submission waits for the agent before it is answered without"),
  /** How long a conversation takes. */
  AGENT_TIMEOUT("PT60S", "longest conversation with the agent, retries included"),
  /** Conversations at once. */
  AGENT_MAX_CONCURRENCY("8", "conversations at once"),
  /** Agent submissions a day. */
  AGENT_LIMIT_PER_DAY(
      "100",
      "questions to the agent a day and key, or address where there are no keys; 0: no limit"),
  /** How log lines look. */
  LOG_FORMAT("text", "log lines: text or json");

  private final String defaultText;
  private final boolean secret;
  private final String meaning;

  Setting(String defaultText, String meaning) {
    this(defaultText, false, meaning);
  }

  Setting(String defaultText, boolean secret, String meaning) {
    this.defaultText = defaultText;
    this.secret = secret;
    this.meaning = meaning;
  }

  /**
   * Returns what holds where nothing is set.
   *
   * @return the default as a user would write it; empty for none
   */
  public String defaultText() {
    return defaultText;
  }

  /**
   * Returns whether this is a secret, which is not taken from the command line, where other users
   * of the machine could read it, but may come from a file.
   *
   * @return true for a secret
   */
  public boolean isSecret() {
    return secret;
  }

  /**
   * Returns what it does.
   *
   * @return a few words
   */
  public String meaning() {
    return meaning;
  }

  /**
   * Returns the option of {@code serve} with the same meaning.
   *
   * @return {@code --data-dir} for instance
   */
  public String option() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * Returns the variable that names a file with a secret.
   *
   * @return {@code DATABASE_URL_FILE} for instance
   */
  public String fileVariable() {
    return name() + "_FILE";
  }
}
