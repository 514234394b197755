package com.aluminatiai.jdbc.connection;

import com.aluminatiai.workload.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * The pool, and the one way to it. While the database is known to be away a call fails at once; a
 * call that is under way when it goes is cut off, so that no thread waits for a dead server. While
 * there is no room, the server itself refuses whatever would write.
 */
public final class Connections implements AutoCloseable {
  /** The problem until there is an answer. */
  public static final String NOT_CONNECTED = "the database is not connected yet";

  /** Longest that a statement of a request may take. */
  public static final Duration SHORT = Duration.ofSeconds(10);

  /** Longest that a sum, or the deletion of a project, may take. */
  public static final Duration LONG = Duration.ofMinutes(2);

  /** Longest that an operator's command may take. */
  public static final Duration VERY_LONG = Duration.ofHours(6);

  /** Longest wait for a lock or a connection: a request has to be answered within two seconds. */
  public static final Duration IMPATIENT = Duration.ofSeconds(1);

  /** Longest wait for a lock of what has been at work for longer than that. */
  public static final Duration PATIENT = Duration.ofSeconds(10);

  /** The server tells of a statement that takes too long before the connection is given up. */
  static final Duration GRACE = Duration.ofSeconds(1);

  private static final Duration MOST_PAUSE = Duration.ofMinutes(1);

  /** An export's client may take its time; the pace of its bytes is watched elsewhere. */
  private static final Duration MOST_PAUSE_APART = Duration.ofMinutes(5);

  private static final int LIMIT_CONNECTIONS = 2;

  /** Longest wait of a request that is only counted. */
  private static final Duration LIMIT_WAIT = Duration.ofMillis(500);

  private final DataSource dataSource;
  private final Pool requests;
  private final Pool limits;
  private final BooleanSupplier hasRoom;
  private final Set<Connection> underWay = ConcurrentHashMap.newKeySet();
  private volatile Optional<String> problem = Optional.of(NOT_CONNECTED);
  private volatile Optional<String> writeProblem = Optional.empty();
  private volatile Optional<String> unusable = Optional.empty();
  private volatile boolean areTablesOurs;

  public Connections(DataSource dataSource, int poolSize, BooleanSupplier hasRoom) {
    this.dataSource = dataSource;
    this.hasRoom = hasRoom;
    requests =
        new Pool(
            dataSource,
            new Pool.Shape("database", poolSize, IMPATIENT),
            new Patience(IMPATIENT, SHORT, MOST_PAUSE));
    // Requests that need no database are counted as well, however busy the pool is.
    limits =
        new Pool(
            dataSource,
            new Pool.Shape("limits", LIMIT_CONNECTIONS, LIMIT_WAIT),
            new Patience(LIMIT_WAIT, IMPATIENT, MOST_PAUSE));
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

  /** Counts a request, on connections that nothing else takes. */
  public <R> R callToCount(Work<R> work) throws StorageException {
    failIfAway();
    try (Handle handle = limits.open()) {
      return run(handle, IMPATIENT, true, work);
    } catch (JdbiException e) {
      throw Outage.of(e);
    }
  }

  /** Calls with what fails rather than wait for what another session locks. */
  public <R> R callWithoutWaiting(Work<R> work) throws StorageException {
    return call(
        SHORT, between(Patience.lockSql(Duration.ofMillis(1)), Patience.lockSql(IMPATIENT), work));
  }

  private <R> R call(Duration timeout, boolean mayWrite, Work<R> work) throws StorageException {
    failIfAway();
    try (Handle handle = requests.open()) {
      return timeout.equals(SHORT)
          ? run(handle, timeout, mayWrite, work)
          : run(
              handle,
              timeout,
              mayWrite,
              between(Patience.statementSql(timeout), Patience.statementSql(SHORT), work));
    } catch (JdbiException e) {
      throw Outage.of(e);
    }
  }

  private void failIfAway() throws StorageException {
    Optional<String> known = problem;
    if (known.isPresent()) {
      throw new StorageException(known.get(), null);
    }
  }

  private <R> R run(Handle handle, Duration timeout, boolean mayWrite, Work<R> work) {
    Connection connection = handle.getConnection();
    underWay.add(connection);
    try {
      connection.setNetworkTimeout(Runnable::run, (int) timeout.plus(GRACE).toMillis());
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

  /** Changes the session for one call; the next one finds it as it was. */
  private static <R> Work<R> between(String before, String after, Work<R> work) {
    return handle -> {
      handle.execute(before);
      try {
        return work.with(handle);
      } finally {
        restore(handle, after);
      }
    };
  }

  private static void restore(Handle handle, String sql) {
    try {
      handle.execute(sql);
    } catch (JdbiException e) {
      // The connection is broken, and the pool drops it.
    }
  }

  public void measure(Object registry) {
    requests.measure(registry);
  }

  int poolSize() {
    return requests.size();
  }

  /**
   * Opens a connection beside the pool, for work that goes as slowly as its caller. Like the others
   * it is cut off when the database goes away.
   *
   * @param timeout longest that one of its statements may take
   * @param lockTimeout longest that it waits for what another session holds
   */
  public Apart openApart(Duration timeout, Duration lockTimeout) throws StorageException {
    failIfAway();
    Patience patience = new Patience(lockTimeout, timeout, MOST_PAUSE_APART);
    try {
      return begin(dataSource.getConnection(), patience);
    } catch (SQLException e) {
      throw Outage.of(new FailedStatement(e));
    } catch (JdbiException e) {
      throw Outage.of(e);
    }
  }

  private Apart begin(Connection connection, Patience patience) throws SQLException {
    boolean isBegun = false;
    try {
      Apart apart = new Apart(connection, patience, hasRoom, underWay);
      isBegun = true;
      return apart;
    } finally {
      if (!isBegun) {
        connection.close();
      }
    }
  }

  public Optional<String> problem() {
    return problem;
  }

  /** Returns what keeps workloads from being stored though the database is there. */
  public Optional<String> writeProblem() {
    return writeProblem;
  }

  public void failIfNothingCanBeStored() throws StorageException {
    Optional<String> known = writeProblem;
    if (known.isPresent()) {
      throw StorageException.overCapacity(known.get(), null);
    }
  }

  void writesAre(Optional<String> blockedBy) {
    writeProblem = blockedBy;
  }

  /** Returns why this database can never be used, as far as that is known. */
  public Optional<String> unusable() {
    return unusable;
  }

  /** Says whether what is about to lock all tables is this process itself. */
  public void tablesAreOurs(boolean areOurs) {
    areTablesOurs = areOurs;
  }

  boolean areTablesOurs() {
    return areTablesOurs;
  }

  void isUnusable(String reason) {
    unusable = Optional.of(reason);
  }

  public void isAvailable() {
    unusable = Optional.empty();
    requests.isAvailable();
    limits.isAvailable();
    problem = Optional.empty();
  }

  /** Lets every call fail from now on, and those under way at once. */
  void isAway(String reason) {
    problem = Optional.of(reason);
    requests.isAway();
    limits.isAway();
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
    requests.close();
    limits.close();
  }
}
