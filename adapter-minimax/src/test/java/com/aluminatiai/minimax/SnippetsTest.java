package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.ClientLanguage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SnippetsTest {
  private static final URI BASE = URI.create("http://127.0.0.1:8080");
  private static final UUID ID = UUID.fromString("0193b0a0-0000-7000-8000-000000000001");

  private static Optional<String> python(AgentAtFake at) throws InterruptedException {
    return at.agent.write(ClientLanguage.PYTHON, BASE, Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(ClientLanguage.class)
  void write_goodAnswer_returnsItsWholeText(ClientLanguage language) throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      Optional<String> text = at.agent.write(language, BASE, Optional.of(ID));

      assertThat(text).contains(FakeReplies.snippet(language.code(), BASE.toString()));
      assertThat(at.fake.violations()).isEmpty();
      assertThat(at.ends).containsExactly("snippet answered 1");
    }
  }

  @Test
  void write_request_holdsLanguageAddressAndIdAlone() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      at.agent.write(ClientLanguage.CURL, BASE, Optional.of(ID));

      ObjectNode request = at.fake.requests().get(0);
      assertThat(request.has("tools")).isFalse();
      assertThat(request.path("max_completion_tokens").asInt()).isEqualTo(8192);
      assertThat(request.path("messages")).hasSize(2);
      assertThat(request.at("/messages/1/content").asText())
          .isEqualTo(
              "{\"language\":\"curl\",\"base_address\":\"http://127.0.0.1:8080\","
                  + "\"workload_id\":\"0193b0a0-0000-7000-8000-000000000001\"}");
    }
  }

  @Test
  void write_thinkingInTheContent_isTakenOff() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("sdk_think")) {
      assertThat(python(at)).contains(FakeReplies.snippet("python", BASE.toString()));
    }
  }

  @Test
  void write_callOfAToolThatWasNotOffered_isNotRunAndAskedAgain() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("sdk_unoffered_once")) {
      assertThat(python(at)).isPresent();
      assertThat(at.requests()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sdk_empty, 2",
    "sdk_length, 1",
    "sdk_filter, 1",
    "http_500, 3",
    "base_resp_1027, 1",
    "http_401, 1",
    "html_200, 2",
  })
  void write_noGoodAnswer_isEmpty(String scenario, int requests) throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing(scenario)) {
      assertThat(python(at)).isEmpty();
      assertThat(at.requests()).isEqualTo(requests);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "drip"})
  void write_answerThatNeverEnds_isEmptyAtTheDeadline(String scenario) throws InterruptedException {
    try (AgentAtFake at =
        AgentAtFake.impatient(scenario, Duration.ofMillis(300), Duration.ofSeconds(45))) {
      assertThat(python(at)).isEmpty();
      assertThat(at.fake.awaitAbort(10)).isTrue();
      assertThat(at.ends).containsExactly("snippet timeout 1");
    }
  }

  @Test
  void write_answerThatIsNoCode_isLeftToTheGate() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("sdk_prose")) {
      assertThat(python(at)).contains("I would rather not write code.");
    }
  }
}
