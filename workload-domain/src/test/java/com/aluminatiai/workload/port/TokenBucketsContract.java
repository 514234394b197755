package com.aluminatiai.workload.port;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.RateLimit;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.TokenBuckets.Loan;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link TokenBuckets} keeps, whatever they are made of. */
public abstract class TokenBucketsContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  /** 60 s / 100: one token every 600 ms. */
  private static final RateLimit HUNDRED_A_MINUTE = new RateLimit(100, Duration.ofMinutes(1));

  private static final Duration INTERVAL = Duration.ofMillis(600);

  private TokenBuckets buckets;

  /** For subclasses. */
  protected TokenBucketsContract() {}

  /**
   * Returns buckets from which nothing was taken.
   *
   * @return the buckets
   */
  protected abstract TokenBuckets fullBuckets();

  @BeforeEach
  final void open() {
    buckets = fullBuckets();
  }

  private Loan borrow(int wanted, Instant now) throws StorageException {
    return buckets.borrow("somebody", HUNDRED_A_MINUTE, wanted, now);
  }

  private static Loan loan(Instant from, int tokens) {
    return new Loan(from, from.plus(INTERVAL.multipliedBy(tokens)));
  }

  @Test
  void borrow_fromAFullBucket_lendsTheTimeFromNow() throws StorageException {
    assertThat(borrow(3, NOON)).isEqualTo(loan(NOON, 3));
  }

  @Test
  void borrow_again_lendsTheTimeThatFollows() throws StorageException {
    borrow(3, NOON);

    assertThat(borrow(2, NOON)).isEqualTo(loan(NOON.plus(INTERVAL.multipliedBy(3)), 2));
  }

  @Test
  void borrow_much_getsATenthOfWhatIsThere() throws StorageException {
    assertThat(borrow(100, NOON)).isEqualTo(loan(NOON, 10));
    // 90 are left.
    assertThat(borrow(100, NOON)).isEqualTo(loan(NOON.plus(INTERVAL.multipliedBy(10)), 9));
  }

  @Test
  void borrow_untilNothingIsThere_lendsTheLimitExactly() throws StorageException {
    Loan last = borrow(100, NOON);
    while (!last.isEmpty()) {
      last = borrow(100, NOON);
    }

    // A hundred tokens of 600 ms are a minute.
    assertThat(last).isEqualTo(loan(NOON.plusSeconds(60), 0));
  }

  @Test
  void borrow_fromAnEmptyBucket_getsOneAfterEachInterval() throws StorageException {
    while (!borrow(100, NOON).isEmpty()) {
      // Empties it.
    }

    assertThat(borrow(5, NOON.plusMillis(599)).isEmpty()).isTrue();
    assertThat(borrow(5, NOON.plusMillis(600))).isEqualTo(loan(NOON.plusSeconds(60), 1));
    assertThat(borrow(5, NOON.plusMillis(600)).isEmpty()).isTrue();
  }

  @Test
  void borrow_afterThePeriod_findsTheBucketFullAndNoFuller() throws StorageException {
    borrow(10, NOON);
    Instant later = NOON.plusSeconds(3600);

    assertThat(borrow(100, later)).isEqualTo(loan(later, 10));
  }

  @Test
  void borrow_bySomebodyElse_doesNotCount() throws StorageException {
    borrow(10, NOON);

    assertThat(buckets.borrow("other", HUNDRED_A_MINUTE, 1, NOON)).isEqualTo(loan(NOON, 1));
  }

  @Test
  void borrow_afterTheClockWasSetBack_isHeldUpForThePeriodAtMost() throws StorageException {
    borrow(10, NOON);
    Instant earlier = NOON.minusSeconds(3600);

    assertThat(borrow(10, earlier).isEmpty()).isTrue();
    assertThat(borrow(10, earlier.plusSeconds(60)).isEmpty()).isFalse();
  }

  @Test
  void borrow_underALimitThatIsNoWholeTime_lendsNeverMoreThanItSays() throws StorageException {
    // 60 s / 7 = 8.571428571… s, rounded up.
    RateLimit seven = new RateLimit(7, Duration.ofMinutes(1));
    int tokens = 0;
    while (!buckets.borrow("somebody", seven, 1, NOON).isEmpty()) {
      tokens++;
    }

    assertThat(tokens).isEqualTo(7);
    assertThat(seven.interval()).isEqualTo(Duration.ofNanos(8_571_429_000L));
  }

  @Test
  void borrow_underAHugeLimit_works() throws StorageException {
    RateLimit huge = new RateLimit(1_000_000_000, Duration.ofMinutes(1));

    Loan loan = buckets.borrow("somebody", huge, 1_000_000_000, NOON);

    // One token a microsecond, a tenth of 1e9.
    assertThat(Duration.between(loan.from(), loan.until())).isEqualTo(Duration.ofSeconds(100));
  }
}
