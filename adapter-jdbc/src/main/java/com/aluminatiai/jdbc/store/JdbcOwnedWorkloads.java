package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Bulkhead;
import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.connection.OwnedStatements;
import com.aluminatiai.jdbc.group.Groups;
import com.aluminatiai.jdbc.group.NewWorkload;
import com.aluminatiai.jdbc.row.ListQuery;
import com.aluminatiai.jdbc.row.ReadableRows;
import com.aluminatiai.jdbc.row.WorkloadReader;
import com.aluminatiai.jdbc.row.WorkloadSigns;
import com.aluminatiai.jdbc.row.WorkloadUpdate;
import com.aluminatiai.jdbc.totals.SummaryQuery;
import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.OwnedWorkloads;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** One owner's workloads. Every statement but the gathered ones is an {@link OwnedSql}. */
public final class JdbcOwnedWorkloads implements OwnedWorkloads {
  private static final OwnedSql HISTORY =
      OwnedSql.query("SELECT * FROM my_history WHERE workload_id = :id ORDER BY revision");

  private static final OwnedSql LEAVE =
      OwnedSql.updateWorkloads(
          "agent_lease_until = :now",
          "id = :id AND agent_status = 'pending'",
          "SELECT count(*) FROM changed");

  private static final OwnedSql REVISION =
      OwnedSql.query("SELECT revision FROM mine WHERE id = :id");

  private static final OwnedSql FIND_ID =
      OwnedSql.query("SELECT id FROM mine WHERE external_id = :externalId");

  /** The row is short, and no index knows what changes in it. */
  private static final OwnedSql HEAR =
      OwnedSql.updateSigns(
          WorkloadSigns.ASSIGNMENTS, "workload_id = :id AND beat = CAST(:sign_beat AS int8) - 1");

  private static final OwnedSql DELETE =
      OwnedSql.deleteWorkloads("id = :id AND revision = :revision");

  /**
   * Whoever stores an external id anew that is just being deleted waits for a part, not for all.
   */
  private static final int MOST_DELETED_AT_ONCE = 5_000;

  private static final OwnedSql DELETE_PROJECT =
      OwnedSql.deleteSomeWorkloads("project = :project", MOST_DELETED_AT_ONCE);

  /** Whoever skips as many rows reads them all. */
  private static final long DEEP_OFFSET = 1_000;

  private static final OwnedSql KEEP_ANSWER =
      OwnedSql.updateKeys(
          "answer_status = :status, answer_body = :body",
          "key = :key AND body_sha256 = :bodySha256 AND answer_status IS NULL");

  private static final OwnedSql FIND_ANSWER =
      OwnedSql.query(
          """
          SELECT answer_status, workload_id, answer_body FROM my_keys
          WHERE key = :key AND body_sha256 = :bodySha256
            AND answer_status IS NOT NULL AND used_at > :expired
          """);

  private final Owner owner;
  private final Groups groups;
  private final Bulkhead dearReads;
  private final OwnedStatements statements;
  private final ReadableRows readable;
  private final Clock clock;

  JdbcOwnedWorkloads(JdbcWorkloadStore store, Owner owner) {
    this.owner = owner;
    this.groups = store.groups;
    this.readable = store.readable;
    this.dearReads = store.dearReads;
    this.statements = new OwnedStatements(store.connections, owner);
    this.clock = store.clock;
  }

  @Override
  public Insertion insert(Workload workload, Optional<KeyUse> key, Instant agentLeaseUntil)
      throws StorageException {
    return groups.writer().insert(new NewWorkload(owner, workload, key, agentLeaseUntil));
  }

  @Override
  public void keepAnswer(IdempotencyKey key, Answer answer) throws StorageException {
    statements.update(
        Connections.SHORT,
        KEEP_ANSWER,
        update ->
            update
                .bind("key", key.key())
                .bind("bodySha256", key.bodySha256())
                .bind("status", answer.statusCode())
                .bind("body", answer.body()));
  }

  @Override
  public Optional<Answer> findAnswer(IdempotencyKey key) throws StorageException {
    Instant expired = clock.instant().minus(IdempotencyKey.LIFE);
    return statements.query(
        Connections.SHORT,
        FIND_ANSWER,
        query ->
            query
                .bind("key", key.key())
                .bind("bodySha256", key.bodySha256())
                .bind("expired", expired.atOffset(ZoneOffset.UTC))
                .map((row, context) -> answer(row))
                .findOne());
  }

  private static Answer answer(ResultSet row) throws SQLException {
    return new Answer(
        row.getInt("answer_status"),
        row.getObject("workload_id", UUID.class),
        row.getString("answer_body"));
  }

  @Override
  public Optional<Workload> find(UUID id) throws StorageException {
    return groups.reader().find(owner, id);
  }

  @Override
  public List<HistoryEntry> history(UUID id) throws StorageException {
    return statements.query(
        Connections.SHORT,
        HISTORY,
        query ->
            query
                .bind("id", id)
                .map((row, context) -> readable.read(row, WorkloadReader::entry))
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  @Override
  public Page list(WorkloadFilter filter, PageRequest request) throws StorageException {
    ListQuery query = ListQuery.of(filter, request);
    return request.offset() < DEEP_OFFSET
        ? query.run(statements, readable)
        : dearReads.call(rest -> query.run(statements, readable));
  }

  @Override
  public boolean update(Workload next, Optional<HistoryEntry> entry) throws StorageException {
    return WorkloadUpdate.run(statements, next, entry);
  }

  @Override
  public Optional<UUID> findId(String externalId) throws StorageException {
    return statements.query(
        Connections.SHORT,
        FIND_ID,
        query -> query.bind("externalId", externalId).mapTo(UUID.class).findOne());
  }

  @Override
  public boolean hear(Workload beating) throws StorageException {
    return groups.signs().store(owner, beating) || hearAlone(beating);
  }

  /** Waits for whoever holds the row, on one connection of few. */
  private boolean hearAlone(Workload beating) throws StorageException {
    return statements.update(
            Connections.SHORT,
            HEAR,
            update -> WorkloadSigns.bind(update.bind("id", beating.id()), beating))
        == 1;
  }

  @Override
  public void leaveConversation(UUID id, Instant now) throws StorageException {
    statements.query(
        Connections.SHORT,
        LEAVE,
        query ->
            query.bind("id", id).bind("now", now.atOffset(ZoneOffset.UTC)).mapTo(Long.class).one());
  }

  @Override
  public OptionalLong revision(UUID id) throws StorageException {
    return statements.query(
        Connections.SHORT,
        REVISION,
        query ->
            query.bind("id", id).mapTo(Long.class).stream()
                .mapToLong(revision -> revision)
                .findFirst());
  }

  @Override
  public boolean delete(UUID id, long revision) throws StorageException {
    return statements.update(
            Connections.SHORT, DELETE, update -> update.bind("id", id).bind("revision", revision))
        == 1;
  }

  @Override
  public long deleteProject(String project) throws StorageException {
    long deleted = 0;
    int part;
    do {
      part =
          statements.update(
              Connections.LONG, DELETE_PROJECT, update -> update.bind("project", project));
      deleted += part;
    } while (part == MOST_DELETED_AT_ONCE);
    return deleted;
  }

  @Override
  public Summary summarize(Summary.Request request) throws StorageException {
    return dearReads.call(rest -> SummaryQuery.run(statements, request));
  }
}
