package com.aluminatiai.jdbc;

import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.port.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class HousekeepingTest {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final MutableClock clock = new MutableClock(NOON);
  private final DatabaseSettings settings = TestServer.emptySchema();

  @Test
  void purge_deletesWhatHasExpiredAndNothingElse() throws Exception {
    Database database = databases.ready(settings, clock);
    for (int i = 0; i < 3; i++) {
      Optional<KeyUse> key =
          Optional.of(new KeyUse(new IdempotencyKey("k" + i, "aa".repeat(32)), Optional.empty()));
      database.workloads().of(Owner.NOBODY).insert(plain(NOON), key, NOON);
      clock.advance(Duration.ofHours(12));
    }
    LocalDate today = LocalDate.of(2026, 11, 25); // 36 hours after noon of the 23rd
    for (LocalDate day : new LocalDate[] {today.minusDays(2), today.minusDays(1), today}) {
      database.workloads().countAgentSubmission("192.0.2.1", day, 1);
    }

    database.purge();

    // Of keys that are 36, 24 and 12 hours old, the last is alive.
    assertThat(TestServer.number(settings, "SELECT count(*) FROM idempotency_keys")).isEqualTo(1);
    assertThat(TestServer.number(settings, "SELECT count(*) FROM agent_submissions")).isEqualTo(2);
    assertThat(TestServer.number(settings, "SELECT count(*) FROM workloads")).isEqualTo(3);
  }
}
