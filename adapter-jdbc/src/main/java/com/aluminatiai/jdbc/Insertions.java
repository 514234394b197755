package com.aluminatiai.jdbc;

import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Stores workloads. What was left out by {@link InsertStatement} is asked after: in the same
 * transaction where a key was taken for a workload that is there, else after the commit.
 */
final class Insertions {
  private static final String FIND_KEY =
      """
      SELECT workload_id, body_sha256 FROM idempotency_keys
      WHERE owner_id = :owner AND key = :key
      """;

  private static final String FIND_EXISTING =
      "SELECT "
          + WorkloadReader.COLUMNS
          + " FROM workloads WHERE owner_id = :owner AND external_id = :externalId";

  private static final String BIND_KEY =
      """
      UPDATE idempotency_keys SET workload_id = :existing WHERE owner_id = :owner AND key = :key
      """;

  /** How often a row that vanished while it was asked after makes us begin again. */
  private static final int MOST_ATTEMPTS = 10;

  private final Connections connections;
  private final Clock clock;

  Insertions(Connections connections, Clock clock) {
    this.connections = connections;
    this.clock = clock;
  }

  Insertion insert(NewWorkload row) throws StorageException {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      Optional<Insertion> insertion =
          connections.call(Connections.SHORT, handle -> attempt(handle, row));
      if (insertion.isPresent()) {
        return insertion.get();
      }
    }
    throw new StorageException("what is in the way of an insertion comes and goes", null);
  }

  private Optional<Insertion> attempt(Handle handle, NewWorkload row) throws SQLException {
    if (!row.hasKeyAndExternalId()) {
      return insert(handle, row);
    }
    handle.begin();
    try {
      Optional<Insertion> insertion = insert(handle, row);
      if (insertion.isPresent()) {
        handle.commit();
      }
      return insertion;
    } finally {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    }
  }

  private Optional<Insertion> insert(Handle handle, NewWorkload row) throws SQLException {
    boolean isStored =
        InsertStatement.run(handle.getConnection(), List.of(row), clock.instant())
            .contains(row.workload().id());
    return isStored ? Optional.of(new Insertion.Inserted()) : whyNot(handle, row);
  }

  /** Returns why a row was left out; empty if the reason is gone by now. */
  private static Optional<Insertion> whyNot(Handle handle, NewWorkload row) {
    if (row.key().isPresent()) {
      Optional<UsedKey> used = findKey(handle, row, row.key().get());
      if (used.isEmpty()) {
        return Optional.empty();
      }
      if (!used.get().workloadId().equals(row.workload().id())) {
        return Optional.of(used.get().answerTo(row.key().get()));
      }
    }
    return findExisting(handle, row).map(existing -> alreadyThere(handle, row, existing));
  }

  private record UsedKey(UUID workloadId, String bodySha256) {
    Insertion answerTo(IdempotencyKey key) {
      return bodySha256.equals(key.bodySha256())
          ? new Insertion.KeyUsed(workloadId)
          : new Insertion.KeyConflict();
    }
  }

  private static Optional<UsedKey> findKey(Handle handle, NewWorkload row, IdempotencyKey key) {
    return handle
        .createQuery(FIND_KEY)
        .bind("owner", row.ownerId())
        .bind("key", key.key())
        .map((found, context) -> new UsedKey(found.getObject(1, UUID.class), found.getString(2)))
        .findOne();
  }

  private static Optional<Workload> findExisting(Handle handle, NewWorkload row) {
    return handle
        .createQuery(FIND_EXISTING)
        .bind("owner", row.ownerId())
        .bind("externalId", row.workload().spec().labels().externalId().orElseThrow())
        .map((found, context) -> WorkloadReader.workload(found))
        .findOne();
  }

  private static Insertion alreadyThere(Handle handle, NewWorkload row, Workload existing) {
    row.key()
        .ifPresent(
            key ->
                handle
                    .createUpdate(BIND_KEY)
                    .bind("existing", existing.id())
                    .bind("owner", row.ownerId())
                    .bind("key", key.key())
                    .execute());
    return new Insertion.AlreadyThere(existing);
  }
}
