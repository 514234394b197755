package com.aluminatiai.jdbc.row;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.jdbc.connection.OwnedStatements;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;

/** The next revision of a workload and its history entry, in one statement. */
public final class WorkloadUpdate {
  /** The lease ends with the conversation. */
  private static final String ASSIGNMENTS =
      WorkloadColumn.CHANGING.stream()
          .map(WorkloadUpdate::assignment)
          .collect(
              Collectors.joining(
                  ", ",
                  "",
                  """
                  , agent_lease_until = CASE CAST(:agent_status AS text) WHEN 'pending'
                    THEN agent_lease_until END
                  """));

  private static final String CONDITION = "id = :id AND revision = CAST(:revision AS int8) - 1";

  private static final String ENTER =
      """
          , entered AS (
            INSERT INTO workload_history
              (workload_id, revision, recorded_at, event, status, kwh, carbon_kg, cost_usd, method)
            SELECT id, revision, CAST(:entryTime AS timestamptz), CAST(:entryEvent AS text),
              CAST(:entryStatus AS text), CAST(:entryKwh AS float8), CAST(:entryCarbonKg AS float8),
              CAST(:entryCostUsd AS float8), CAST(:entryMethod AS text)
            FROM changed WHERE CAST(:entryEvent AS text) IS NOT NULL)
          SELECT count(*) FROM changed
          """;

  private static final OwnedSql UPDATE = OwnedSql.updateWorkloads(ASSIGNMENTS, CONDITION, ENTER);

  /** The workload changes only together with its signs of life, and is locked before them. */
  private static final OwnedSql UPDATE_WITH_SIGNS =
      OwnedSql.updateWorkloadsWithSigns(
          ASSIGNMENTS,
          CONDITION,
          WorkloadSigns.NAMES,
          WorkloadSigns.PARAMETERS,
          WorkloadSigns.ASSIGNMENTS,
          ENTER);

  private WorkloadUpdate() {}

  private static String assignment(WorkloadColumn column) {
    return column.name() + " = CAST(:" + column.name() + " AS " + column.type().sqlName + ")";
  }

  public static boolean run(OwnedStatements statements, Workload next, Optional<HistoryEntry> entry)
      throws StorageException {
    return statements.query(
        Connections.SHORT,
        next.pulse().isPresent() ? UPDATE_WITH_SIGNS : UPDATE,
        query -> {
          if (next.pulse().isPresent()) {
            WorkloadSigns.bind(query, next);
          }
          query.bind("id", next.id());
          for (WorkloadColumn column : WorkloadColumn.CHANGING) {
            Object content = column.content().apply(next);
            if (content == null) {
              query.bindNull(column.name(), column.type().jdbcType);
            } else {
              query.bind(column.name(), column.type().element(content));
            }
          }
          bind(query, entry);
          return query.mapTo(Long.class).one() == 1;
        });
  }

  private static void bind(Query query, Optional<HistoryEntry> entry) {
    query
        .bind("entryTime", entry.map(e -> e.timestamp().atOffset(ZoneOffset.UTC)).orElse(null))
        .bind("entryEvent", entry.map(e -> e.event().code()).orElse(null))
        .bind("entryStatus", entry.map(e -> e.status().code()).orElse(null))
        .bind("entryKwh", entry.map(HistoryEntry::kwh).orElse(null))
        .bind("entryCarbonKg", entry.map(HistoryEntry::carbonKg).orElse(null))
        .bind("entryCostUsd", entry.map(HistoryEntry::costUsd).orElse(null))
        .bind("entryMethod", entry.map(e -> e.method().code()).orElse(null));
  }
}
