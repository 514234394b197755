package com.aluminatiai.jdbc.connection;

import com.aluminatiai.workload.StorageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** A connection beside the pool, in a transaction; {@link Connections#openApart} opens it. */
public final class Apart implements AutoCloseable {
  /** Asks for what an insertion asks for, and keeps nobody else from it. */
  private static final String STORE =
      "LOCK TABLE workloads, workload_history, workload_deltas IN ROW EXCLUSIVE MODE";

  private final Connection connection;
  private final Handle handle;
  private final BooleanSupplier hasRoom;
  private final Set<Connection> underWay;

  /**
   * Takes over a connection.
   *
   * @param underWay what is cut off when the database goes away
   */
  Apart(Connection connection, Patience patience, BooleanSupplier hasRoom, Set<Connection> underWay)
      throws SQLException {
    this.connection = connection;
    this.hasRoom = hasRoom;
    this.underWay = underWay;
    connection.setNetworkTimeout(
        Runnable::run, (int) patience.forStatement().plus(Connections.GRACE).toMillis());
    handle = Pool.configured(Jdbi.create(connection)).open();
    handle.execute(patience.sql());
    // Exports still read where there is no room for imports.
    connection.setReadOnly(!hasRoom.getAsBoolean());
    connection.setAutoCommit(false);
    underWay.add(connection);
  }

  /**
   * Waits until workloads can be stored, as briefly as other writes do. What has begun is dear, and
   * waits for locks as long as {@link Connections#PATIENT} from then on.
   */
  public Apart toStore() throws StorageException {
    boolean canStore = false;
    try {
      call(
          handle -> {
            handle.execute(Patience.lockSql(Connections.IMPATIENT));
            handle.execute(STORE);
            handle.execute(Patience.lockSql(Connections.PATIENT));
            handle.getConnection().commit();
            return true;
          });
      canStore = true;
      return this;
    } finally {
      if (!canStore) {
        close();
      }
    }
  }

  public <R> R call(Connections.Work<R> work) throws StorageException {
    try {
      return work.with(handle);
    } catch (SQLException e) {
      throw Outage.of(new FailedStatement(e));
    } catch (JdbiException e) {
      throw Outage.of(e);
    }
  }

  /** The server refuses no row of a table of one's own session, nor one of what began before. */
  public void demandRoom() throws StorageException {
    if (!hasRoom.getAsBoolean()) {
      throw new StorageException("there is no room left on the disk", null);
    }
  }

  /** Rolls back what is not committed. */
  @Override
  public void close() {
    underWay.remove(connection);
    try {
      connection.close();
    } catch (SQLException e) {
      // It is broken already, and the server has rolled back.
    }
  }
}
