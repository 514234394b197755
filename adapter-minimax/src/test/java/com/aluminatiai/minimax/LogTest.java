package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.WorkloadSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What an operator reads, and what nobody may read. */
final class LogTest {
  private static final WorkloadSpec SPEC =
      AgentAtFake.SPEC.withLabels(Optional.of("patient zero"), Optional.empty());

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(MinimaxAgent.class);

  @BeforeEach
  void listen() {
    logger.setLevel(Level.TRACE);
    log.start();
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
  }

  private List<String> lines(Level level) {
    return log.list.stream()
        .filter(event -> event.getLevel() == level)
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  @Test
  void analyse_happy_logsOneLineWithTheModelThatAnswered() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      at.agent.analyse(SPEC);
    }

    assertThat(log.list).hasSize(1);
    assertThat(lines(Level.INFO).get(0))
        .startsWith("MiniMax analysis: answered (answered), 5 requests, 5 answers, ")
        .endsWith(" ms, model \"MiniMax-M2.1\", trace \"fake-trace-1\"");
  }

  @ParameterizedTest
  @CsvSource({
    "http_401_2049, ERROR, 'HTTP 401, code 2049'",
    "base_resp_2061, ERROR, 'HTTP 200, code 2061'",
    "http_500_1008, ERROR, 'HTTP 500, code 1008'",
    "base_resp_2013, ERROR, 'HTTP 200, code 2013'",
    "http_502_html, WARN, 'HTTP 502'",
    "base_resp_1027, WARN, 'HTTP 200, code 1027'",
  })
  void analyse_trouble_logsItsCodeOnce(String scenario, String level, String what)
      throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing(scenario)) {
      at.agent.analyse(AgentAtFake.SPEC);
    }

    assertThat(lines(Level.valueOf(level))).singleElement().asString().contains(": " + what);
    assertThat(lines(Level.INFO)).singleElement().asString().contains("(" + what + ")");
  }

  @Test
  void analyse_faultOfOurs_isNoAnswerAndLoggedWithItsPlaceAlone() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.faulty()) {
      assertThat(at.analyse()).isEqualTo(new Analysis.NoAnswer(Failure.UNAVAILABLE, List.of()));
      assertThat(at.ends).containsExactly("analysis unavailable 2");
    }

    assertThat(lines(Level.ERROR))
        .singleElement()
        .asString()
        .contains("IllegalStateException", "AgentAtFake")
        .doesNotContain("patient");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"happy", "http_401", "http_400", "prose_only", "tool_args_hostile", "reset"})
  void analyse_anything_logsNoKeyNoNotesNoPrompt(String scenario) throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing(scenario)) {
      at.agent.analyse(SPEC);
    }

    assertThat(log.list)
        .isNotEmpty()
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(line -> line.contains(FakeMinimax.KEY))
        .noneMatch(line -> line.contains("patient"))
        .noneMatch(line -> line.contains("You estimate"));
  }
}
