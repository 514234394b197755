package com.aluminatiai.jdbc;

import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import java.time.Duration;
import java.util.UUID;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;

/** Runs statements for one owner, whose id it binds itself. */
final class OwnedStatements {
  private final Connections connections;
  private final UUID ownerId;

  OwnedStatements(Connections connections, Owner owner) {
    this.connections = connections;
    this.ownerId = NewWorkload.ownerId(owner);
  }

  /** Binds the rest of a query's parameters and reads its rows. */
  interface Reading<R> {
    R from(Query query);
  }

  /** Binds the rest of an update's parameters. */
  interface Binding {
    void to(Update update);
  }

  <R> R query(Duration timeout, OwnedSql sql, Reading<R> reading) throws StorageException {
    return connections.call(
        timeout,
        handle -> {
          try (Query query = handle.createQuery(sql.text())) {
            return reading.from(query.bind("owner", ownerId));
          }
        });
  }

  /** Returns the number of rows that were changed. */
  int update(Duration timeout, OwnedSql sql, Binding binding) throws StorageException {
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
