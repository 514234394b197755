package com.aluminatiai.jdbc.connection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections whose session has the settings that our statements rely on, whatever the server, the
 * database or the role sets by default. What an operator protects the database with stays as it is:
 * read-only transactions, for example.
 *
 * <p>The settings are no startup options, because poolers such as PgBouncer refuse those.
 */
public final class SessionDataSource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  /**
   * Doubles to the last digit, or figures, totals and backups lose some. A statement's longest time
   * is our own, see {@link Connections}; a summary and a deletion may take longer than a server's
   * default for the statements of others.
   */
  private static final String SETTINGS =
      """
      SET default_transaction_isolation = 'read committed';
      SET default_transaction_deferrable = off;
      SET standard_conforming_strings = on;
      SET extra_float_digits = 1;
      SET intervalstyle = postgres;
      SET array_nulls = on;
      SET transform_null_equals = off;
      SET statement_timeout = 0
      """;

  /** Creates a source without an address. */
  public SessionDataSource() {}

  /** Creates a source of connections to one database; no user or password where they are empty. */
  public static SessionDataSource of(
      String jdbcUrl, String user, String password, int connectSeconds) {
    SessionDataSource dataSource = new SessionDataSource();
    dataSource.setApplicationName("aluminatiai");
    dataSource.setConnectTimeout(connectSeconds);
    dataSource.setLoginTimeout(connectSeconds);
    dataSource.setTcpKeepAlive(true);
    // Rows hold people's notes, which do not belong into a log.
    dataSource.setLogServerErrorDetail(false);
    // Read-only is said to the server in whatever mode a connection is.
    dataSource.setReadOnlyMode("always");
    dataSource.setUrl(jdbcUrl);
    if (!user.isEmpty()) {
      dataSource.setUser(user);
    }
    if (!password.isEmpty()) {
      dataSource.setPassword(password);
    }
    return dataSource;
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    Connection connection = super.getConnection(user, password);
    boolean isSet = false;
    try (Statement statement = connection.createStatement()) {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(
          Runnable::run, (int) TimeUnit.SECONDS.toMillis(getLoginTimeout()));
      statement.execute(SETTINGS);
      connection.setNetworkTimeout(Runnable::run, before);
      isSet = true;
      return connection;
    } finally {
      if (!isSet) {
        connection.close();
      }
    }
  }
}
