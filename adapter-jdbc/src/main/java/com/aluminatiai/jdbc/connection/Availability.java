package com.aluminatiai.jdbc.connection;

import com.aluminatiai.jdbc.connection.Migrations.UnusableDatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the database on a connection of its own: migrates it as soon as it can be reached, then
 * asks four times a second whether it is there, and less often where somebody has to change
 * something first. Writes one line whenever that changes.
 */
public final class Availability implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Availability.class);
  private static final long PAUSE_MILLIS = 250;

  /** A server may count wrong passwords, and lock out who sends many. */
  private static final long LONG_PAUSE_MILLIS = 5_000;

  private static final int PING_SECONDS = 1;

  /**
   * What is wrong with the database.
   *
   * @param text what, in words
   * @param isLasting whether it does not go away by itself
   */
  private record Problem(String text, boolean isLasting) {}

  private final DataSource dataSource;
  private final DataSource patientDataSource;
  private final Connections connections;
  private final Thread thread = new Thread(this::watch, "database-watch");
  private final CountDownLatch closed = new CountDownLatch(1);
  private boolean isMigrated;
  private Optional<Problem> lastProblem = Optional.empty();
  private Connection connection;

  /**
   * Creates a watch without starting it.
   *
   * @param dataSource gives up soon, because requests wait for what comes of it
   * @param patientDataSource for the migration, before which nobody waits
   */
  public Availability(
      DataSource dataSource, DataSource patientDataSource, Connections connections) {
    this.dataSource = dataSource;
    this.patientDataSource = patientDataSource;
    this.connections = connections;
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  private void watch() {
    try {
      do {
        look();
      } while (!closed.await(pauseMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      disconnect();
    }
  }

  private long pauseMillis() {
    return lastProblem.filter(Problem::isLasting).isPresent() ? LONG_PAUSE_MILLIS : PAUSE_MILLIS;
  }

  private void look() {
    try {
      if (isMigrated) {
        ping();
      } else {
        migrate();
      }
      report(Optional.empty());
    } catch (UnusableDatabaseException e) {
      report(Optional.of(new Problem(e.getMessage(), true)));
    } catch (SQLException e) {
      report(Optional.of(unreachable(e)));
    } catch (FlywayException e) {
      report(Optional.of(notMigrated(e)));
    }
  }

  /** The connection stays open: a login costs more than all that is asked on it. */
  private void migrate() throws SQLException {
    disconnect();
    connection = patientDataSource.getConnection();
    Migrations.apply(connection, patientDataSource);
    isMigrated = true;
  }

  private static Problem unreachable(SQLException e) {
    return new Problem(
        "the database cannot be reached: " + firstLine(e), Outage.isRefusal(e.getSQLState()));
  }

  private static Problem notMigrated(FlywayException e) {
    Optional<SQLException> cause = Outage.sqlCause(e);
    String reason = firstLine(cause.map(Exception.class::cast).orElse(e));
    String advice =
        cause.filter(sql -> Outage.isNameTaken(sql.getSQLState())).isPresent()
            ? "; give this program a schema of its own (…?currentSchema=NAME)"
            : "";
    return new Problem(
        "the database's schema cannot be brought up to date: " + reason + advice,
        cause.filter(Outage::isOutage).isEmpty());
  }

  /**
   * One broken connection is no outage: it is replaced before the database counts as away. A server
   * that is silent counts as away at once: those who wait for it have waited long enough.
   */
  private void ping() throws SQLException {
    long beginNanos = System.nanoTime();
    if (connection != null && connection.isValid(PING_SECONDS)) {
      return;
    }
    disconnect();
    if (System.nanoTime() - beginNanos >= TimeUnit.SECONDS.toNanos(PING_SECONDS)) {
      throw new SQLException("it does not answer");
    }
    connection = dataSource.getConnection();
  }

  private void disconnect() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      LOG.debug("A broken connection could not be closed", e);
    }
    connection = null;
  }

  private void report(Optional<Problem> problem) {
    boolean isFirst = connections.problem().isPresent() && problem.isEmpty();
    if (problem.isPresent()) {
      connections.isAway(problem.get().text());
    } else if (isFirst) {
      connections.isAvailable();
      LOG.info("The database is ready");
    }
    if (problem.isPresent() && !problem.equals(lastProblem)) {
      LOG.error("Not ready, trying on: {}", problem.get().text());
    }
    lastProblem = problem;
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage())
        .lines()
        .filter(line -> !line.isBlank())
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    closed.countDown();
    boolean isInterrupted = false;
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      isInterrupted = true;
    }
    if (isInterrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
