package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.workload.RateLimit;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.TokenBuckets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Token buckets: a row each, one statement a loan, and no row for a bucket that is full. */
public final class JdbcTokenBuckets implements TokenBuckets {
  /**
   * A bucket that its row says will be full later than a whole period from now was filled by a
   * clock that has been set back since: it counts as empty now.
   */
  private static final String BORROW =
      """
      INSERT INTO token_buckets AS bucket (subject, full_at_micros, lent)
      VALUES (:subject, :now + :first * :interval, :first)
      ON CONFLICT (subject) DO UPDATE SET (full_at_micros, lent) = (
        SELECT start + tokens * :interval, tokens
        FROM (SELECT least(greatest(bucket.full_at_micros, :now), :now + :span) AS start) AS time,
          LATERAL (SELECT (:now + :span - start) / :interval AS available) AS bucket_now,
          LATERAL (SELECT
            least(:wanted, greatest(least(available, 1), available / 10)) AS tokens) AS loan)
      RETURNING full_at_micros, lent
      """;

  private static final String PURGE = "DELETE FROM token_buckets WHERE full_at_micros <= ?";

  private final Connections connections;

  public JdbcTokenBuckets(Connections connections) {
    this.connections = connections;
  }

  @Override
  public Loan borrow(String subject, RateLimit limit, int wanted, Instant now)
      throws StorageException {
    long intervalMicros = limit.interval().toNanos() / 1_000;
    return connections.callToCount(
        handle ->
            handle
                .createQuery(BORROW)
                .bind("subject", subject)
                .bind("now", micros(now))
                .bind("interval", intervalMicros)
                .bind("span", intervalMicros * limit.requests())
                .bind("wanted", (long) wanted)
                .bind("first", Math.min(wanted, Math.max(1, (long) limit.requests() / 10)))
                .map((row, context) -> loan(row, intervalMicros))
                .one());
  }

  private static Loan loan(ResultSet row, long intervalMicros) throws SQLException {
    long untilMicros = row.getLong("full_at_micros");
    return new Loan(
        instant(untilMicros - row.getLong("lent") * intervalMicros), instant(untilMicros));
  }

  /** Deletes the rows of buckets that are full again. */
  void purge(Instant now) throws StorageException {
    connections.callOnReserve(Connections.SHORT, handle -> handle.execute(PURGE, micros(now)));
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
