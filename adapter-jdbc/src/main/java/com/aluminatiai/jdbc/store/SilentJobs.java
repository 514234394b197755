package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.row.ReadableRows;
import com.aluminatiai.jdbc.row.WorkloadReader;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Pulse;
import com.aluminatiai.workload.SilentJob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Finds jobs of which nothing is heard, whosoever they are. */
final class SilentJobs {
  /**
   * A clock that was set back begins anew, as a gap does. Where two replicas come at once, the
   * second waits for the first and finds that it has just looked.
   */
  private static final String LISTEN =
      """
      INSERT INTO listening AS last (since, noted_at) VALUES (:now, :now)
      ON CONFLICT (id) DO UPDATE SET noted_at = excluded.noted_at,
        since = CASE WHEN excluded.noted_at BETWEEN last.noted_at AND last.noted_at + CAST(:gap AS interval)
          THEN last.since ELSE excluded.noted_at END
      WHERE excluded.noted_at < last.noted_at OR excluded.noted_at >= last.noted_at + CAST(:pause AS interval)
      RETURNING since
      """;

  private static final String FIND =
      "SELECT user_id, "
          + WorkloadReader.COLUMNS
          + """
             FROM workloads WHERE status = 'running' AND id IN (
              SELECT workload_id FROM workload_signs
              WHERE is_running AND greatest(coalesce(received_at, opened_at), :since)
                + :intervals * heartbeat_seconds * interval '1 second' < :now
              ORDER BY workload_id LIMIT :most)
            ORDER BY id
            """;

  private SilentJobs() {}

  static Optional<Instant> listen(Handle handle, Instant now, Duration interval) {
    return handle
        .createQuery(LISTEN)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("gap", interval.multipliedBy(2).toString())
        .bind("pause", interval.dividedBy(2).toString())
        .mapTo(OffsetDateTime.class)
        .findOne()
        .map(OffsetDateTime::toInstant);
  }

  static List<SilentJob> find(
      Handle handle, ReadableRows readable, Instant now, Instant since, int most) {
    return handle
        .createQuery(FIND)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .bind("since", since.atOffset(ZoneOffset.UTC))
        .bind("intervals", Pulse.SILENT_INTERVALS)
        .bind("most", most)
        .map((row, context) -> readable.read(row, SilentJobs::job))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static SilentJob job(ResultSet row) throws SQLException {
    return new SilentJob(
        new Owner(Optional.ofNullable(row.getObject("user_id", UUID.class))),
        WorkloadReader.workload(row));
  }
}
