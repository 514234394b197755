package com.aluminatiai.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL, started once for all tests and thrown away: or, where TEST_DATABASE_URL (in
 * the driver's form) says so, somebody's, whose user may create databases. Each test gets an empty
 * schema or database. Beside it the oldest version that we promise to work with, where its programs
 * are.
 */
final class TestServer {
  private static final TestServer NEWEST = new TestServer(settings());

  private static final AtomicInteger NAMES = new AtomicInteger();

  private final DatabaseSettings server;

  private TestServer(DatabaseSettings server) {
    this.server = server;
  }

  /** The oldest version, started when it is first asked for. */
  private static final class Oldest {
    private static final TestServer SERVER = new TestServer(OldestServer.start());
  }

  /**
   * Returns settings as {@link #emptyDatabase} does, on the oldest version; else skips the test.
   */
  static DatabaseSettings emptyOldestDatabase() {
    OldestServer.assumeInstalled();
    return Oldest.SERVER.createDatabase("");
  }

  private static DatabaseSettings settings() {
    String url = System.getenv("TEST_DATABASE_URL");
    if (url != null) {
      return new DatabaseSettings(url, "", "", 1);
    }
    try {
      EmbeddedPostgres started = EmbeddedPostgres.start();
      return new DatabaseSettings(started.getJdbcUrl("postgres", "postgres"), "", "", 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns settings whose default schema is new and empty. Cheaper than a database. */
  static DatabaseSettings emptySchema() {
    return NEWEST.createSchema();
  }

  private DatabaseSettings createSchema() {
    String name = newName();
    execute(server, "CREATE SCHEMA " + name);
    String url = server.jdbcUrl();
    return new DatabaseSettings(
        url + (url.contains("?") ? "&" : "?") + "currentSchema=" + name,
        server.user(),
        server.password(),
        10);
  }

  private static String newName() {
    return "test_" + ProcessHandle.current().pid() + "_" + NAMES.incrementAndGet();
  }

  /** Returns the settings of a new, empty database. */
  static DatabaseSettings emptyDatabase() {
    return emptyDatabase("");
  }

  /** Returns the settings of a new, empty database that was created with options. */
  static DatabaseSettings emptyDatabase(String options) {
    return NEWEST.createDatabase(options);
  }

  private DatabaseSettings createDatabase(String options) {
    String name = newName();
    execute(server, "CREATE DATABASE " + name + " " + options);
    String url = server.jdbcUrl().replaceFirst("/[^/?]+(\\?|$)", "/" + name + "$1");
    return new DatabaseSettings(url, server.user(), server.password(), 10);
  }

  /** Runs a statement behind the back of whoever uses the database. */
  static void execute(DatabaseSettings settings, String sql) {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Changes a setting that every session of a database begins with. */
  static void set(DatabaseSettings settings, String assignment) {
    execute(
        settings,
        "DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || $a$ SET "
            + assignment
            + " $a$; END $$");
  }

  /** Returns the first column of the first row of a query. */
  static long number(DatabaseSettings settings, String sql) {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Returns the first column of the first row of a query as text. */
  static String text(DatabaseSettings settings, String sql) {
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Waits until so many sessions of the program under test wait for a lock at once. */
  static void awaitWaiting(DatabaseSettings settings, int sessions) {
    while (waiting(settings) < sessions) {
      Thread.onSpinWait();
    }
  }

  /** Returns how many sessions of the program under test wait for a lock. */
  static long waiting(DatabaseSettings settings) {
    return number(
        settings,
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            + " AND application_name = 'aluminatiai' AND wait_event_type = 'Lock'");
  }

  static Connection connect(DatabaseSettings settings) throws SQLException {
    return dataSource(settings).getConnection();
  }

  static DataSource dataSource(DatabaseSettings settings) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(settings.jdbcUrl());
    if (!settings.user().isEmpty()) {
      dataSource.setUser(settings.user());
      dataSource.setPassword(settings.password());
    }
    return dataSource;
  }
}
