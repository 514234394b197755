package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Bulkhead;
import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.group.Groups;
import com.aluminatiai.jdbc.row.ReadableRows;
import com.aluminatiai.jdbc.row.WorkloadReader;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.SilentJob;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;

/** What concerns the workloads of all owners; the rest goes through {@link #of}. */
public final class JdbcWorkloadStore implements WorkloadStore {
  private static final String CLAIM =
      """
      UPDATE workloads SET agent_lease_until = :leaseUntil, agent_attempts = agent_attempts + 1
      WHERE id = (
        SELECT id FROM workloads
        WHERE agent_status = 'pending' AND (agent_lease_until <= :now OR agent_lease_until IS NULL)
          AND\s""";

  private static final String CLAIM_ONE =
      " ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) RETURNING user_id, agent_attempts, "
          + WorkloadReader.COLUMNS;

  private static final String COUNT =
      """
      INSERT INTO agent_submissions AS counted (subject, day, count) VALUES (:subject, :day, 1)
      ON CONFLICT (day, subject) DO UPDATE SET count = counted.count + 1
      WHERE counted.count < :limit
      """;

  final Connections connections;
  final Clock clock;
  final Groups groups;
  final ReadableRows readable;

  /**
   * Which workloads can be claimed: all, until one is met that breaks a rule younger than itself.
   */
  private volatile String claimable = "TRUE";

  /** What reads many rows: however many ask for it, others find connections. */
  final Bulkhead dearReads;

  public JdbcWorkloadStore(
      Connections connections, Groups groups, ReadableRows readable, Clock clock) {
    this.connections = connections;
    this.groups = groups;
    this.readable = readable;
    this.clock = clock;
    this.dearReads = Bulkhead.of(connections, "summaries and pages far down the list");
  }

  @Override
  public OwnedWorkloads of(Owner owner) {
    return new JdbcOwnedWorkloads(this, owner);
  }

  @Override
  public Optional<PendingConversation> claimPending(Instant now, Instant leaseUntil)
      throws StorageException {
    try {
      return claim(now, leaseUntil);
    } catch (JdbiException e) {
      if (!UncheckedRules.areBroken(e)) {
        throw e;
      }
      // The oldest conversation would keep all others from being claimed, for ever.
      claimable = connections.call(Connections.SHORT, UncheckedRules::workloadsThatKeepThem);
      return claim(now, leaseUntil);
    }
  }

  private Optional<PendingConversation> claim(Instant now, Instant leaseUntil)
      throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                .createQuery(CLAIM + claimable + CLAIM_ONE)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("leaseUntil", leaseUntil.atOffset(ZoneOffset.UTC))
                .map((row, context) -> readable.read(row, JdbcWorkloadStore::conversation))
                .findOne()
                .flatMap(conversation -> conversation));
  }

  private static PendingConversation conversation(ResultSet row) throws SQLException {
    return new PendingConversation(
        new Owner(Optional.ofNullable(row.getObject("user_id", UUID.class))),
        WorkloadReader.workload(row),
        row.getInt("agent_attempts"));
  }

  @Override
  public boolean countAgentSubmission(String subject, LocalDate day, int limitPerDay)
      throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                    .createUpdate(COUNT)
                    .bind("subject", subject)
                    .bind("day", day)
                    .bind("limit", limitPerDay)
                    .execute()
                == 1);
  }

  @Override
  public Optional<Instant> listen(Instant now, Duration interval) throws StorageException {
    return connections.call(Connections.SHORT, handle -> SilentJobs.listen(handle, now, interval));
  }

  @Override
  public List<SilentJob> silent(Instant now, Instant since, int most) throws StorageException {
    return connections.call(
        Connections.SHORT, handle -> SilentJobs.find(handle, readable, now, since, most));
  }
}
