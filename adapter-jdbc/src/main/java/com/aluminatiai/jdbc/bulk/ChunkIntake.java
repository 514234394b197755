package com.aluminatiai.jdbc.bulk;

import com.aluminatiai.jdbc.connection.Apart;
import com.aluminatiai.jdbc.connection.Outage;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.BulkWorkloads;
import com.aluminatiai.workload.port.BulkWorkloads.Ran;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * An import whose chunks are stored one by one: copies workloads and their history in one
 * transaction a chunk. COPY cannot leave out rows whose external id is there, so these are looked
 * up before; where somebody stores the same in between, the chunk is tried again.
 */
final class ChunkIntake implements BulkWorkloads.Intake {
  private static final int MOST_ATTEMPTS = 10;

  private static final OwnedSql FIND_THERE =
      OwnedSql.query("SELECT external_id FROM mine WHERE external_id = ANY(:externalIds)");

  private final Apart connection;
  private final Owner owner;
  private final Runnable release;

  ChunkIntake(Apart connection, Owner owner, Runnable release) {
    this.connection = connection;
    this.owner = owner;
    this.release = release;
  }

  @Override
  public int add(List<Workload> workloads) throws StorageException {
    connection.demandRoom();
    return connection.call(
        handle -> {
          int stored = store(handle, workloads);
          handle.getConnection().commit();
          return stored;
        });
  }

  private int store(Handle handle, List<Workload> workloads) throws SQLException {
    Connection sql = handle.getConnection();
    for (int attempt = 1; ; attempt++) {
      List<Workload> fresh = fresh(handle, workloads);
      Savepoint before = sql.setSavepoint();
      try {
        CopyStatement.run(sql, owner, fresh);
        sql.releaseSavepoint(before);
        return fresh.size();
      } catch (SQLException e) {
        if (!isInTheWay(e) || attempt == MOST_ATTEMPTS) {
          throw e;
        }
        sql.rollback(before);
      }
    }
  }

  /** Somebody stores the same, or what he stores waits for what this import does. */
  private static boolean isInTheWay(SQLException e) {
    return Outage.isDuplicate(e) || Outage.isConflict(e);
  }

  /** Returns those whose external id is neither there nor among those before. */
  private List<Workload> fresh(Handle handle, List<Workload> workloads) throws SQLException {
    Set<String> seen = new HashSet<>();
    Object[] externalIds =
        workloads.stream().flatMap(workload -> externalId(workload).stream()).toArray();
    if (externalIds.length > 0) {
      Array array = handle.getConnection().createArrayOf("text", externalIds);
      handle
          .createQuery(FIND_THERE.text())
          .bind("owner", OwnedSql.ownerId(owner))
          .bindBySqlType("externalIds", array, Types.ARRAY)
          .mapTo(String.class)
          .forEach(seen::add);
    }
    return workloads.stream()
        .filter(workload -> externalId(workload).map(seen::add).orElse(true))
        .toList();
  }

  private static Optional<String> externalId(Workload workload) {
    return workload.spec().labels().externalId();
  }

  @Override
  public Map<String, Ran> find(Collection<String> externalIds) throws StorageException {
    return connection.call(handle -> StoredRuns.find(handle, owner, externalIds));
  }

  /** Each chunk is durable already. */
  @Override
  public long commit() {
    return 0;
  }

  @Override
  public void close() {
    try {
      connection.close();
    } finally {
      release.run();
    }
  }
}
