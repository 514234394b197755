package com.aluminatiai.jdbc.bulk;

import com.aluminatiai.jdbc.connection.Apart;
import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.row.ListQuery;
import com.aluminatiai.jdbc.row.ReadableRows;
import com.aluminatiai.jdbc.row.WorkloadReader;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.BulkWorkloads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.ResultIterator;
import org.jdbi.v3.core.statement.Query;

/**
 * Imports and exports, each on a connection of its own: it goes as slowly as its caller, and must
 * not hold up the pool. A few at once are let in, so that the server's connections last.
 */
public final class JdbcBulkWorkloads implements BulkWorkloads {
  public static final int MOST_AT_ONCE = 4;

  /** Rows that an export fetches at once: what is in memory, twice. */
  private static final int FETCHED_ROWS = 500;

  private final Connections connections;
  private final ReadableRows readable;
  private final Semaphore imports = new Semaphore(MOST_AT_ONCE);
  private final Semaphore exports = new Semaphore(MOST_AT_ONCE);

  public JdbcBulkWorkloads(Connections connections, ReadableRows readable) {
    this.connections = connections;
    this.readable = readable;
  }

  @Override
  public Intake intake(Owner owner, boolean isAtomic) throws BusyException, StorageException {
    connections.failIfNothingCanBeStored();
    enter(imports, "imports");
    try {
      // What is stored at the end of an atomic import may be millions of rows.
      return isAtomic
          ? StagedIntake.begin(
              connections.openApart(Connections.VERY_LONG, Connections.PATIENT).toStore(),
              owner,
              imports::release)
          : new ChunkIntake(
              connections.openApart(Connections.LONG, Connections.PATIENT).toStore(),
              owner,
              imports::release);
    } catch (StorageException | RuntimeException e) {
      imports.release();
      throw e;
    }
  }

  @Override
  public void export(Owner owner, WorkloadFilter filter, Receiver receiver)
      throws BusyException, StorageException, IOException {
    enter(exports, "exports");
    try (Apart connection = connections.openApart(Connections.LONG, Connections.IMPATIENT)) {
      // Fetching and receiving are apart, so that neither's failure is taken for the other's.
      Cursor cursor = connection.call(handle -> open(handle, owner, filter));
      try (ReadAhead<ExportedWorkload> rows =
          new ReadAhead<>(() -> connection.call(handle -> cursor.next()))) {
        List<ExportedWorkload> next = rows.next();
        while (!next.isEmpty()) {
          for (ExportedWorkload workload : next) {
            receiver.take(workload);
          }
          next = rows.next();
        }
      }
    } finally {
      exports.release();
    }
  }

  private static void enter(Semaphore room, String what) throws BusyException {
    if (!room.tryAcquire()) {
      throw new BusyException("there are " + MOST_AT_ONCE + " " + what + " already");
    }
  }

  private Cursor open(Handle handle, Owner owner, WorkloadFilter filter) {
    ListQuery list = ListQuery.of(filter, new PageRequest(1, 0, Optional.empty()));
    Query query =
        handle
            .createQuery(list.unlimited().text())
            .bind("owner", OwnedSql.ownerId(owner))
            .bindMap(list.parameters())
            .setFetchSize(FETCHED_ROWS);
    return new Cursor(
        query.map((row, context) -> readable.read(row, WorkloadReader::exported)).iterator());
  }

  /**
   * The rows of a query; the server keeps those that are not fetched. It goes with its connection:
   * to close it would be to read on from one that may be broken.
   */
  private record Cursor(ResultIterator<Optional<ExportedWorkload>> rows) {
    /** Returns the next rows; none at the end. */
    List<ExportedWorkload> next() {
      List<ExportedWorkload> next = new ArrayList<>(FETCHED_ROWS);
      while (next.size() < FETCHED_ROWS && rows.hasNext()) {
        rows.next().ifPresent(next::add);
      }
      return next;
    }
  }
}
