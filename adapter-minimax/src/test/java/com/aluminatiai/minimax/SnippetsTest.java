package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.usecase.AgentLimit;
import com.aluminatiai.workload.usecase.clientcode.ClientCode;
import com.aluminatiai.workload.usecase.clientcode.GenerateClientCode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SnippetsTest {
  private static Optional<String> python(AgentAtFake at) throws InterruptedException {
    return at.agent.write(ClientLanguage.PYTHON);
  }

  @ParameterizedTest
  @EnumSource(ClientLanguage.class)
  void write_goodAnswer_returnsItsWholeText(ClientLanguage language) throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      Optional<String> text = at.agent.write(language);

      assertThat(text).contains(FakeReplies.snippet(language.code()));
      assertThat(at.fake.violations()).isEmpty();
      assertThat(at.ends).containsExactly("snippet answered 1");
    }
  }

  @Test
  void write_request_holdsTheLanguageAlone() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      at.agent.write(ClientLanguage.CURL);

      ObjectNode request = at.fake.requests().get(0);
      assertThat(request.has("tools")).isFalse();
      assertThat(request.path("max_completion_tokens").asInt()).isEqualTo(8192);
      assertThat(request.path("messages")).hasSize(2);
      assertThat(request.at("/messages/1/content").asText()).isEqualTo("{\"language\":\"curl\"}");
    }
  }

  /** From the use case to the wire: what is filled in here never leaves here. */
  @ParameterizedTest
  @EnumSource(ClientLanguage.class)
  void generate_neitherAddressNorIdIsSent(ClientLanguage language) throws InterruptedException {
    String address = "http://carbon.internal.example:8080";
    UUID id = UUID.fromString("0193b0a0-0000-7000-8000-000000000001");
    Clock clock = Clock.systemUTC();
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      ClientCode code =
          new GenerateClientCode(
                  () -> URI.create(address),
                  Optional.of(at.agent),
                  new AgentLimit(new InMemoryWorkloadStore(clock), 0, clock))
              .generate(Caller.LOCAL, language, Optional.of(id));

      assertThat(at.fake.requests()).hasSize(1);
      assertThat(at.fake.requests().toString())
          .doesNotContain("carbon.internal", "8080", id.toString())
          .contains("{\\\"language\\\":\\\"" + language.code() + "\\\"}");
      assertThat(code.generatedBy()).isEqualTo("minimax-m2.1");
      assertThat(code.code())
          .contains("\"" + address + "\"", "\"" + id + "\"")
          .doesNotContain("__");
    }
  }

  @Test
  void write_thinkingInTheContent_isTakenOff() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("sdk_think")) {
      assertThat(python(at)).contains(FakeReplies.snippet("python"));
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
