package com.aluminatiai.workload.usecase.clientcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.aluminatiai.workload.usecase.Scene;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Answer;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Asked;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each template really runs, against a server that behaves and misbehaves like the API. */
class ClientTemplatesRunTest {
  private static final Workload OTHER = SampleWorkloads.plain(Scene.START);
  private static final Map<String, String> KEY = Map.of("ALUMINATIAI_API_KEY", "secret-key");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void run_wellBehavedServer_submitsAndFetchesBack(ClientRuntime runtime) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = run(runtime, api.address(), Optional.empty(), Map.of());

      assertSuccess(outcome);
      assertThat(api.asked())
          .extracting(Asked::request)
          .containsExactly("POST /base/api/workloads", "GET /base/api/workloads/" + StubApi.ID);
      Asked submission = api.asked().get(0);
      assertThat(submission.body().replaceAll("\\s", ""))
          .isEqualTo(
              "{\"model_size_gb\":70,\"num_gpus\":8,\"gpu_type\":\"H100\",\"duration_hours\":72,"
                  + "\"utilization_pct\":85}");
      assertThat(submission.contentType()).hasValue("application/json");
      assertThat(submission.authorization()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTHON", "NODE_MODULE", "NODE_TYPESCRIPT", "BASH"})
  void run_serverFailsAtFirst_triesAgainWithTheSameKey(ClientRuntime runtime) throws Exception {
    Answer[] answers = {
      Answer.dropped(), Answer.failed(429, "2"), Answer.failed(503, "0"), Answer.created()
    };
    try (StubApi api = new StubApi(answers)) {
      Outcome outcome = run(runtime, api.address(), Optional.of(OTHER), KEY);

      assertFigures(outcome);
      assertThat(outcome.out()).contains("Workload " + OTHER.id());
      List<Asked> asked = api.asked();
      assertThat(asked)
          .extracting(Asked::request)
          .containsExactly(
              "POST /base/api/workloads",
              "POST /base/api/workloads",
              "POST /base/api/workloads",
              "POST /base/api/workloads",
              "GET /base/api/workloads/" + StubApi.ID,
              "GET /base/api/workloads/" + OTHER.id());
      assertThat(asked)
          .extracting(Asked::authorization)
          .containsOnly(Optional.of("Bearer secret-key"));
      assertThat(asked.subList(0, 4))
          .extracting(Asked::idempotencyKey)
          .doesNotContain(Optional.empty());
      assertThat(asked.subList(0, 4).stream().map(Asked::idempotencyKey).distinct()).hasSize(1);
      // The 429 asked for two seconds; a timer may be a little early.
      assertThat(asked.get(2).atNanos() - asked.get(1).atNanos()).isGreaterThan(1_950_000_000L);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTHON", "NODE_MODULE", "NODE_TYPESCRIPT", "BASH"})
  void run_submissionIsInvalid_printsTheErrorAndFails(ClientRuntime runtime) throws Exception {
    try (StubApi api = new StubApi(Answer.invalid())) {
      Outcome outcome = run(runtime, api.address(), Optional.empty(), KEY);

      assertThat(outcome.exitStatus()).isEqualTo(1);
      assertThat(outcome.err())
          .contains("400", "validation_error", "Correct the fields")
          .contains("num_gpus", "must be a whole number, 1 or more")
          .doesNotContain("secret-key", "Traceback", "    at ");
      assertThat(api.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTHON", "NODE_MODULE", "NODE_TYPESCRIPT", "BASH"})
  void run_answerIsAPage_saysSoAndFails(ClientRuntime runtime) throws Exception {
    try (StubApi api = new StubApi(Answer.page())) {
      Outcome outcome = run(runtime, api.address(), Optional.empty(), KEY);

      assertThat(outcome.exitStatus()).isEqualTo(1);
      assertThat(outcome.out()).isEmpty();
      assertThat(outcome.err()).contains("200", "Please log in").doesNotContain("Traceback");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTHON", "NODE_MODULE", "NODE_TYPESCRIPT", "BASH"})
  void run_serverAsksToWaitForAnHour_failsAtOnce(ClientRuntime runtime) throws Exception {
    try (StubApi api = new StubApi(Answer.failed(429, "3600"))) {
      Outcome outcome = run(runtime, api.address(), Optional.empty(), KEY);

      assertThat(outcome.exitStatus()).isEqualTo(1);
      assertThat(outcome.err()).contains("429", "Try again later");
      assertThat(api.asked()).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PYTHON", "NODE_MODULE", "NODE_TYPESCRIPT", "BASH"})
  void run_otherAddressInTheEnvironment_isUsed(ClientRuntime runtime) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      URI nobody = URI.create("http://127.0.0.1:9");
      Map<String, String> environment = Map.of("ALUMINATIAI_URL", api.address() + "/");

      assertSuccess(run(runtime, nobody, Optional.empty(), environment));
    }
  }

  /** Every field is there, and its texts hold what ends literals, lines and commands. */
  @ParameterizedTest
  @EnumSource(names = {"PYTHON", "NODE_MODULE", "TSC", "BASH"})
  void run_exampleOfStrangeTexts_sendsThemAsTheyAre(ClientRuntime runtime) throws Exception {
    String strange = "x\"'`$(id)\\\n*/ --> # {} %s \u2028\ud83d\ude00 \u0130";
    Labels labels =
        new Labels(Optional.empty(), Optional.of(strange), Optional.empty(), Optional.empty());
    Workload workload = SampleWorkloads.with(Scene.START, labels);
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(run(runtime, api.address(), Optional.of(workload), Map.of()).exitStatus())
          .isZero();

      assertThat(unescaped(api.asked().get(0).body())).contains("\"" + strange + "\"");
    }
  }

  static String unescaped(String json) {
    return Pattern.compile("\\\\(u[0-9a-f]{4}|.)")
        .matcher(json)
        .replaceAll(
            escape -> {
              String name = escape.group(1);
              String meant =
                  name.length() > 1
                      ? Character.toString(Integer.parseInt(name.substring(1), 16))
                      : name.replace("n", "\n");
              return Matcher.quoteReplacement(meant);
            });
  }

  private static void assertSuccess(Outcome outcome) {
    assertThat(outcome.err()).isEmpty();
    assertFigures(outcome);
  }

  private static void assertFigures(Outcome outcome) {
    assertThat(outcome.exitStatus()).as(outcome.err()).isZero();
    assertThat(outcome.out())
        .contains("Workload " + StubApi.ID)
        .contains("445.54 kWh", "178.21 kg CO2e", "66.83 USD", "fallback")
        .contains("Fetched back, status: submitted");
  }

  private Outcome run(
      ClientRuntime runtime,
      URI address,
      Optional<Workload> workload,
      Map<String, String> environment)
      throws Exception {
    String code =
        GenerateClientCodeTest.withoutFiller(address)
            .generate(Caller.LOCAL, CodeWish.of(runtime.language()), workload)
            .code();
    return runtime.run(code, folder, environment);
  }
}
