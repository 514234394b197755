package com.aluminatiai.jdbc;

/**
 * Where the database is and how it is used.
 *
 * @param jdbcUrl address as the PostgreSQL driver takes it, {@code jdbc:postgresql:…}
 * @param user the user; empty if the address names it
 * @param password the password; empty if there is none or the address carries it
 * @param poolSize connections for requests, 1 to 1000
 */
public record DatabaseSettings(String jdbcUrl, String user, String password, int poolSize) {
  private static final String JDBC = "jdbc:postgresql:";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if the address is none of PostgreSQL's or the pool's size out
   *     of range
   */
  public DatabaseSettings {
    if (!jdbcUrl.startsWith(JDBC)) {
      throw new IllegalArgumentException("the database's address must begin with " + JDBC);
    }
    if (poolSize < 1 || poolSize > 1000) {
      throw new IllegalArgumentException("poolSize must be within 1..1000: " + poolSize);
    }
  }

  /** Leaves out the address and the password, which are secret. */
  @Override
  public String toString() {
    return "DatabaseSettings[user=" + user + ", poolSize=" + poolSize + "]";
  }
}
