package com.aluminatiai.jdbc.bulk;

import com.aluminatiai.jdbc.connection.Apart;
import com.aluminatiai.jdbc.connection.Outage;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.BulkWorkloads;
import com.aluminatiai.workload.port.BulkWorkloads.Ran;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * An import that is stored as a whole: its workloads are gathered in a table that only its session
 * sees, and stored by one statement at the end. While its file arrives, which takes as long as the
 * client likes, no transaction is open, so no external id is held and nothing kept from being
 * vacuumed.
 */
final class StagedIntake implements BulkWorkloads.Intake {
  private static final int MOST_ATTEMPTS = 5;

  private static final String STAGE = "pg_temp.staged_workloads";

  private static final String CREATE =
      "CREATE TEMPORARY TABLE staged_workloads AS SELECT "
          + CopyStatement.NAMES
          + " FROM workloads WITH NO DATA";

  /** The first of those that share an external id is taken, as the rows come in their order. */
  private static final String STORE =
      """
      WITH stored AS (
        INSERT INTO workloads (%1$s)
        SELECT %1$s FROM %2$s
        ON CONFLICT (owner_id, external_id) WHERE external_id IS NOT NULL DO NOTHING
        RETURNING id, revision, updated_at, status,
          estimated_kwh, estimated_carbon_kg, estimated_cost_usd, calculation_method
      ), entered AS (
        INSERT INTO workload_history
          (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method)
        SELECT id, revision, updated_at, 'submitted', status,
          estimated_kwh, estimated_carbon_kg, estimated_cost_usd, calculation_method
        FROM stored
      )
      SELECT count(*) FROM stored
      """
          .formatted(CopyStatement.NAMES, STAGE);

  private final Apart connection;
  private final Owner owner;
  private final Runnable release;
  private long staged;

  private StagedIntake(Apart connection, Owner owner, Runnable release) {
    this.connection = connection;
    this.owner = owner;
    this.release = release;
  }

  /** Begins an import, which closes the connection at its end. */
  static StagedIntake begin(Apart connection, Owner owner, Runnable release)
      throws StorageException {
    boolean isBegun = false;
    try {
      connection.call(handle -> run(handle, CREATE));
      isBegun = true;
      return new StagedIntake(connection, owner, release);
    } finally {
      if (!isBegun) {
        connection.close();
      }
    }
  }

  private static boolean run(Handle handle, String sql) throws SQLException {
    handle.execute(sql);
    handle.getConnection().commit();
    return true;
  }

  @Override
  public int add(List<Workload> workloads) throws StorageException {
    connection.demandRoom();
    connection.call(
        handle -> {
          CopyStatement.into(STAGE, handle.getConnection(), owner, workloads);
          handle.getConnection().commit();
          return true;
        });
    staged += workloads.size();
    return workloads.size();
  }

  @Override
  public Map<String, Ran> find(Collection<String> externalIds) throws StorageException {
    return connection.call(handle -> StoredRuns.find(handle, owner, externalIds));
  }

  @Override
  public long commit() throws StorageException {
    for (int attempt = 1; ; attempt++) {
      connection.demandRoom();
      try {
        long stored = connection.call(StagedIntake::store);
        long leftOut = staged - stored;
        staged = 0;
        return leftOut;
      } catch (StorageException e) {
        if (!Outage.isConflict(e) || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private static long store(Handle handle) throws SQLException {
    try {
      long stored = handle.createQuery(STORE).mapTo(Long.class).one();
      handle.execute("TRUNCATE " + STAGE);
      handle.getConnection().commit();
      return stored;
    } catch (SQLException | RuntimeException e) {
      rollBack(handle, e);
      throw e;
    }
  }

  /** What was staged is still there. */
  private static void rollBack(Handle handle, Exception failure) {
    try {
      handle.getConnection().rollback();
    } catch (SQLException e) {
      failure.addSuppressed(e);
    }
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
