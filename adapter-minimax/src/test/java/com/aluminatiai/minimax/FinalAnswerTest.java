package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Assumptions;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.workload.ChosenInputs;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FinalAnswerTest {
  /**
   * One accelerator of 500 W for 10 h at PUE 1.2, of which the tool says 5 kWh. The nameplate is
   * 0.5 kW × 10 h × 1.2 = 6 kWh; with the host factor, 6 × 1.6 = 9.6 kWh are the most that is
   * plausible.
   */
  private static final Evidence FIVE_KWH = evidence(5);

  private static Evidence evidence(double kwh) {
    Accelerator gpu = Accelerator.unknown("X");
    return new Evidence(
        ChosenInputs.NONE,
        Usage.of(gpu, 1, 10),
        Estimate.builder()
            .kwh(kwh)
            .carbonKg(2)
            .costUsd(0.75)
            .method(Method.AGENT)
            .assumptions(
                Assumptions.builder()
                    .gpu("X")
                    .gpuId(gpu.id())
                    .gpuWatts(500)
                    .utilizationPercent(80)
                    .pue(1.2)
                    .gridKgPerKwh(0.4)
                    .usdPerKwh(0.15)
                    .build())
            .factorsVersion("test")
            .build());
  }

  private static FinalAnswer read(String text, Evidence evidence) {
    return FinalAnswer.read(Json.readObject(text).orElseThrow(), Optional.of(evidence));
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "5.0", "4.9", "0.5", "9.6", "5e0"})
  void read_plausibleFigure_isAccepted(String kwh) {
    FinalAnswer answer = read("{\"estimated_kwh\": " + kwh + "}", FIVE_KWH);

    assertThat(answer).isInstanceOf(FinalAnswer.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0.49", "9.61", "0", "-5", "1e300", "1e400", "\"5\"", "[5]", "true", "null"})
  void read_implausibleFigure_isRefused(String kwh) {
    FinalAnswer answer = read("{\"estimated_kwh\": " + kwh + "}", FIVE_KWH);

    assertThat(answer).isInstanceOf(FinalAnswer.Refused.class);
  }

  @ParameterizedTest
  @CsvSource({"0, true", "0.0, true", "0.001, false"})
  void read_toolSaidNothingIsUsed_onlyZeroAgrees(String kwh, boolean isAccepted) {
    FinalAnswer answer = read("{\"estimated_kwh\": " + kwh + "}", evidence(0));

    assertThat(answer instanceof FinalAnswer.Accepted).isEqualTo(isAccepted);
  }

  @Test
  void read_toolAboveTheNameplate_isBelieved() {
    FinalAnswer answer = read("{\"estimated_kwh\": 30.1}", evidence(30));

    assertThat(answer).isInstanceOf(FinalAnswer.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"85", "-0.1", "1.01", "\"0.9\"", "1e400"})
  void read_confidenceOutOfRange_isAbsent(String confidence) {
    FinalAnswer answer =
        read("{\"estimated_kwh\": 5, \"confidence\": " + confidence + "}", FIVE_KWH);

    assertThat(((FinalAnswer.Accepted) answer).confidence()).isEmpty();
  }

  @Test
  void read_leakedCallAmongTheAdvice_isLeftOut() {
    FinalAnswer answer =
        read(
            "{\"estimated_kwh\": 5, \"optimizations\": [\"<b>\", \"<invoke name=\\\"x\\\">\", \"Good.\"]}",
            FIVE_KWH);

    assertThat(((FinalAnswer.Accepted) answer).optimizations()).containsExactly("<b>", "Good.");
  }

  @Test
  void read_questionsBesideAFigure_areNoQuestions() {
    FinalAnswer answer =
        read("{\"estimated_kwh\": 5, \"clarifying_questions\": [\"Where?\"]}", FIVE_KWH);

    assertThat(answer).isInstanceOf(FinalAnswer.Accepted.class);
  }

  @Test
  void read_noEvidence_isRefused() {
    FinalAnswer answer = FinalAnswer.read(Json.object().put("estimated_kwh", 5), Optional.empty());

    assertThat(answer).isInstanceOf(FinalAnswer.Refused.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}|1",
        "Sure: {\"a\":1} and {\"b\":{\"c\":2}}.|2",
        "with {braces} in prose {\"a\":1}|1",
        "{\"a\":1,}|0",
        "{\"a\":{\"b\":1}, oops} {\"c\":1}|0",
        "{\"a\":1,\"a\":2}|0",
        "{'a':1}|0",
        "{ |0",
        "nothing|0",
      })
  void objects_areFoundButNeverMended(String text, int count) {
    assertThat(AnswerText.objects(text)).hasSize(count);
  }

  @Test
  void objects_thousandsOfBraces_areNotWorkedThrough() {
    assertThat(AnswerText.objects("{x ".repeat(300_000) + "{\"a\":1}")).isEmpty();
  }

  @Test
  void withoutThinking_isWhatStandsBehindTheLastEnd() {
    assertThat(AnswerText.withoutThinking("plain")).contains("plain");
    assertThat(AnswerText.withoutThinking("<think>a</think>b")).contains("b");
    assertThat(AnswerText.withoutThinking("a</think>b</think>c")).contains("c");
    assertThat(AnswerText.withoutThinking("<think>a")).isEmpty();
    assertThat(AnswerText.withoutThinking("<think>a</think>b<think>c")).isEmpty();
  }

  @Test
  void readAll_severalObjects_takesTheOneThatAgreesWithTheTool() {
    List<ObjectNode> objects =
        AnswerText.objects(
            "{\"estimated_kwh\": 7, \"confidence\": 0.1} {\"estimated_kwh\": 5.01, \"confidence\": 0.2}");

    FinalAnswer answer = FinalAnswer.readAll(objects, Optional.of(FIVE_KWH));

    assertThat(((FinalAnswer.Accepted) answer).confidence()).hasValue(0.2);
  }
}
