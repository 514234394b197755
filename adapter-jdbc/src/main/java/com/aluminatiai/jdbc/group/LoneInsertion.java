package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Stores a row by itself. Where nothing was heard of an earlier attempt (a connection died), the
 * row itself tells whether it was stored.
 */
final class LoneInsertion {
  /** How often a row is tried whose obstacle is gone each time it is looked at. */
  private static final int MOST_ATTEMPTS = 10;

  private final Connections connections;
  private final Insertions insertions;

  LoneInsertion(Connections connections, Insertions insertions) {
    this.connections = connections;
    this.insertions = insertions;
  }

  Insertion insert(NewWorkload row, Duration patience) throws StorageException {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      if (isStored(row)) {
        return new Insertion.Inserted();
      }
      Optional<Insertion> insertion = attempt(row, patience);
      if (insertion.isPresent()) {
        return insertion.get();
      }
    }
    throw StorageException.overCapacity("what is in the way of an insertion comes and goes", null);
  }

  private boolean isStored(NewWorkload row) throws StorageException {
    return connections.call(Connections.SHORT, handle -> insertions.isStored(handle, row));
  }

  private Optional<Insertion> attempt(NewWorkload row, Duration patience) throws StorageException {
    try {
      return connections.call(
          Connections.SHORT, handle -> insertions.attempt(handle, List.of(row), patience).get(0));
    } catch (RuntimeException e) {
      // The server may have gone on with a statement after its connection died here, and stored
      // the row in this moment: then its id was in the way.
      if (isStored(row)) {
        return Optional.of(new Insertion.Inserted());
      }
      throw e;
    }
  }
}
