package com.aluminatiai.workload.usecase.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.port.InMemoryTokenBuckets;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.usecase.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
  private static final String ADDRESS = "192.0.2.1";

  private final MutableClock clock = new MutableClock(Scene.START);
  private final InMemoryTokenBuckets buckets = new InMemoryTokenBuckets();

  private RateLimits replica(int perMinute, int perDay) {
    return new RateLimits(buckets, perMinute, perDay, clock);
  }

  private static boolean isGranted(RateLimits replica) {
    return replica.takeOfAddress(ADDRESS).orElseThrow().isGranted();
  }

  private static int grantedUntilRefused(RateLimits replica) {
    int granted = 0;
    while (isGranted(replica)) {
      granted++;
    }
    return granted;
  }

  @Test
  void a_burst_gets_the_limit_and_not_one_more() {
    assertThat(grantedUntilRefused(replica(100, 0))).isEqualTo(100);
  }

  @Test
  void two_replicas_together_grant_the_limit_and_not_one_more() {
    RateLimits one = replica(100, 0);
    RateLimits other = replica(100, 0);
    int granted = 0;
    int refusedInARow = 0;
    while (refusedInARow < 2) {
      boolean isGranted = isGranted((granted + refusedInARow) % 2 == 0 ? one : other);
      granted += isGranted ? 1 : 0;
      refusedInARow = isGranted ? 0 : refusedInARow + 1;
    }

    assertThat(granted).isEqualTo(100);
  }

  @Test
  void an_empty_bucket_grants_one_every_600_milliseconds() {
    RateLimits limits = replica(100, 0);
    grantedUntilRefused(limits);

    clock.advance(Duration.ofMillis(599));
    assertThat(isGranted(limits)).isFalse();
    clock.advance(Duration.ofMillis(1));
    assertThat(isGranted(limits)).isTrue();
    assertThat(isGranted(limits)).isFalse();
    clock.advance(Duration.ofMinutes(1));
    assertThat(grantedUntilRefused(limits)).isEqualTo(100);
  }

  @Test
  void no_window_of_a_minute_grants_more_than_a_full_bucket_and_its_refill() {
    List<RateLimits> replicas = List.of(replica(100, 0), replica(100, 0), replica(100, 0));
    Random random = new Random(20261123);
    List<Long> grantedAtMillis = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int pause = random.nextInt(50) == 0 ? random.nextInt(90_000) : random.nextInt(60);
      clock.advance(Duration.ofMillis(pause));
      if (isGranted(replicas.get(random.nextInt(3)))) {
        grantedAtMillis.add(clock.millis());
      }
    }

    // Between two grants: at most 100 tokens that were there, and one more each 600 ms.
    for (int first = 0; first < grantedAtMillis.size(); first++) {
      for (int last = first; last < Math.min(grantedAtMillis.size(), first + 400); last++) {
        long millis = grantedAtMillis.get(last) - grantedAtMillis.get(first);
        assertThat(last - first + 1L).isLessThanOrEqualTo(100 + millis / 600 + 1);
      }
    }
    assertThat(grantedAtMillis.size()).isGreaterThan(5_000);
  }

  @Test
  void a_client_at_the_limits_own_pace_is_never_refused() {
    RateLimits limits = replica(100, 0);
    for (int i = 0; i < 1_000; i++) {
      assertThat(isGranted(limits)).isTrue();
      clock.advance(Duration.ofMillis(600));
    }
  }

  @Test
  void many_requests_cost_few_borrowings() {
    RateLimits limits = replica(1_000_000, 0);
    for (int i = 0; i < 100_000; i++) {
      assertThat(isGranted(limits)).isTrue();
    }

    // 1 + 2 + 4 + … + 2^16 = 131,071 is the first such sum above 100,000: 17 borrowings.
    assertThat(buckets.borrowings()).isEqualTo(17);
  }

  @Test
  void a_client_that_comes_often_but_stays_below_its_limit_costs_few_borrowings() {
    RateLimits limits = replica(100, 0);
    for (int i = 0; i < 600; i++) {
      assertThat(isGranted(limits)).isTrue();
      clock.advance(Duration.ofSeconds(1));
    }

    // A tenth of the bucket is lent for 10 x 600 ms = 6 s, so for six of these requests.
    assertThat(buckets.borrowings()).isLessThan(600 / 5);
  }

  @Test
  void a_client_that_comes_seldom_borrows_one_and_leaves_the_others_to_other_replicas() {
    RateLimits one = replica(100, 0);
    for (int i = 0; i < 10; i++) {
      isGranted(one);
      clock.advance(Duration.ofSeconds(7));
    }
    isGranted(one);

    assertThat(grantedUntilRefused(replica(100, 0))).isEqualTo(99);
  }

  @Test
  void refusals_cost_no_borrowing() {
    RateLimits limits = replica(100, 0);
    grantedUntilRefused(limits);
    int before = buckets.borrowings();

    for (int i = 0; i < 1_000; i++) {
      assertThat(isGranted(limits)).isFalse();
    }

    assertThat(buckets.borrowings()).isEqualTo(before);
  }

  @Test
  void the_allowance_says_what_is_left_and_when_to_come_back() {
    RateLimits limits = replica(100, 0);

    assertThat(limits.takeOfAddress(ADDRESS))
        .contains(new Allowance(true, 100, 99, Duration.ofMillis(600), Duration.ZERO));
    assertThat(limits.takeOfAddress(ADDRESS))
        .contains(new Allowance(true, 100, 98, Duration.ofMillis(1200), Duration.ZERO));
    grantedUntilRefused(limits);
    clock.advance(Duration.ofMillis(200));
    assertThat(limits.takeOfAddress(ADDRESS))
        .contains(new Allowance(false, 100, 0, Duration.ofMillis(59_800), Duration.ofMillis(400)));
  }

  @Test
  void addresses_and_keys_have_buckets_of_their_own() {
    RateLimits limits = replica(1, 1);
    UUID key = new UUID(1, 1);

    assertThat(isGranted(limits)).isTrue();
    assertThat(isGranted(limits)).isFalse();
    assertThat(limits.takeOfAddress("192.0.2.2").orElseThrow().isGranted()).isTrue();
    assertThat(limits.takeOfKey(key).orElseThrow().isGranted()).isTrue();
    assertThat(limits.takeOfKey(key).orElseThrow().untilNext()).isEqualTo(Duration.ofDays(1));
    assertThat(limits.takeOfKey(new UUID(1, 2)).orElseThrow().isGranted()).isTrue();
  }

  @Test
  void a_clock_finer_than_the_storage_loses_no_token() {
    clock.advance(Duration.ofNanos(789));

    assertThat(grantedUntilRefused(replica(100, 0))).isEqualTo(100);
  }

  @Test
  void zero_is_no_limit() {
    RateLimits limits = replica(0, 0);

    assertThat(limits.takeOfAddress(ADDRESS)).isEqualTo(Optional.empty());
    assertThat(limits.takeOfKey(new UUID(1, 1))).isEqualTo(Optional.empty());
    assertThat(buckets.borrowings()).isZero();
  }

  @Test
  void while_the_storage_is_away_the_limits_hold_and_it_is_asked_once_a_second() {
    RateLimits limits = replica(100, 1);
    buckets.beAway(true);

    assertThat(grantedUntilRefused(limits)).isEqualTo(100);
    assertThat(limits.takeOfKey(new UUID(1, 1)).orElseThrow().isGranted()).isTrue();
    assertThat(limits.takeOfKey(new UUID(1, 1)).orElseThrow().isGranted()).isFalse();
    assertThat(buckets.borrowings()).isEqualTo(1);

    // 60 s / 100 = 600 ms a token; at the second question the storage is away still.
    clock.advance(Duration.ofMillis(1_200));
    assertThat(grantedUntilRefused(limits)).isEqualTo(2);
    assertThat(buckets.borrowings()).isEqualTo(2);
  }

  @Test
  void when_the_storage_goes_away_the_limits_go_on_from_what_is_known() {
    RateLimits limits = replica(100, 0);
    for (int i = 0; i < 40; i++) {
      isGranted(limits);
    }
    clock.advance(Duration.ofMillis(6_000));
    buckets.beAway(true);

    // 40 are spent, and 60 s / 100 = 600 ms brings one back: 10 in six seconds. Of what is lent for
    // the time that has passed meanwhile nothing is left to spend.
    int granted = grantedUntilRefused(limits);
    assertThat(granted).isBetween(60, 70);
  }

  @Test
  void when_the_storage_comes_back_the_shared_buckets_count_again() {
    RateLimits limits = replica(1, 0);
    buckets.beAway(true);
    assertThat(isGranted(limits)).isTrue();
    buckets.beAway(false);
    clock.advance(Duration.ofMinutes(1));

    assertThat(isGranted(limits)).isTrue();
    assertThat(isGranted(replica(1, 0))).isFalse();
  }

  @Test
  void a_clock_that_is_set_back_refuses_for_a_minute_at_most() {
    RateLimits limits = replica(100, 0);
    grantedUntilRefused(limits);

    clock.advance(Duration.ofHours(-1));
    isGranted(limits);
    clock.advance(Duration.ofMinutes(1));

    assertThat(isGranted(limits)).isTrue();
  }

  @Test
  void a_clock_that_is_set_back_gives_no_tokens_of_a_time_that_is_to_come() {
    RateLimits limits = replica(100, 0);
    // 1 + 2 + 4 + 8: of the last loan seven are left.
    for (int i = 0; i < 8; i++) {
      isGranted(limits);
    }

    clock.advance(Duration.ofHours(-1));

    assertThat(grantedUntilRefused(limits)).isZero();
    clock.advance(Duration.ofMinutes(1));
    assertThat(grantedUntilRefused(limits)).isEqualTo(100);
  }

  /** The storage's rest is over when it was to be, or when the clock shows a time before it. */
  @Test
  void a_clock_that_is_set_back_while_the_storage_is_away_makes_its_rest_no_longer() {
    RateLimits limits = replica(1, 0);
    buckets.beAway(true);
    assertThat(isGranted(limits)).isTrue();
    buckets.beAway(false);

    clock.advance(Duration.ofHours(-1));

    assertThat(limits.takeOfAddress("192.0.2.2").orElseThrow().isGranted()).isTrue();
    assertThat(buckets.borrowings()).isEqualTo(2);
    assertThat(replica(1, 0).takeOfAddress("192.0.2.2").orElseThrow().isGranted()).isFalse();
  }

  @Test
  void threads_of_two_replicas_share_the_limit() throws Exception {
    List<RateLimits> replicas = List.of(replica(1_000, 0), replica(1_000, 0));
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> tasks = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      RateLimits replica = replicas.get(i % 2);
      tasks.add(() -> grantedUntilRefused(replica));
    }
    int granted = 0;
    for (Future<Integer> task : threads.invokeAll(tasks)) {
      granted += task.get();
    }
    threads.shutdownNow();

    assertThat(granted).isEqualTo(1_000);
  }

  @Test
  void more_addresses_than_can_be_remembered_are_still_limited_over_all() {
    RateLimits limits = replica(2, 0);
    isGranted(limits);
    isGranted(limits);
    for (int i = 0; i < 60_000; i++) {
      limits.takeOfAddress("2001:db8:0:" + Integer.toHexString(i) + "::/64");
    }

    assertThat(isGranted(limits)).isFalse();
  }
}
