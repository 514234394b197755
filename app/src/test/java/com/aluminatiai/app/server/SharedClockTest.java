package com.aluminatiai.app.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.InMemoryTokenBuckets;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.usecase.limit.RateLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SharedClockTest {
  private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");

  private final MutableClock database = new MutableClock(NOON);

  private SharedClock compared(MutableClock own) throws StorageException {
    SharedClock clock = new SharedClock(own, own::nanoTime);
    clock.compareWith(database::instant);
    return clock;
  }

  @ParameterizedTest
  @ValueSource(longs = {-3_600_000, -300_000, -1_001, 1_001, 300_000, 3_600_000})
  void instant_ofAMachineThatIsOff_isTheDatabases(long aheadMillis) throws Exception {
    MutableClock own = new MutableClock(NOON.plusMillis(aheadMillis));

    SharedClock clock = compared(own);
    own.advance(Duration.ofSeconds(7));

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(7));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1_000, -20, 0, 20, 1_000})
  void instant_ofAMachineThatIsRight_isItsOwn(long aheadMillis) throws Exception {
    MutableClock own = new MutableClock(NOON.plusMillis(aheadMillis));

    assertThat(compared(own).instant()).isEqualTo(own.instant());
  }

  @Test
  void instant_ofAMachineThatWasSetRight_isItsOwnOnceItIsComparedAgain() throws Exception {
    MutableClock own = new MutableClock(NOON.plusSeconds(300));
    SharedClock clock = compared(own);

    own.advance(Duration.ofMinutes(-5));
    clock.compareWith(database::instant);

    assertThat(clock.instant()).isEqualTo(NOON);
  }

  /** An answer that took four seconds may be of their beginning: that is no difference. */
  @Test
  void compareWith_aDatabaseThatAnswersSlowly_believesNothingThatTheDelayExplains()
      throws Exception {
    MutableClock own = new MutableClock(NOON);
    SharedClock clock = new SharedClock(own, own::nanoTime);

    clock.compareWith(
        () -> {
          own.advance(Duration.ofSeconds(4));
          return NOON;
        });

    assertThat(clock.instant()).isEqualTo(own.instant());
  }

  /**
   * Else a single slow answer would set the clock wrong again, and the log would say it is right.
   */
  @Test
  void compareWith_aDatabaseThatAnswersSlowly_keepsWhatIsKnown() throws Exception {
    MutableClock own = new MutableClock(NOON.plusSeconds(3));
    SharedClock clock = compared(own);

    clock.compareWith(
        () -> {
          own.advance(Duration.ofSeconds(4));
          return NOON.plusSeconds(4);
        });

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(4));
  }

  @Test
  void compareWith_aDatabaseThatAnswersSlowly_believesWhatNoDelayExplains() throws Exception {
    MutableClock own = new MutableClock(NOON.plusSeconds(300));
    SharedClock clock = new SharedClock(own, own::nanoTime);

    clock.compareWith(
        () -> {
          own.advance(Duration.ofSeconds(4));
          return NOON;
        });

    assertThat(clock.instant()).isEqualTo(NOON.plusSeconds(2));
  }

  @ParameterizedTest
  @CsvSource({"501, 0", "500, 500", "-501, 0", "-500, -500"})
  void compareWith_aDifferenceThatShrinks_keepsTheDatabasesTimeUntilItIsWellWithin(
      long aheadMillis, long offMillis) throws Exception {
    MutableClock own = new MutableClock(NOON.plusSeconds(300));
    SharedClock clock = compared(own);

    own.advance(Duration.ofSeconds(-300).plusMillis(aheadMillis));
    clock.compareWith(database::instant);

    assertThat(clock.instant()).isEqualTo(NOON.plusMillis(offMillis));
  }

  @Test
  void isCompared_untilTheDatabaseHasAnswered_isFalse() {
    SharedClock clock = new SharedClock(new MutableClock(NOON));

    boolean isThere =
        clock.compareIfThere(
            () -> {
              throw new StorageException("away", null);
            });
    assertThat(isThere).isFalse();
    assertThat(clock.isCompared()).isFalse();

    clock.compareIfThere(database::instant);
    assertThat(clock.isCompared()).isTrue();
  }

  @Test
  void compareWith_aDatabaseThatIsAway_changesNothing() throws Exception {
    SharedClock clock = compared(new MutableClock(NOON.plusSeconds(300)));

    assertThatThrownBy(
            () ->
                clock.compareWith(
                    () -> {
                      throw new StorageException("away", null);
                    }))
        .isInstanceOf(StorageException.class);
    assertThat(clock.instant()).isEqualTo(NOON);
  }

  @Test
  void stamp_ofAReplicaThatIsMinutesAhead_isOfTheSharedTime() throws Exception {
    SharedClock clock = compared(new MutableClock(NOON.plusSeconds(300)));

    assertThat(new TimeOrderedIds(clock, new Random(1)).stamp().createdAt()).isEqualTo(NOON);
  }

  /** Ids go on from the latest: one from the future would hold all others there for as long. */
  @ParameterizedTest
  @ValueSource(longs = {-300, 300})
  void stamp_betweenASettingOfTheClockAndTheNextComparison_isOfTheSharedTime(long aheadSeconds)
      throws Exception {
    MutableClock own = new MutableClock(NOON.plusSeconds(aheadSeconds));
    MutableClock passing = new MutableClock(NOON);
    SharedClock clock = new SharedClock(own, passing::nanoTime);
    clock.compareWith(database::instant);
    TimeOrderedIds ids = new TimeOrderedIds(clock, new Random(1));

    own.advance(Duration.ofSeconds(-aheadSeconds));
    passing.advance(Duration.ofSeconds(2));
    assertThat(ids.stamp().createdAt()).isEqualTo(NOON.plusSeconds(2));

    own.advance(Duration.ofSeconds(2));
    database.advance(Duration.ofSeconds(2));
    clock.compareWith(database::instant);
    assertThat(ids.stamp().createdAt())
        .isBetween(NOON.plusSeconds(2), NOON.plusSeconds(2).plusMillis(1));
  }

  /** By their own clocks each would empty the other's bucket and find its own full again. */
  @Test
  void limits_ofAReplicaThatIsMinutesAhead_areShared() throws Exception {
    InMemoryTokenBuckets buckets = new InMemoryTokenBuckets();
    RateLimits right = new RateLimits(buckets, 100, 0, compared(new MutableClock(NOON)));
    RateLimits ahead =
        new RateLimits(buckets, 100, 0, compared(new MutableClock(NOON.plusSeconds(300))));
    int granted = 0;
    for (int i = 0; i < 500; i++) {
      granted += isGranted(right) ? 1 : 0;
      granted += isGranted(ahead) ? 1 : 0;
    }

    assertThat(granted).isEqualTo(100);
  }

  private static boolean isGranted(RateLimits replica) {
    return replica.takeOfAddress("192.0.2.1").orElseThrow().isGranted();
  }
}
