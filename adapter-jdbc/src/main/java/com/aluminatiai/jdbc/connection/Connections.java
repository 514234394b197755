package com.aluminatiai.jdbc.connection;

import com.aluminatiai.workload.StorageException;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;

/**
 * The pool, and the one way to it. While the database is known to be away a call fails at once; a
 * call that is under way when it goes is cut off, so that no thread waits for a dead server. While
 * there is no room, the server itself refuses whatever would write.
 */
public final class Connections implements AutoCloseable {
  /** The problem until there is an answer. */
  public static final String NOT_CONNECTED = "the database is not connected yet";

  /** Longest wait for a connection: a request has to be answered within two seconds. */
  private static final long MOST_WAIT_MILLIS = 1_000;

  private static final long VALIDATION_MILLIS = 500;

  /** Longest that a statement of a request may take. */
  public static final Duration SHORT = Duration.ofSeconds(10);

  /** Longest that a sum, or the deletion of a project, may take. */
  public static final Duration LONG = Duration.ofMinutes(2);

  /** Longest that an operator's command may take. */
  public static final Duration VERY_LONG = Duration.ofHours(6);

  private final DataSource dataSource;
  private final HikariDataSource pool;
  private final int poolSize;
  private final Jdbi jdbi;
  private final BooleanSupplier hasRoom;
  private final Set<Connection> underWay = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> problem = Optional.of(NOT_CONNECTED);

  public Connections(DataSource dataSource, int poolSize, BooleanSupplier hasRoom) {
    this.dataSource = dataSource;
    this.hasRoom = hasRoom;
    this.poolSize = poolSize;
    HikariConfig config = new HikariConfig();
    config.setPoolName("database");
    config.setDataSource(dataSource);
    config.setMaximumPoolSize(poolSize);
    // While the database is away, the pool does not try on its own: Availability does.
    config.setMinimumIdle(0);
    config.setConnectionTimeout(MOST_WAIT_MILLIS);
    config.setValidationTimeout(VALIDATION_MILLIS);
    // A long transaction elsewhere (an import, all or nothing) may hold an external id: whoever
    // wants the same one is told to come back, and nobody behind it waits.
    config.setConnectionInitSql("SET lock_timeout = '1s'");
    // Start without a database, and try again with every request.
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
    jdbi = configured(Jdbi.create(pool));
  }

  private static Jdbi configured(Jdbi jdbi) {
    // A failure that is logged tells nothing of what people stored.
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    // The texts are complete: "<" is nothing but "less than".
    return jdbi.setTemplateEngine(TemplateEngine.NOP);
  }

  /** What a call does with its connection. */
  public interface Work<R> {
    R with(Handle handle) throws SQLException;
  }

  public <R> R call(Duration timeout, Work<R> work) throws StorageException {
    return call(timeout, hasRoom.getAsBoolean(), work);
  }

  /** Calls with what may write even where there is no room for anything else: a few bytes. */
  public <R> R callOnReserve(Duration timeout, Work<R> work) throws StorageException {
    return call(timeout, true, work);
  }

  private <R> R call(Duration timeout, boolean mayWrite, Work<R> work) throws StorageException {
    Optional<String> known = problem;
    if (known.isPresent()) {
      throw new StorageException(known.get(), null);
    }
    try (Handle handle = jdbi.open()) {
      return run(handle, timeout, mayWrite, work);
    } catch (JdbiException e) {
      throw Outage.of(e);
    }
  }

  private <R> R run(Handle handle, Duration timeout, boolean mayWrite, Work<R> work) {
    Connection connection = handle.getConnection();
    underWay.add(connection);
    try {
      connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
      if (!mayWrite) {
        // The pool takes this back when the connection is returned.
        connection.setReadOnly(true);
      }
      return work.with(handle);
    } catch (SQLException e) {
      throw new FailedStatement(e);
    } finally {
      underWay.remove(connection);
    }
  }

  /** Carries a plain JDBC failure to where it is judged. */
  private static final class FailedStatement extends JdbiException {
    private static final long serialVersionUID = 1;

    FailedStatement(SQLException cause) {
      super(cause);
    }
  }

  public void measure(Object registry) {
    pool.setMetricRegistry(registry);
  }

  /**
   * Opens a connection beside the pool, for work that goes as slowly as its caller. Like the others
   * it is cut off when the database goes away.
   *
   * @param timeout longest that one of its statements may take
   */
  public Apart openApart(Duration timeout) throws StorageException {
    Optional<String> known = problem;
    if (known.isPresent()) {
      throw new StorageException(known.get(), null);
    }
    try {
      return new Apart(dataSource.getConnection(), timeout);
    } catch (SQLException e) {
      throw Outage.of(new FailedStatement(e));
    }
  }

  /** A connection beside the pool, in a transaction. */
  public final class Apart implements AutoCloseable {
    private final Connection connection;
    private final Handle handle;

    private Apart(Connection connection, Duration timeout) throws SQLException {
      this.connection = connection;
      connection.setNetworkTimeout(Runnable::run, (int) timeout.toMillis());
      // Exports still read where there is no room for imports.
      connection.setReadOnly(!hasRoom.getAsBoolean());
      connection.setAutoCommit(false);
      handle = configured(Jdbi.create(connection)).open();
      underWay.add(connection);
    }

    public <R> R call(Work<R> work) throws StorageException {
      try {
        return work.with(handle);
      } catch (SQLException e) {
        throw Outage.of(new FailedStatement(e));
      } catch (JdbiException e) {
        throw Outage.of(e);
      }
    }

    /** Rolls back what is not committed. */
    @Override
    public void close() {
      underWay.remove(connection);
      try {
        connection.close();
      } catch (SQLException e) {
        // It is broken already, and the server has rolled back.
      }
    }
  }

  public Optional<String> problem() {
    return problem;
  }

  public void isAvailable() {
    pool.setMinimumIdle(poolSize);
    problem = Optional.empty();
  }

  /** Lets every call fail from now on, and those under way at once. */
  void isAway(String reason) {
    problem = Optional.of(reason);
    pool.setMinimumIdle(0);
    pool.getHikariPoolMXBean().softEvictConnections();
    underWay.forEach(Connections::abort);
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // It is broken already: whoever uses it will see that.
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
