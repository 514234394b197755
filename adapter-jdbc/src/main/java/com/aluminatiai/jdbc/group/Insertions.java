package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.row.WorkloadReader;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Stores workloads and finds out what was in the way of those that {@link InsertStatement} left
 * out.
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
      UPDATE idempotency_keys
      SET workload_id = :existing, answer_status = NULL, answer_body = NULL
      WHERE owner_id = :owner AND key = :key
      """;

  private static final String IS_STORED =
      """
      SELECT EXISTS (
        SELECT FROM workloads WHERE id = :id AND owner_id = :owner AND created_at = :createdAt)
      """;

  private final Clock clock;

  Insertions(Clock clock) {
    this.clock = clock;
  }

  /**
   * Tries to store workloads, all in one transaction. Mostly that is one statement that commits by
   * itself. Where a key is taken for a workload that turns out to be there under its external id,
   * the key has to name that one, and to keep no answer: then it is a few statements.
   *
   * @param patience longest wait for others that are just storing the same
   * @return what came of each; empty if what was in its way is gone by now: it is not stored, but
   *     may be tried again
   */
  List<Optional<Insertion>> attempt(Handle handle, List<NewWorkload> rows, Duration patience)
      throws SQLException {
    if (rows.stream().noneMatch(NewWorkload::hasKeyAndExternalId)) {
      return insert(handle, rows, patience);
    }
    handle.begin();
    try {
      List<Optional<Insertion>> insertions = insert(handle, rows, patience);
      if (insertions.stream().allMatch(Optional::isPresent)) {
        handle.commit();
        return insertions;
      }
      return rows.stream().map(row -> Optional.<Insertion>empty()).toList();
    } finally {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    }
  }

  /** Returns whether an earlier attempt, of which nothing was heard, has stored a workload. */
  boolean isStored(Handle handle, NewWorkload row) {
    return handle
        .createQuery(IS_STORED)
        .bind("id", row.workload().id())
        .bind("owner", row.ownerId())
        .bind("createdAt", row.workload().createdAt().atOffset(ZoneOffset.UTC))
        .mapTo(Boolean.class)
        .one();
  }

  private List<Optional<Insertion>> insert(Handle handle, List<NewWorkload> rows, Duration patience)
      throws SQLException {
    Set<UUID> stored = InsertStatement.run(handle.getConnection(), rows, clock.instant(), patience);
    return rows.stream()
        .map(
            row ->
                stored.contains(row.workload().id())
                    ? Optional.<Insertion>of(new Insertion.Inserted())
                    : whyNot(handle, row))
        .toList();
  }

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
    return row.workload()
        .spec()
        .labels()
        .externalId()
        .flatMap(externalId -> findExisting(handle, row, externalId))
        .map(existing -> alreadyThere(handle, row, existing));
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

  private static Optional<Workload> findExisting(
      Handle handle, NewWorkload row, String externalId) {
    return handle
        .createQuery(FIND_EXISTING)
        .bind("owner", row.ownerId())
        .bind("externalId", externalId)
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
