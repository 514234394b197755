package com.aluminatiai.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.postgres.EmbeddedPostgres;
import com.aluminatiai.jdbc.Database;
import com.aluminatiai.jdbc.DatabaseSettings;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.usecase.limit.RateLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Replicas on one real database. */
class SharedLimitsTest {
  private static final int LIMIT = 500;
  private static final int THREADS = 8;

  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T10:00:00Z"));
  @TempDir private Path folder;

  @Test
  void replicas_together_grant_the_limit_and_not_one_more() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(folder.resolve("data"));
        Database one = open(postgres);
        Database other = open(postgres)) {
      List<RateLimits> replicas =
          List.of(
              new RateLimits(one.tokenBuckets(), LIMIT, 0, clock),
              new RateLimits(other.tokenBuckets(), LIMIT, 0, clock));

      assertThat(grantedToAll(replicas)).isEqualTo(LIMIT);
      // 60 s / 500 = 120 ms: 100 tokens are back after 12 s.
      clock.advance(Duration.ofSeconds(12));
      assertThat(grantedToAll(replicas)).isEqualTo(100);
      clock.advance(Duration.ofHours(1));
      assertThat(grantedToAll(replicas)).isEqualTo(LIMIT);
    }
  }

  private Database open(EmbeddedPostgres postgres) throws Exception {
    Database database =
        Database.open(
            new DatabaseSettings(postgres.jdbcUrl(), postgres.user(), postgres.password(), 4),
            clock);
    database.awaitReady(Duration.ofSeconds(30));
    return database;
  }

  private static int grantedToAll(List<RateLimits> replicas) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Callable<Integer>> clients = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      RateLimits replica = replicas.get(i % replicas.size());
      clients.add(() -> grantedUntilRefused(replica));
    }
    int granted = 0;
    for (Future<Integer> client : threads.invokeAll(clients)) {
      granted += client.get();
    }
    threads.shutdownNow();
    return granted;
  }

  private static int grantedUntilRefused(RateLimits replica) {
    int granted = 0;
    while (replica.takeOfAddress("192.0.2.1").orElseThrow().isGranted()) {
      granted++;
    }
    return granted;
  }
}
