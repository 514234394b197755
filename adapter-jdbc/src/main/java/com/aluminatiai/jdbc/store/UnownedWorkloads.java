package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.Outage;
import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.StorageException;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;

/** Workloads that were submitted before there were keys. */
final class UnownedWorkloads {
  private static final int MOST_ADOPTED_AT_ONCE = 5_000;
  private static final int MOST_ATTEMPTS = 10;
  private static final int MOST_REFUSED = 1_000;

  /**
   * Two rows of the user with one external id cannot be: the unowned one stays as it is. Whoever
   * stores an external id that is just being adopted waits for a part, not for all.
   */
  private static final String ADOPT =
      """
      UPDATE workloads SET user_id = :userId
      WHERE owner_id = '00000000-0000-0000-0000-000000000000' AND id IN (
        SELECT id FROM workloads
        WHERE owner_id = '00000000-0000-0000-0000-000000000000'
          AND NOT EXISTS (
            SELECT FROM workloads AS theirs
            WHERE theirs.owner_id = :userId AND theirs.external_id = workloads.external_id)
          AND\s""";

  private static final String ADOPT_PART = " ORDER BY id LIMIT :most)";

  private static final String REFUSED =
      """
      SELECT id FROM workloads
      WHERE owner_id = '00000000-0000-0000-0000-000000000000' AND NOT\s""";

  private static final String REFUSED_PART = " ORDER BY id LIMIT :most";

  private final Connections connections;

  UnownedWorkloads(Connections connections) {
    this.connections = connections;
  }

  Adoption adopt(UUID userId) throws StorageException {
    String keepTheRules =
        connections.call(Connections.SHORT, UncheckedRules::workloadsThatKeepThem);
    long adopted = 0;
    int part;
    do {
      part = adoptSome(userId, keepTheRules);
      adopted += part;
    } while (part == MOST_ADOPTED_AT_ONCE);
    return new Adoption(adopted, refused(keepTheRules));
  }

  /** Where somebody stores the same external id meanwhile, another look finds it. */
  private int adoptSome(UUID userId, String keepTheRules) throws StorageException {
    for (int attempt = 1; ; attempt++) {
      try {
        return connections.call(
            Connections.LONG,
            handle ->
                handle
                    .createUpdate(ADOPT + keepTheRules + ADOPT_PART)
                    .bind("userId", userId)
                    .bind("most", MOST_ADOPTED_AT_ONCE)
                    .execute());
      } catch (StorageException e) {
        if (!e.isOverCapacity() || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      } catch (JdbiException e) {
        if (!Outage.isDuplicate(e) || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private List<UUID> refused(String keepTheRules) throws StorageException {
    return connections.call(
        Connections.LONG,
        handle ->
            handle
                .createQuery(REFUSED + keepTheRules + REFUSED_PART)
                .bind("most", MOST_REFUSED)
                .mapTo(UUID.class)
                .list());
  }
}
