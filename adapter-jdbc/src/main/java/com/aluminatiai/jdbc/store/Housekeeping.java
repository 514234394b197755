package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.loop.SteadyLoop;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what has expired, a few thousand rows at a time, so that it grows no table and blocks
 * nobody.
 */
public final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int MOST_AT_ONCE = 5_000;

  private static final String PURGE_KEYS =
      """
      DELETE FROM idempotency_keys USING (
        SELECT owner_id, key FROM idempotency_keys WHERE used_at <= :expired
        ORDER BY used_at LIMIT :most FOR UPDATE SKIP LOCKED) AS old
      WHERE idempotency_keys.owner_id = old.owner_id AND idempotency_keys.key = old.key
      """;

  private final Connections connections;
  private final JdbcTokenBuckets tokenBuckets;
  private final OldRows oldRows;
  private final Clock clock;
  private final SteadyLoop loop =
      new SteadyLoop(
          "database-housekeeping",
          INTERVAL,
          this::purgeIfThere,
          failure -> LOG.error("Expired rows cannot be purged", failure));

  public Housekeeping(Connections connections, JdbcTokenBuckets tokenBuckets, Clock clock) {
    this.connections = connections;
    this.tokenBuckets = tokenBuckets;
    this.oldRows = new OldRows(connections);
    this.clock = clock;
  }

  public void start() {
    loop.start();
  }

  /** Nobody waits for it: what fails now is tried again in a minute. */
  private Duration purgeIfThere() {
    try {
      purge();
    } catch (StorageException e) {
      LOG.debug("The database is away: nothing purged", e);
    }
    return INTERVAL;
  }

  public void purge() throws StorageException {
    Instant expired = clock.instant().minus(IdempotencyKey.LIFE);
    int deleted;
    do {
      deleted =
          connections.call(
              Connections.SHORT,
              handle ->
                  handle
                      .createUpdate(PURGE_KEYS)
                      .bind("expired", expired.atOffset(ZoneOffset.UTC))
                      .bind("most", MOST_AT_ONCE)
                      .execute());
    } while (deleted == MOST_AT_ONCE && loop.isOpen());

    LocalDate yesterday = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
    connections.call(
        Connections.SHORT,
        handle -> handle.execute("DELETE FROM agent_submissions WHERE day < ?", yesterday));
    tokenBuckets.purge(clock.instant());
    oldRows.look();
  }

  @Override
  public void close() {
    loop.stop();
  }
}
