package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pauses between retries; with a jitter of 0.5 the own pauses are 0.5 s × 0.5 and 1 s × 0.5. */
final class BackOffTest {
  @ParameterizedTest
  @CsvSource({
    "http_500, 250, 500",
    "base_resp_1000, 250, 500",
    "reset, 250, 500",
    "http_429, 2000, 2000",
    "base_resp_1002, 2000, 2000",
    "base_resp_1041, 2000, 2000",
    "base_resp_1039, 5000, 5000",
    "base_resp_2045, 5000, 5000",
    "http_429~retry_after=7, 7000, 7000",
    "http_429~retry_after=0, 250, 500",
    "http_503~retry_after=3, 3000, 3000",
  })
  void analyse_lastingTrouble_pausesTwice(String scenario, long first, long second)
      throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing(scenario)) {
      at.analyse();

      assertThat(at.time.sleeps())
          .containsExactly(Duration.ofMillis(first), Duration.ofMillis(second));
    }
  }

  @Test
  void analyse_retryAfterDate_waitsUntilThen() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("http_429_date")) {
      at.analyse();

      // Three seconds ahead, in whole seconds: more than 1.5 s are left, less than 3 s.
      assertThat(at.time.sleeps()).hasSize(1);
      assertThat(at.time.sleeps().get(0))
          .isBetween(Duration.ofMillis(1500), Duration.ofMillis(3000));
    }
  }

  @Test
  void analyse_retryAfterBeyondTheDeadline_givesUpAtOnce() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("http_429_long")) {
      Analysis analysis = at.analyse();

      assertThat(analysis).isEqualTo(new Analysis.NoAnswer(Failure.UNAVAILABLE, List.of()));
      assertThat(at.time.sleeps()).isEmpty();
      assertThat(at.requests()).isEqualTo(1);
    }
  }

  @Test
  void analyse_pausesEatTheBudget_endsInsideTheDeadline() throws InterruptedException {
    try (AgentAtFake at =
        AgentAtFake.impatient(
            "http_429~retry_after=4", Duration.ofSeconds(6), Duration.ofSeconds(5))) {
      Analysis analysis = at.analyse();

      assertThat(analysis).isEqualTo(new Analysis.NoAnswer(Failure.UNAVAILABLE, List.of()));
      assertThat(at.time.sleeps()).containsExactly(Duration.ofSeconds(4));
      assertThat(at.requests()).isEqualTo(2);
    }
  }
}
