package com.aluminatiai.jdbc.connection;

import com.aluminatiai.jdbc.connection.Migrations.UnusableDatabaseException;
import com.aluminatiai.workload.loop.SteadyLoop;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
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
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** A server may count wrong passwords, and lock out who sends many. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(5);

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
  private final SteadyLoop loop =
      new SteadyLoop("database-watch", Duration.ZERO, new Watch(), Availability::tell);
  private final WriteLocks writeLocks = new WriteLocks();
  private boolean isMigrated;
  private Optional<Problem> lastProblem = Optional.empty();
  private boolean isUntold;
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
  }

  public void start() {
    loop.start();
  }

  private final class Watch implements SteadyLoop.Step {
    @Override
    public Duration run() {
      look();
      return lastProblem.filter(Problem::isLasting).isPresent() ? LONG_PAUSE : PAUSE;
    }

    @Override
    public void end() {
      disconnect();
    }
  }

  private static void tell(Throwable failure) {
    LOG.error("The watch over the database failed; it goes on", failure);
  }

  private void look() {
    try {
      if (isMigrated) {
        ping();
      } else {
        migrate();
      }
      Optional<Problem> unusable = unusable();
      if (unusable.isEmpty() && !connections.areTablesOurs()) {
        lookForLocks();
      }
      report(unusable);
    } catch (UnusableDatabaseException e) {
      connections.isUnusable(e.getMessage());
      report(Optional.of(new Problem(e.getMessage(), true)));
    } catch (SQLException e) {
      report(Optional.of(unreachable(e)));
    } catch (FlywayException e) {
      report(Optional.of(notMigrated(e)));
    } catch (RuntimeException | Error e) {
      // Nothing is known of the database: nobody is to be sent there.
      report(Optional.of(new Problem("the watch over the database failed", false)));
      throw e;
    }
  }

  /** Nobody who writes waits to find out what is known here, and nobody is sent here. */
  private void lookForLocks() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(PING_SECONDS));
    Optional<String> blockedBy = writeLocks.look(connection);
    connection.setNetworkTimeout(Runnable::run, 0);
    if (!blockedBy.equals(connections.writeProblem())) {
      LOG.warn("{}", blockedBy.orElse("Workloads can be stored again"));
    }
    connections.writesAre(blockedBy);
  }

  /** The connection stays open: a login costs more than all that is asked on it. */
  private void migrate() throws SQLException {
    if (connection == null || !connection.isValid(PING_SECONDS)) {
      disconnect();
      connection = patientDataSource.getConnection();
    }
    Migrations.apply(connection, patientDataSource);
    isMigrated = true;
  }

  /** The database may have been emptied: then the schema is made anew. */
  private Optional<Problem> unusable() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, (int) TimeUnit.SECONDS.toMillis(PING_SECONDS));
    Optional<String> tables = UsableTables.missing(connection);
    connection.setNetworkTimeout(Runnable::run, 0);
    isMigrated = tables.isEmpty();
    return tables.map(names -> new Problem(UsableTables.problem(names), false));
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
    boolean isNew = problem.isPresent() && !problem.equals(lastProblem);
    // Whoever starts in vain says so himself, and ends; what lives on hears it at the next look.
    boolean isToldLater = isNew && connections.unusable().isPresent();
    if ((isNew || isUntold) && !isToldLater && problem.isPresent() && loop.isOpen()) {
      LOG.error("Not ready, trying on: {}", problem.get().text());
    }
    isUntold = isToldLater;
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
    loop.close();
  }
}
