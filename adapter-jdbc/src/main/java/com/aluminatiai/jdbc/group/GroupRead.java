package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.group.Gathering.Waiting;
import com.aluminatiai.jdbc.row.WorkloadReader;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads together the workloads that are asked for together: a round trip costs more than a row. As
 * everywhere an id leads to a workload only together with its owner, here in the join.
 */
public final class GroupRead implements AutoCloseable {
  private static final String FIND =
      "SELECT asked.place, "
          + WorkloadReader.COLUMNS
          + """
             FROM unnest(CAST(? AS text[]), CAST(? AS text[])) WITH ORDINALITY
              AS asked (workload, owner, place)
            JOIN workloads ON id = CAST(asked.workload AS uuid)
              AND owner_id = CAST(asked.owner AS uuid)
            """;

  /** A workload that is asked for. */
  private record Asked(UUID ownerId, UUID id) {}

  private final Connections connections;
  private final Gathering<Asked, Optional<Workload>> gathering =
      new Gathering<>("database-reader", this::read);

  GroupRead(Connections connections) {
    this.connections = connections;
  }

  void start() {
    gathering.start();
  }

  public Optional<Workload> find(Owner owner, UUID id) throws StorageException {
    return gathering.ask(new Asked(OwnedSql.ownerId(owner), id));
  }

  private List<Waiting<Asked, Optional<Workload>>> read(
      List<Waiting<Asked, Optional<Workload>>> group) {
    try {
      connections.call(
          Connections.SHORT,
          handle -> {
            answer(handle.getConnection(), group);
            return true;
          });
    } catch (StorageException outage) {
      group.forEach(waiting -> waiting.answer().completeExceptionally(outage));
    }
    return List.of();
  }

  private static void answer(Connection connection, List<Waiting<Asked, Optional<Workload>>> group)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FIND)) {
      statement.setArray(1, connection.createArrayOf("text", ids(group)));
      statement.setArray(2, connection.createArrayOf("text", ownerIds(group)));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          answer(group.get((int) rows.getLong("place") - 1), rows);
        }
      }
    }
    group.forEach(waiting -> waiting.answer().complete(Optional.empty()));
  }

  /** A row that cannot be understood is its asker's trouble, and nobody else's. */
  private static void answer(Waiting<Asked, Optional<Workload>> waiting, ResultSet row)
      throws SQLException {
    try {
      waiting.answer().complete(Optional.of(WorkloadReader.workload(row)));
    } catch (RuntimeException e) {
      waiting.answer().completeExceptionally(e);
    }
  }

  private static String[] ids(List<Waiting<Asked, Optional<Workload>>> group) {
    return group.stream().map(waiting -> waiting.question().id().toString()).toArray(String[]::new);
  }

  private static String[] ownerIds(List<Waiting<Asked, Optional<Workload>>> group) {
    return group.stream()
        .map(waiting -> waiting.question().ownerId().toString())
        .toArray(String[]::new);
  }

  @Override
  public void close() {
    gathering.close();
  }
}
