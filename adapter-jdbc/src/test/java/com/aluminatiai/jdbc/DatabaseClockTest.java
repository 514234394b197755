package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.port.MutableClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DatabaseClockTest {
  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  /** The server of the tests runs on this machine. */
  @Test
  void now_isTheServersTime_whateverOursIs() throws Exception {
    MutableClock ours = new MutableClock(Instant.parse("2001-01-01T00:00:00Z"));
    Database database = databases.ready(TestServer.emptySchema(), ours);

    Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
    Instant theirs = database.now();

    assertThat(theirs).isBetween(before, Instant.now());
  }
}
