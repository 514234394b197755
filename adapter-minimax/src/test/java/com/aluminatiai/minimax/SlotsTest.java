package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeSlots;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.aluminatiai.workload.usecase.AgentLimit;
import com.aluminatiai.workload.usecase.clientcode.ClientCode;
import com.aluminatiai.workload.usecase.clientcode.GenerateClientCode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SlotsTest {
  private static final CodeSlots GOOD =
      new CodeSlots(
          FakeReplies.EXPLANATION,
          Optional.empty(),
          Map.of("num_gpus", 2.0, "gpu_type", "A100", "region", "DE"));
  private static final CodeWish DESCRIBED =
      new CodeWish(
          ClientLanguage.PYTHON,
          Optional.of(ClientStyle.SUBMIT),
          Optional.of("LoRA on two\u200B A100 in Frankfurt"));

  private static Optional<CodeSlots> python(AgentAtFake at) throws InterruptedException {
    return at.agent.fill(CodeWish.of(ClientLanguage.PYTHON));
  }

  @ParameterizedTest
  @EnumSource(ClientLanguage.class)
  void fill_goodAnswer_returnsItsArguments(ClientLanguage language) throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      assertThat(at.agent.fill(CodeWish.of(language))).contains(GOOD);
      assertThat(at.fake.violations()).isEmpty();
      assertThat(at.ends).containsExactly("snippet answered 1");
    }
  }

  @Test
  void fill_request_holdsTheWishAlone() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      at.agent.fill(DESCRIBED);

      ObjectNode request = at.fake.requests().get(0);
      assertThat(request.path("tools")).hasSize(1);
      assertThat(request.at("/tools/0/function/name").asText()).isEqualTo("fill_client_code");
      assertThat(request.path("max_completion_tokens").asInt()).isEqualTo(2048);
      assertThat(request.path("messages")).hasSize(2);
      // What nobody sees is taken out of the description.
      assertThat(request.at("/messages/1/content").asText())
          .isEqualTo(
              "{\"language\":\"python\",\"style\":\"submit\","
                  + "\"untrusted_description\":\"LoRA on two A100 in Frankfurt\"}");
    }
  }

  @Test
  void fill_styleLeftOpen_sendsThoseThatThereAreInTheLanguage() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      at.agent.fill(CodeWish.of(ClientLanguage.CURL));

      String question = at.fake.requests().get(0).at("/messages/1/content").asText();
      assertThat(question).contains("\"styles\":{\"submit\":");
      for (ClientStyle style : ClientStyle.values()) {
        assertThat(question.contains("\"" + style.code() + "\""))
            .isEqualTo(style.languages().contains(ClientLanguage.CURL));
      }
    }
  }

  /** From the use case to the wire: what is filled in here never leaves here. */
  @ParameterizedTest
  @EnumSource(ClientLanguage.class)
  void generate_neitherAddressNorIdNorStoredFieldIsSent(ClientLanguage language)
      throws InterruptedException {
    String address = "http://carbon.internal.example:8080";
    Clock clock = Clock.systemUTC();
    var workload = SampleWorkloads.plain(clock.instant());
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      ClientCode code =
          new GenerateClientCode(
                  () -> URI.create(address),
                  AgentAtFake.ESTIMATOR.library(),
                  Optional.of(at.agent),
                  new AgentLimit(new InMemoryWorkloadStore(clock), 0, clock))
              .generate(Caller.LOCAL, CodeWish.of(language), Optional.of(workload));

      assertThat(at.fake.requests()).hasSize(1);
      assertThat(at.fake.requests().get(0).path("messages").toString())
          .doesNotContain("carbon.internal", "8080", workload.id().toString(), "H100")
          .contains("{\\\"language\\\":\\\"" + language.code() + "\\\"");
      assertThat(code.generatedBy()).isEqualTo("minimax-m2.1");
      assertThat(code.explanation()).startsWith(FakeReplies.EXPLANATION);
      assertThat(code.code())
          .contains(address, "\"" + workload.id() + "\"", "\"H100\"")
          .doesNotContain("__BASE", "__WORKLOAD", "A100");
    }
  }

  @Test
  void fill_thinkingInTheContent_isNotRead() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("sdk_think")) {
      assertThat(python(at)).contains(GOOD);
    }
  }

  @Test
  void fill_callOfAToolThatWasNotOffered_isNotRunAndAskedAgain() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("sdk_unoffered_once")) {
      assertThat(python(at)).contains(GOOD);
      assertThat(at.requests()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "sdk_empty, 2",
    "sdk_code, 2",
    "sdk_two_calls, 2",
    "sdk_no_explanation, 2",
    "sdk_nested, 2",
    "sdk_endless_text, 2",
    "sdk_broken_arguments, 2",
    "sdk_length, 1",
    "sdk_filter, 1",
    "http_500, 3",
    "base_resp_1027, 1",
    "http_401, 1",
    "html_200, 2",
  })
  void fill_noGoodAnswer_isEmpty(String scenario, int requests) throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing(scenario)) {
      assertThat(python(at)).isEmpty();
      assertThat(at.requests()).isEqualTo(requests);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "drip"})
  void fill_answerThatNeverEnds_isEmptyAtTheDeadline(String scenario) throws InterruptedException {
    try (AgentAtFake at =
        AgentAtFake.impatient(scenario, Duration.ofMillis(300), Duration.ofSeconds(45))) {
      assertThat(python(at)).isEmpty();
      assertThat(at.fake.awaitAbort(10)).isTrue();
      assertThat(at.ends).containsExactly("snippet timeout 1");
    }
  }
}
