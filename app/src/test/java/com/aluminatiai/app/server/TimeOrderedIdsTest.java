package com.aluminatiai.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class TimeOrderedIdsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void get_isVersion7AndBeginsWithTheMilliseconds() {
    UUID id = new TimeOrderedIds(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1)).get();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.toEpochMilli());
  }

  @Test
  void get_manyWithinOneMillisecond_sortInTheirOrder() {
    TimeOrderedIds ids = new TimeOrderedIds(Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) { // More than the counter's 4096.
      made.add(ids.get().toString());
    }

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void get_clockSetBack_goesOnSorting() {
    Instant[] now = {NOW};
    Clock clock =
        new Clock() {
          @Override
          public ZoneOffset getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }

          @Override
          public Instant instant() {
            return now[0];
          }
        };
    TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(1));
    UUID before = ids.get();

    now[0] = NOW.minusSeconds(3600);

    assertThat(ids.get().toString()).isGreaterThan(before.toString());
  }
}
