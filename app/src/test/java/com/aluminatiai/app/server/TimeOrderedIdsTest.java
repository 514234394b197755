package com.aluminatiai.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Stamp;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
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
    JumpingClock clock = new JumpingClock(NOW);
    TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(1));
    UUID before = ids.get();

    clock.jumpTo(NOW.minusSeconds(3600));

    assertThat(ids.get().toString()).isGreaterThan(before.toString());
  }

  /** Whoever looks for a time looks for ids by it: what differs is never found. */
  @Test
  void stamp_ofAClockThatJumps_hasTheTimeOfItsId_andNoneIsBeforeTheLast() {
    JumpingClock clock = new JumpingClock(NOW);
    TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(1));
    Random random = new Random(20261128);
    List<Stamp> stamps = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      if (random.nextInt(100) == 0) {
        clock.jumpTo(NOW.plusMillis(random.nextInt(7_200_000) - 3_600_000));
      }
      stamps.add(ids.stamp());
    }

    assertThat(stamps)
        .allSatisfy(
            stamp -> {
              assertThat(stamp.id().version()).isEqualTo(7);
              assertThat(stamp.id().getMostSignificantBits() >>> 16)
                  .isEqualTo(stamp.createdAt().toEpochMilli());
              assertThat(stamp.createdAt())
                  .isEqualTo(stamp.createdAt().truncatedTo(ChronoUnit.MICROS));
            });
    assertThat(stamps).extracting(Stamp::createdAt).isSorted();
    assertThat(stamps)
        .extracting(stamp -> stamp.id().toString())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void stamp_ofAClockThatHasCaughtUp_isOfItsTimeAgain() {
    JumpingClock clock = new JumpingClock(NOW);
    TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(1));
    ids.stamp();
    clock.jumpTo(NOW.minusSeconds(60));
    ids.stamp();

    clock.jumpTo(NOW.plusNanos(1_234_567));

    assertThat(ids.stamp().createdAt()).isEqualTo(NOW.plusNanos(1_234_000));
  }

  /** Shows what it is told to. */
  private static final class JumpingClock extends Clock {
    private Instant now;

    JumpingClock(Instant now) {
      this.now = now;
    }

    void jumpTo(Instant time) {
      now = time;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
