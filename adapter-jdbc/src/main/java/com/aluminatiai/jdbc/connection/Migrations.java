package com.aluminatiai.jdbc.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Any number of replicas may do it at once: Flyway holds a lock. */
public final class Migrations {
  private static final int OLDEST_SERVER = 15;
  private static final String ENCODING = "UTF8";
  private static final String LOCATION = "classpath:com/aluminatiai/jdbc/migration";
  public static final String HISTORY_TABLE = "aluminatiai_schema_history";

  /** Every migration, by version; a test says when one is missing here. */
  private static final List<String> FILES =
      List.of(
          "V1__workloads.sql",
          "V2__token_buckets.sql",
          "V3__totals.sql",
          "V4__estimates_as_text.sql",
          "V5__rules.sql",
          "V6__fields.sql",
          "V7__jobs.sql",
          "V8__names.sql");

  // In the schema that new tables go to, not just anywhere on the search path.
  private static final String MAY_READ_HISTORY =
      "SELECT has_table_privilege(to_regclass(quote_ident(current_schema()) || '."
          + HISTORY_TABLE
          + "')::oid, 'SELECT')";

  private static final String READ_UNKNOWN =
      "SELECT string_agg(version, ', ' ORDER BY installed_rank) FROM "
          + HISTORY_TABLE
          + " WHERE type <> 'BASELINE' AND version <> ALL ('{%s}')";

  private static final String READ_HISTORY =
      "SELECT string_agg(version || ':' || checksum || CASE WHEN success THEN '' ELSE '!' END, ' '"
          + " ORDER BY installed_rank) FROM "
          + HISTORY_TABLE
          + " WHERE type <> 'BASELINE'";

  private Migrations() {}

  /**
   * Migrates where that is needed, whatever else the schema holds.
   *
   * @param connection to look with
   * @param dataSource to migrate with
   * @throws UnusableDatabaseException if the server is too old, the database cannot hold every
   *     text, or its schema is that of a newer release
   */
  static void apply(Connection connection, DataSource dataSource) throws SQLException {
    checkVersion(Integer.parseInt(text(connection, "SHOW server_version_num")));
    checkEncoding(text(connection, "SHOW server_encoding"));
    refuseNewerSchema(connection);
    // Most starts find everything done; to let Flyway find that out takes a third of a second.
    if (!isUpToDate(connection)) {
      migrate(dataSource);
    }
  }

  /** What a newer release has changed, this one would read and write wrongly. */
  private static void refuseNewerSchema(Connection connection) throws SQLException {
    if (!"t".equals(text(connection, MAY_READ_HISTORY))) {
      return;
    }
    String known = FILES.stream().map(Migrations::version).collect(Collectors.joining(","));
    String unknown = text(connection, READ_UNKNOWN.formatted(known));
    if (unknown != null) {
      throw new UnusableDatabaseException(
          "the database's schema is that of a newer release: it has version "
              + unknown
              + ", and this release knows versions up to "
              + version(FILES.get(FILES.size() - 1))
              + "; start the newer release");
    }
  }

  private static String version(String file) {
    return file.substring(1, file.indexOf("__"));
  }

  /** Returns whether exactly the migrations of this version have been applied. */
  public static boolean isUpToDate(Connection connection) throws SQLException {
    return "t".equals(text(connection, MAY_READ_HISTORY))
        && wanted().equals(text(connection, READ_HISTORY));
  }

  private static String wanted() {
    return FILES.stream()
        .map(file -> version(file) + ":" + checksum(file))
        .collect(Collectors.joining(" "));
  }

  /** Returns Flyway's checksum of a file: that of its lines without their ends. */
  private static int checksum(String file) {
    CRC32 checksum = new CRC32();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Migrations.class.getResourceAsStream("/com/aluminatiai/jdbc/migration/" + file),
                UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        checksum.update(line.getBytes(UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return (int) checksum.getValue();
  }

  private static void migrate(DataSource dataSource) {
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

  private static String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(sql)) {
      return answer.next() ? answer.getString(1) : null;
    }
  }

  /** Takes a version as PostgreSQL counts: 18.6 is 180006. */
  public static void checkVersion(int versionNumber) {
    int major = versionNumber / 10_000;
    if (major < OLDEST_SERVER) {
      throw new UnusableDatabaseException(
          "PostgreSQL " + major + " is too old: " + OLDEST_SERVER + " or newer is needed");
    }
  }

  /** Takes the name of an encoding as PostgreSQL writes it. */
  static void checkEncoding(String encoding) {
    if (!encoding.equals(ENCODING)) {
      throw new UnusableDatabaseException(
          "the database's encoding is "
              + encoding
              + ", which cannot hold every text: create it with ENCODING '"
              + ENCODING
              + "' TEMPLATE template0");
    }
  }

  /** The database is there, but not one that can be used. */
  public static final class UnusableDatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnusableDatabaseException(String message) {
      super(message);
    }
  }
}
