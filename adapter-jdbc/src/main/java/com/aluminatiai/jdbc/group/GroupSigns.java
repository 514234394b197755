package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.group.Gathering.Waiting;
import com.aluminatiai.jdbc.row.ColumnType;
import com.aluminatiai.jdbc.row.WorkloadSigns;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Stores together the signs of life that jobs give together: each costs little beside a flush of
 * the disk. A sign that is not the job's next one is left out, as is one whose row somebody else
 * holds: nobody waits for another's job.
 */
public final class GroupSigns implements AutoCloseable {
  private record Sign(UUID ownerId, Workload job) {}

  private static final List<ArrayColumn<Sign>> CHANGING =
      WorkloadSigns.COLUMNS.stream()
          .map(
              column ->
                  new ArrayColumn<Sign>(
                      column.name(), column.type(), sign -> column.content().apply(sign.job())))
          .toList();

  private static final List<ArrayColumn<Sign>> ALL =
      Stream.concat(
              Stream.of(
                  new ArrayColumn<Sign>("job", ColumnType.UUID, sign -> sign.job().id()),
                  new ArrayColumn<Sign>("owner", ColumnType.UUID, Sign::ownerId)),
              CHANGING.stream())
          .toList();

  /** As everywhere an id leads to a job only together with its owner. */
  private static final String UPDATE =
      """
      WITH heard AS MATERIALIZED (SELECT %s FROM unnest(%s) AS heard (%s)),
      free AS (
        SELECT workload_id FROM workload_signs AS sign JOIN heard
          ON workload_id = heard.job AND owner_id = heard.owner AND sign.beat = heard.beat - 1
        FOR UPDATE OF sign SKIP LOCKED)
      UPDATE workload_signs AS sign SET %s FROM heard
      WHERE sign.workload_id = heard.job AND heard.job IN (SELECT workload_id FROM free)
      RETURNING sign.workload_id
      """
          .formatted(
              joined(ALL.stream().map(ArrayColumn::fromElement)),
              joined(ALL.stream().map(ArrayColumn::parameter)),
              joined(ALL.stream().map(ArrayColumn::name)),
              joined(CHANGING.stream().map(one -> one.name() + " = heard." + one.name())));

  private final Connections connections;
  private final Gathering<Sign, Boolean> gathering = new Gathering<>("database-signs", this::store);

  GroupSigns(Connections connections) {
    this.connections = connections;
  }

  void start() {
    gathering.start();
  }

  /**
   * Stores a job's next sign of life.
   *
   * @return whether it is stored; if not, it may be tried alone
   */
  public boolean store(Owner owner, Workload job) throws StorageException {
    return gathering.ask(new Sign(OwnedSql.ownerId(owner), job));
  }

  private List<Waiting<Sign, Boolean>> store(List<Waiting<Sign, Boolean>> group) {
    List<Waiting<Sign, Boolean>> once = new ArrayList<>();
    List<Waiting<Sign, Boolean>> later = new ArrayList<>();
    Set<UUID> jobs = new HashSet<>();
    for (Waiting<Sign, Boolean> waiting : group) {
      (jobs.add(waiting.question().job().id()) ? once : later).add(waiting);
    }
    List<Sign> signs = once.stream().map(Waiting::question).toList();
    try {
      Set<UUID> stored =
          connections.call(Connections.SHORT, handle -> update(handle.getConnection(), signs));
      once.forEach(
          waiting -> waiting.answer().complete(stored.contains(waiting.question().job().id())));
    } catch (StorageException outage) {
      once.forEach(waiting -> waiting.answer().completeExceptionally(outage));
    } catch (RuntimeException bad) {
      // Alone, each carries its own failure if it has one.
      once.forEach(waiting -> waiting.answer().complete(false));
    }
    return later;
  }

  private static Set<UUID> update(Connection connection, List<Sign> signs) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(UPDATE)) {
      int parameter = 1;
      for (ArrayColumn<Sign> column : ALL) {
        statement.setArray(parameter++, column.array(connection, signs));
      }
      Set<UUID> stored = new HashSet<>();
      try (ResultSet ids = statement.executeQuery()) {
        while (ids.next()) {
          stored.add(ids.getObject(1, UUID.class));
        }
      }
      return stored;
    }
  }

  private static String joined(Stream<String> parts) {
    return parts.collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    gathering.close();
  }
}
