package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.ChosenInputs;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every scenario that the adapter has to survive, against a server on a real socket. */
final class MinimaxScenariosTest {
  /** What {@link FakeModel#CHOICE} says. */
  private static final ChosenInputs CHOICE =
      new ChosenInputs(
          OptionalDouble.of(90),
          OptionalDouble.of(1.2),
          Optional.empty(),
          Optional.of(WorkloadType.TRAINING));

  @ParameterizedTest
  @CsvSource({
    "happy, 5",
    "happy_submit, 5",
    "happy_parallel, 2",
    "happy_think_inline, 5",
    "happy_reasoning_content, 5",
    "happy_fenced, 5",
    "happy_think_fenced, 5",
    "happy_status_msg, 5",
    "happy_no_base_resp, 5",
    "happy_unknown_fields, 5",
    "happy_finish_stop_with_calls, 5",
    "base_resp_then_ok~n=2, 7",
    "http_429_then_ok~retry_after=1, 6",
    "http_429_date, 6",
    "http_429_bare, 6",
    "http_429_bad_header, 6",
    "http_429_1039, 6",
    "http_500_then_ok~n=2, 7",
    "http_503_then_ok, 6",
    "http_529_then_ok, 6",
    "slow~ms=20, 5",
    "reset_then_ok, 6",
    "prose_only~bad=1, 6",
    "content_empty~bad=1, 6",
    "content_null~bad=1, 6",
    "reasoning_only~bad=1, 6",
    "malformed_json~bad=1, 6",
    "single_quotes~bad=1, 6",
    "think_unclosed~bad=1, 6",
    "length_empty~cure=1, 6",
    "truncated_json~cure=1, 6",
    "think_decoy, 5",
    "think_close_only, 5",
    "two_objects, 5",
    "absurd_mismatch, 5",
    "absurd_slightly_off, 5",
    "absurd_confidence, 5",
    "bad_optimizations, 5",
    "optimizations_no_list, 5",
    "submit_first, 5",
    "submit_cut_off~cure=1, 6",
    "role_blank, 5",
    "role_system, 5",
    "tool_wrong_name, 6",
    "tool_args_malformed, 6",
    "tool_args_truncated, 6",
    "tool_args_single_quotes, 6",
    "tool_args_empty, 6",
    "tool_args_not_object, 6",
    "tool_args_wrong_types, 6",
    "tool_args_hostile, 6",
    "tool_args_out_of_range, 6",
    "tool_args_other_workload, 6",
    "tool_missing_id, 6",
    "tool_dup_ids, 6",
    "tool_number_ids, 6",
    "tool_no_function, 6",
    "tool_no_name, 6",
    "tool_no_object, 6",
    "tool_unoffered, 6",
    "tool_xml_leak_once, 6",
  })
  void analyse_scenarioThatEndsWell_refinesWithTheInputsOfTheLastEnergyCall(
      String scenario, int requests) throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing(scenario)) {
      Analysis analysis = at.analyse();

      assertThat(at.fake.violations()).isEmpty();
      assertThat(analysis).isInstanceOf(Analysis.Refined.class);
      Analysis.Refined refined = (Analysis.Refined) analysis;
      assertThat(refined.chosen()).isEqualTo(CHOICE);
      assertThat(refined.insights().reasoningTrace())
          .isNotEmpty()
          .noneMatch(
              sentence -> sentence.contains("model's prose") || sentence.contains("minimax"));
      assertThat(at.requests()).isEqualTo(requests);
      assertThat(at.fake.maxInFlight()).isEqualTo(1);
      assertThat(at.ends).containsExactly("analysis answered " + requests);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // The other side's codes at HTTP 200.
    "base_resp_1002, unavailable, 3",
    "base_resp_1039, unavailable, 3",
    "base_resp_1041, unavailable, 3",
    "base_resp_2045, unavailable, 3",
    "base_resp_1000, unavailable, 3",
    "base_resp_1001, unavailable, 3",
    "base_resp_1013, unavailable, 3",
    "base_resp_1024, unavailable, 3",
    "base_resp_1033, unavailable, 3",
    "base_resp_2064, unavailable, 3",
    "base_resp_2066, unavailable, 3",
    "base_resp_1004, unavailable, 1",
    "base_resp_2049, unavailable, 1",
    "base_resp_2061, unavailable, 1",
    "base_resp_1008, unavailable, 1",
    "base_resp_2056, unavailable, 1",
    "base_resp_1026, rejected, 1",
    "base_resp_1027, rejected, 1",
    "base_resp_1042, unavailable, 1",
    "base_resp_2013, unavailable, 1",
    "base_resp_with_choices, rejected, 1",
    "base_resp_unknown, unavailable, 2",
    "envelope_200, unavailable, 3",
    // HTTP statuses; the code beats them.
    "http_400, unavailable, 1",
    "http_401, unavailable, 1",
    "http_401_2049, unavailable, 1",
    "http_402, unavailable, 1",
    "http_404, unavailable, 1",
    "http_413, unavailable, 1",
    "http_429, unavailable, 3",
    "http_429_2056, unavailable, 1",
    "http_429_long, unavailable, 1",
    "http_500_1026, rejected, 1",
    "http_500_1008, unavailable, 1",
    "http_500_2061, unavailable, 1",
    "http_408, unavailable, 3",
    "http_500, unavailable, 3",
    "http_502_html, unavailable, 3",
    "http_504, unavailable, 3",
    "http_529, unavailable, 3",
    // The transport.
    "reset, unavailable, 3",
    "reset_mid_body, unavailable, 3",
    "close_empty, unavailable, 3",
    "short_body, unavailable, 3",
    "garbage, unavailable, 3",
    "huge_body~mb=64, unavailable, 2",
    "deep_json, unavailable, 2",
    "bad_utf8, unavailable, 2",
    "html_200, unavailable, 2",
    "redirect_offsite, unavailable, 1",
    // The outer form.
    "empty_body, unavailable, 2",
    "json_null, unavailable, 2",
    "json_array, unavailable, 2",
    "json_empty, unavailable, 2",
    "not_json, unavailable, 2",
    "choices_null, unavailable, 2",
    "choices_empty, unavailable, 2",
    "message_missing, unavailable, 2",
    "wrong_types, unavailable, 2",
    // What the model says: four turns with tools, then the answer and one repair.
    "happy_direct, rejected, 2",
    "clarify, rejected, 1",
    "deep_final, rejected, 6",
    "prose_only, rejected, 6",
    "content_empty, rejected, 6",
    "content_null, rejected, 6",
    "reasoning_only, rejected, 6",
    "malformed_json, rejected, 6",
    "single_quotes, rejected, 6",
    "think_unclosed, rejected, 6",
    "length_empty, rejected, 6",
    "truncated_json, rejected, 6",
    "truncated_number, rejected, 6",
    "content_filter, rejected, 5",
    "two_objects_wrong, rejected, 6",
    "dup_keys, rejected, 6",
    "json_nan, rejected, 6",
    "absurd_negative, rejected, 6",
    "absurd_zero, rejected, 6",
    "absurd_nan_string, rejected, 6",
    "absurd_1e300, rejected, 6",
    "absurd_1e400, rejected, 6",
    "absurd_bignum, rejected, 6",
    "absurd_over_nameplate, rejected, 6",
    "absurd_under, rejected, 6",
    "absurd_units, rejected, 6",
    "absurd_types, rejected, 6",
    "absurd_missing, rejected, 6",
    "submit_absurd, rejected, 7",
    "submit_cut_off, rejected, 7",
    "tool_calls_missing, rejected, 3",
    "tool_then_empty, rejected, 3",
    "tool_xml_leak, rejected, 4",
    "tool_xml_malformed, rejected, 4",
    "tool_xml_m3, rejected, 4",
    "tool_endless, rejected, 8",
    "tool_endless_same, rejected, 3",
    "tool_flood~k=200, rejected, 1",
    "tool_wrong_name_always, rejected, 8",
  })
  void analyse_scenarioThatEndsBadly_saysWhyAndSendsNoMoreThanItMay(
      String scenario, String failure, int requests) throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing(scenario)) {
      Analysis analysis = at.analyse();

      assertThat(at.fake.violations()).isEmpty();
      assertThat(analysis).isInstanceOf(Analysis.NoAnswer.class);
      assertThat(((Analysis.NoAnswer) analysis).failure())
          .isEqualTo(Failure.valueOf(failure.toUpperCase(Locale.ROOT)));
      assertThat(at.requests()).isEqualTo(requests);
      assertThat(at.ends).containsExactly("analysis " + failure + " " + requests);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "hang_after_headers", "drip"})
  void analyse_answerThatNeverEnds_timesOutAtTheDeadlineAndHangsUp(String scenario)
      throws InterruptedException {
    Duration timeout = Duration.ofMillis(400);
    try (AgentAtFake at = AgentAtFake.impatient(scenario, timeout, Duration.ofSeconds(45))) {
      long start = System.nanoTime();

      Analysis analysis = at.analyse();

      // The server would go on for a minute; the upper bound is generous for slow machines.
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(timeout, Duration.ofSeconds(20));
      assertThat(analysis).isEqualTo(new Analysis.NoAnswer(Failure.TIMEOUT, List.of()));
      assertThat(at.requests()).isEqualTo(1);
      assertThat(at.fake.awaitAbort(10)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"slow_first", "hang_then_ok"})
  void analyse_firstCallHangs_asksAgain(String scenario) throws InterruptedException {
    try (AgentAtFake at =
        AgentAtFake.impatient(scenario, Duration.ofSeconds(60), Duration.ofMillis(1500))) {
      Analysis analysis = at.analyse();

      assertThat(analysis).isInstanceOf(Analysis.Refined.class);
      assertThat(at.requests()).isEqualTo(6);
      assertThat(at.fake.violations()).isEmpty();
    }
  }

  @Test
  void analyse_questionsInsteadOfFigures_passesThemOnCleaned() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("clarify")) {
      Analysis analysis = at.analyse();

      assertThat(((Analysis.NoAnswer) analysis).questions())
          .containsExactly("Which data centre is it?", "Is it training?");
    }
  }

  @Test
  void analyse_hostileAdvice_isCleanedAndCapped() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("bad_optimizations")) {
      AgentInsights insights = ((Analysis.Refined) at.analyse()).insights();

      assertThat(insights.optimizations())
          .hasSize(10)
          .startsWith("Ignore this tag.", "x".repeat(300), "Advice 0.", "Advice 1.");
    }
  }

  @Test
  void analyse_confidenceOutOfRange_isAbsent() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("absurd_confidence")) {
      AgentInsights insights = ((Analysis.Refined) at.analyse()).insights();

      assertThat(insights.confidence()).isEmpty();
    }
  }

  @Test
  void analyse_happy_keepsConfidenceAndAdvice() throws InterruptedException {
    try (AgentAtFake at = AgentAtFake.playing("happy")) {
      AgentInsights insights = ((Analysis.Refined) at.analyse()).insights();

      assertThat(insights.confidence()).hasValue(0.85);
      assertThat(insights.optimizations()).containsExactly("Use mixed precision.", "Run at night.");
      assertThat(insights.reasoningTrace()).hasSize(5);
      assertThat(insights.reasoningTrace().get(0))
          .isEqualTo("Looked up NVIDIA H100 SXM: board power 700 W.");
      assertThat(insights.reasoningTrace().get(1))
          .startsWith("Computed ")
          .endsWith(
              " kWh for 8 x NVIDIA H100 SXM over 72 h; chosen: utilization 90 %, PUE 1.2, workload type training.");
    }
  }
}
