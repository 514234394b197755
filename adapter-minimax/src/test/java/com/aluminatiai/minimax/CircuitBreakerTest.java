package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CircuitBreakerTest {
  private final FixedTime time = new FixedTime();
  private final CircuitBreaker breaker = new CircuitBreaker(time);

  private static final class FixedTime implements Time {
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private long passedNanos = Long.MAX_VALUE - 1; // It overflows, as it may.

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long nanoTime() {
      return passedNanos;
    }

    @Override
    public void sleep(Duration pause) {
      now = now.plus(pause);
      passedNanos += pause.toNanos();
    }

    void beSetBack(Duration time) {
      now = now.minus(time);
    }
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(breaker.tryEnter()).isTrue();
      breaker.failed();
    }
  }

  @Test
  void fiveFailuresInARow_openForThirtySeconds() {
    fail(5);

    assertThat(breaker.tryEnter()).isFalse();
    time.sleep(Duration.ofMillis(29_999));
    assertThat(breaker.tryEnter()).isFalse();
    time.sleep(Duration.ofMillis(1));
    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void clockThatIsSetBack_keepsNothingOpen() {
    fail(5);
    time.beSetBack(Duration.ofHours(1));

    time.sleep(Duration.ofSeconds(30));

    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void success_startsTheCountAnew() {
    fail(4);
    breaker.succeeded();
    fail(4);

    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void whatTheModelSaidWrongly_doesNotCount() {
    fail(4);
    breaker.undecided();
    breaker.undecided();

    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void halfOpen_letsOneConversationTry() {
    fail(5);
    time.sleep(Duration.ofSeconds(30));

    assertThat(breaker.tryEnter()).isTrue();
    assertThat(breaker.tryEnter()).isFalse();
  }

  @Test
  void halfOpen_failedTry_opensAgain() {
    fail(5);
    time.sleep(Duration.ofSeconds(30));
    fail(1);

    assertThat(breaker.tryEnter()).isFalse();
    time.sleep(Duration.ofSeconds(30));
    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void halfOpen_successfulTry_closes() {
    fail(5);
    time.sleep(Duration.ofSeconds(30));
    assertThat(breaker.tryEnter()).isTrue();
    breaker.succeeded();

    fail(4);
    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void halfOpen_undecidedTry_letsTheNextOneTry() {
    fail(5);
    time.sleep(Duration.ofSeconds(30));
    assertThat(breaker.tryEnter()).isTrue();
    breaker.undecided();

    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void usedUpAccount_staysOpenUntilTheTimeNamed() {
    breaker.accountIsUsedUp(Optional.of(time.now().plus(Duration.ofMinutes(5))));

    time.sleep(Duration.ofSeconds(299));
    assertThat(breaker.tryEnter()).isFalse();
    time.sleep(Duration.ofSeconds(1));
    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void usedUpAccount_farReset_isBelievedForFifteenMinutes() {
    breaker.accountIsUsedUp(Optional.of(Instant.parse("2030-01-01T00:00:00Z")));

    time.sleep(Duration.ofSeconds(899));
    assertThat(breaker.tryEnter()).isFalse();
    time.sleep(Duration.ofSeconds(1));
    assertThat(breaker.tryEnter()).isTrue();
  }

  @Test
  void usedUpAccount_noTimeOrAPastOne_opensForThirtySeconds() {
    breaker.accountIsUsedUp(Optional.of(Instant.EPOCH));
    assertThat(breaker.tryEnter()).isFalse();
    time.sleep(Duration.ofSeconds(30));
    assertThat(breaker.tryEnter()).isTrue();

    breaker.accountIsUsedUp(Optional.empty());
    assertThat(breaker.tryEnter()).isFalse();
    time.sleep(Duration.ofSeconds(30));
    assertThat(breaker.tryEnter()).isTrue();
  }
}
