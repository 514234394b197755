package com.aluminatiai.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Any number of replicas may do it at once: Flyway holds a lock. */
final class Migrations {
  private static final int OLDEST_SERVER = 15;
  private static final String LOCATION = "classpath:com/aluminatiai/jdbc/migration";
  static final String HISTORY_TABLE = "aluminatiai_schema_history";

  private Migrations() {}

  /**
   * Migrates, whatever else the schema holds.
   *
   * @throws UnusableDatabaseException if the server is too old
   */
  static void apply(DataSource dataSource) throws SQLException {
    checkVersion(dataSource);
    Flyway.configure()
        .dataSource(dataSource)
        .locations(LOCATION)
        .failOnMissingLocations(true)
        .table(HISTORY_TABLE)
        // Other people's tables may be there before ours: begin at 0, or version 1 is skipped.
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .loggers("slf4j")
        .load()
        .migrate();
  }

  private static void checkVersion(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery("SHOW server_version_num")) {
      answer.next();
      checkVersion(answer.getInt(1));
    }
  }

  /** Takes a version as PostgreSQL counts: 18.6 is 180006. */
  static void checkVersion(int versionNumber) {
    int major = versionNumber / 10_000;
    if (major < OLDEST_SERVER) {
      throw new UnusableDatabaseException(
          "PostgreSQL " + major + " is too old: " + OLDEST_SERVER + " or newer is needed");
    }
  }

  /** The database is there, but not one that can be used. */
  static final class UnusableDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnusableDatabaseException(String message) {
      super(message);
    }
  }
}
