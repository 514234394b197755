package com.aluminatiai.jdbc.connection;

import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Runs statements for one owner, whose id it binds itself. */
public final class OwnedStatements {
  private final Connections connections;
  private final UUID ownerId;

  public OwnedStatements(Connections connections, Owner owner) {
    this.connections = connections;
    this.ownerId = OwnedSql.ownerId(owner);
  }

  /** Binds the rest of a query's parameters and reads its rows. */
  public interface Reading<R> {
    R from(Query query);
  }

  /** Binds the rest of an update's parameters. */
  public interface Binding {
    void to(Update update);
  }

  public <R> R query(Duration timeout, OwnedSql sql, Reading<R> reading) throws StorageException {
    return connections.call(timeout, handle -> new OwnedSnapshot(handle).query(sql, reading));
  }

  /** Queries that see the database as it was at one moment. */
  public interface Snapshot {
    public <R> R query(OwnedSql sql, Reading<R> reading);
  }

  /** What is read from a snapshot. */
  public interface SnapshotReading<R> {
    R from(Snapshot snapshot);
  }

  public <R> R snapshot(Duration timeout, SnapshotReading<R> reading) throws StorageException {
    return connections.call(
        timeout,
        handle -> {
          handle.begin();
          try {
            handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            R result = reading.from(new OwnedSnapshot(handle));
            handle.commit();
            return result;
          } finally {
            if (handle.isInTransaction()) {
              handle.rollback();
            }
          }
        });
  }

  private final class OwnedSnapshot implements Snapshot {
    private final Handle handle;

    OwnedSnapshot(Handle handle) {
      this.handle = handle;
    }

    @Override
    public <R> R query(OwnedSql sql, Reading<R> reading) {
      try (Query query = handle.createQuery(sql.text())) {
        return reading.from(query.bind("owner", ownerId));
      }
    }
  }

  /** Returns the number of rows that were changed. */
  public int update(Duration timeout, OwnedSql sql, Binding binding) throws StorageException {
    return connections.call(
        timeout,
        handle -> {
          try (Update update = handle.createUpdate(sql.text())) {
            binding.to(update.bind("owner", ownerId));
            return update.execute();
          }
        });
  }
}
