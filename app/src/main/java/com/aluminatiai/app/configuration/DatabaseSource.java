package com.aluminatiai.app.configuration;

import java.nio.file.Path;
import java.util.Optional;

/** Where the data are. */
public sealed interface DatabaseSource {
  /**
   * A PostgreSQL of our own.
   *
   * @param folder the folder that its data live in, absolute
   */
  record Embedded(Path folder) implements DatabaseSource {}

  /**
   * A PostgreSQL that somebody else runs.
   *
   * @param jdbcUrl its address for the JDBC driver; may carry secrets of its own
   * @param user who we are there; empty where {@code jdbcUrl} or the driver's defaults say it
   * @param password our password; empty where {@code jdbcUrl} says it or none is needed
   */
  record External(String jdbcUrl, Optional<String> user, Optional<String> password)
      implements DatabaseSource {
    /** Leaves the secrets out. */
    @Override
    public String toString() {
      return "External[" + jdbcUrl.replaceAll("\\?.*", "") + "]";
    }
  }
}
