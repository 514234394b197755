package com.aluminatiai.jdbc.connection;

import com.aluminatiai.workload.StorageException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;

/** Tells what may work later (the database is away, or out of something) from what never will. */
public final class Outage {
  /**
   * Connection lost; out of disk, memory or connections; stopped by an operator; system error;
   * deadlock or conflict; not let in (role, database, schema); damaged configuration, data or
   * index.
   */
  private static final Set<String> CLASSES =
      Set.of("08", "53", "57", "58", "40", "28", "3D", "3F", "F0", "XX");

  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private static final String CONFLICTS = "40";

  /**
   * Read-only transaction (a standby); object in use, not in the right state (a database that takes
   * no connections) or locked; session timeouts; rights revoked; a table or function that is gone.
   */
  private static final Set<String> STATES =
      Set.of(
          "25006",
          "55000",
          "55006",
          LOCK_NOT_AVAILABLE,
          "25P03",
          "25P04",
          "42501",
          "42P01",
          "42883");

  /** Duplicate table (or index, sequence, view), duplicate object (type). */
  private static final Set<String> NAMES_TAKEN = Set.of("42P07", "42710");

  private Outage() {}

  /** Returns what to throw, or throws the failure itself if it is a mistake of ours. */
  static StorageException of(RuntimeException failure) {
    Optional<SQLException> outage = sqlCause(failure).filter(Outage::isOutage);
    if (outage.isPresent()) {
      return isBusy(outage.get())
          ? StorageException.overCapacity(outage.get().getMessage(), failure)
          : new StorageException(outage.get().getMessage(), failure);
    }
    throw failure;
  }

  /**
   * Somebody holds a lock, two were in each other's way, or all connections of the pool are taken.
   * A pool that could make no connection names that as the cause.
   */
  private static boolean isBusy(SQLException outage) {
    String state = String.valueOf(outage.getSQLState());
    return state.equals(LOCK_NOT_AVAILABLE)
        || state.startsWith(CONFLICTS)
        || (outage instanceof SQLTransientConnectionException && outage.getCause() == null);
  }

  /** Returns whether one row was in the way, and nothing is wrong with the database. */
  public static boolean isLockTimeout(StorageException failure) {
    return sqlCause(failure)
        .filter(sql -> LOCK_NOT_AVAILABLE.equals(sql.getSQLState()))
        .isPresent();
  }

  /** Returns whether two transactions were in each other's way: the next attempt may go through. */
  public static boolean isConflict(Throwable failure) {
    return sqlCause(failure)
        .map(SQLException::getSQLState)
        .filter(state -> state.startsWith(CONFLICTS))
        .isPresent();
  }

  /** Returns whether somebody has stored the same meanwhile. */
  public static boolean isDuplicate(Throwable failure) {
    return sqlCause(failure).map(SQLException::getSQLState).filter("23505"::equals).isPresent();
  }

  /** Returns whether the server does not let us in: wrong user or password, no such database. */
  static boolean isRefusal(String sqlState) {
    return sqlState != null && (sqlState.startsWith("28") || sqlState.startsWith("3D"));
  }

  /** Returns whether somebody else has a table or the like of that name. */
  static boolean isNameTaken(String sqlState) {
    return NAMES_TAKEN.contains(String.valueOf(sqlState));
  }

  static Optional<SQLException> sqlCause(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return Optional.of(sql);
      }
    }
    return Optional.empty();
  }

  /** Pools and drivers give no state where they got no connection. */
  static boolean isOutage(SQLException failure) {
    String state = failure.getSQLState();
    return state == null
        || state.length() < 2
        || CLASSES.contains(state.substring(0, 2))
        || STATES.contains(state);
  }
}
