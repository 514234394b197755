package com.aluminatiai.jdbc;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

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

  /**
   * Reads an address in either form: {@code postgresql://user:password@host:5432/database} (or
   * {@code postgres://…}), or {@code jdbc:postgresql:…}. Parameters behind a question mark are
   * handed to the driver.
   *
   * @param url the address
   * @param poolSize connections for requests, 1 to 1000
   * @return the settings
   * @throws IllegalArgumentException if the address has neither form; its message does not repeat
   *     the address, which may hold a password
   */
  public static DatabaseSettings fromUrl(String url, int poolSize) {
    if (url.startsWith(JDBC)) {
      return new DatabaseSettings(url, "", "", poolSize);
    }
    URI uri = parse(url);
    String userInfo = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
    int colon = userInfo.indexOf(':');
    String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
    String password = colon < 0 ? "" : userInfo.substring(colon + 1);
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return new DatabaseSettings(
        JDBC + "//" + uri.getHost() + port + path + query,
        decode(user),
        decode(password),
        poolSize);
  }

  private static URI parse(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the database's address is malformed; special characters in its password must be"
              + " percent-encoded");
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!(scheme.equals("postgresql") || scheme.equals("postgres")) || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "the database's address must be postgresql://user:password@host:5432/database or "
              + JDBC
              + "…");
    }
    return uri;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Leaves out the address and the password, which are secret. */
  @Override
  public String toString() {
    return "DatabaseSettings[user=" + user + ", poolSize=" + poolSize + "]";
  }
}
