package com.aluminatiai.jdbc.bulk;

import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.port.BulkWorkloads.Ran;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Finds out when an owner's stored workloads ran. */
final class StoredRuns {
  private static final OwnedSql FIND =
      OwnedSql.query(
          """
          SELECT external_id, started_at,
            CASE WHEN status = 'running' THEN CAST('infinity' AS float8) ELSE duration_hours END
              AS hours
          FROM mine WHERE external_id = ANY(:externalIds)
          """);

  private StoredRuns() {}

  static Map<String, Ran> find(Handle handle, Owner owner, Collection<String> externalIds)
      throws SQLException {
    Array array = handle.getConnection().createArrayOf("text", externalIds.toArray());
    Map<String, Ran> found = new HashMap<>();
    handle
        .createQuery(FIND.text())
        .bind("owner", OwnedSql.ownerId(owner))
        .bindBySqlType("externalIds", array, Types.ARRAY)
        .map((row, context) -> Map.entry(row.getString("external_id"), ran(row)))
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    handle.getConnection().commit();
    return found;
  }

  private static Ran ran(ResultSet row) throws SQLException {
    Optional<Instant> start =
        Optional.ofNullable(row.getObject("started_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant);
    return new Ran(start, row.getDouble("hours"));
  }
}
