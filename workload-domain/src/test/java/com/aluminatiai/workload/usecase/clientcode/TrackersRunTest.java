package com.aluminatiai.workload.usecase.clientcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.aluminatiai.workload.usecase.Scene;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Answer;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Asked;
import com.aluminatiai.workload.usecase.clientcode.Tracker.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Each tracker really tracks a job, against a server that is there, away, or of another opinion.
 * Whatever that does, the job is as it would be without.
 */
@Tag("any-java")
class TrackersRunTest {
  private static final Pattern EXTERNAL_ID = Pattern.compile("\"external_id\": ?\"([^\"]+)\"");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void run_jobSucceeds_isOpenedAndCompleted(Tracker tracker) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = run(tracker, api.address(), Job.SUCCEEDS, Map.of());

      assertThat(outcome).isEqualTo(new Outcome(0, "done\n", ""));
      Asked opened = api.asked().get(0);
      assertThat(opened.request()).isEqualTo("POST /base/api/workloads");
      assertThat(plain(opened))
          .contains("\"status\":\"running\"", "\"gpu_type\":\"H100\"", "\"heartbeat_seconds\":300");
      assertThat(opened.contentType()).hasValue("application/json");
      assertThat(opened.authorization()).isEmpty();
      assertThat(lastOf(api)).contains("\"status\":\"completed\"", "\"ended_at\":\"");
      assertThat(api.asked()).extracting(TrackersRunTest::job).containsOnly(job(opened));
      assertThat(kept()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_jobFails_failsAsItWouldAndIsToldToHaveFailed(Tracker tracker) throws Exception {
    Map<String, String> key = Map.of("ALUMINATIAI_API_KEY", "secret-key");
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = run(tracker, api.address(), Job.FAILS, key);

      assertThat(outcome).isEqualTo(new Outcome(3, "", ""));
      assertThat(lastOf(api)).contains("\"status\":\"failed\"");
      assertThat(api.asked())
          .extracting(Asked::authorization)
          .containsOnly(Optional.of("Bearer secret-key"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_jobIsKilled_nextRunTellsItToHaveFailed(Tracker tracker) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome killed = run(tracker, api.address(), Job.IS_KILLED, Map.of());
      assertThat(killed.exitStatus()).isEqualTo(137);
      assertThat(kept()).isEqualTo(1);

      Outcome next = run(tracker, api.address(), Job.OUTLASTS_THE_SPOOL, Map.of());

      assertThat(next).isEqualTo(new Outcome(0, "done\n", ""));
      assertThat(kept()).isZero();
      List<Asked> ends =
          api.asked().stream().filter(asked -> asked.request().startsWith("PATCH")).toList();
      assertThat(ends).hasSize(2);
      assertThat(plain(ends.get(0))).contains("\"status\":\"failed\"", "\"ended_at\":\"");
      assertThat(plain(ends.get(1))).contains("\"status\":\"completed\"");
      assertThat(job(ends.get(0))).isNotEqualTo(job(ends.get(1)));
    }
  }

  /** In many containers nobody reaps processes: who has ended stays there as a zombie. */
  @ParameterizedTest
  @EnumSource
  @EnabledOnOs(OS.LINUX)
  void run_killedJobIsNotReaped_nextRunTellsItToHaveFailed(Tracker tracker) throws Exception {
    Process careless =
        new ProcessBuilder("sh", "-c", "sleep 0.5 & echo $!; exec sleep 600").start();
    try (StubApi api = new StubApi(Answer.created());
        BufferedReader child = careless.inputReader()) {
      run(tracker, api.address(), Job.IS_KILLED, Map.of());
      String pid = child.readLine();
      while (!Files.readString(Path.of("/proc", pid, "stat")).contains(") Z")) {
        Thread.onSpinWait();
      }
      replacePid(pid);

      Outcome next = run(tracker, api.address(), Job.OUTLASTS_THE_SPOOL, Map.of());

      assertThat(next).isEqualTo(new Outcome(0, "done\n", ""));
      assertThat(kept()).isZero();
    } finally {
      careless.destroyForcibly().waitFor();
    }
  }

  /** A board of two dies is two devices to nvidia-smi, of half the watts each. */
  @ParameterizedTest
  @EnumSource
  void run_boardHasSeveralDies_eachIsOneOfTwo(Tracker tracker) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      run(tracker, api.address(), Job.SUCCEEDS, NvidiaSmi.onPath(folder, 2, "Tesla K80"));

      assertThat(plain(api.asked().get(0)))
          .contains("\"gpu_type\":\"TeslaK80die\"", "\"num_gpus\":2");
    }
  }

  /** As a driver does that has lost its GPU. */
  @ParameterizedTest
  @EnumSource
  void run_nvidiaSmiHangs_jobDoesNotWaitForIt(Tracker tracker) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = run(tracker, api.address(), Job.SUCCEEDS, NvidiaSmi.hangingOnPath(folder));

      assertThat(outcome.exitStatus()).isZero();
      assertThat(outcome.out()).isEqualTo("done\n");
    }
  }

  /** What says which field is wrong is said to whoever reads the job's output. */
  @ParameterizedTest
  @EnumSource(names = {"PYTHON_WITH", "PYTHON_RUN", "NODE", "NODE_TYPESCRIPT"})
  void run_jobIsRefused_faultsAreTold(Tracker tracker) throws Exception {
    try (StubApi api = new StubApi(Answer.invalid())) {
      Outcome outcome = run(tracker, api.address(), Job.SUCCEEDS, Map.of());

      assertThat(outcome.exitStatus()).isZero();
      assertThat(outcome.err()).contains("num_gpus must be a whole number, 1 or more");
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_idHasSignsThatNoAddressTakes_jobIsFoundByIt(Tracker tracker) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Map<String, String> id = Map.of("ALUMINATIAI_EXTERNAL_ID", "a/b 50%;c");

      assertThat(run(tracker, api.address(), Job.SUCCEEDS, id).exitStatus()).isZero();

      assertThat(lastOf(api)).contains("\"status\":\"completed\"");
      assertThat(api.asked())
          .filteredOn(asked -> asked.request().startsWith("PATCH"))
          .extracting(TrackersRunTest::job)
          .containsOnly("a_b 50__c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_serviceIsAwayAndComesBack_nextRunTellsBoth(Tracker tracker) throws Exception {
    URI address;
    try (StubApi away = new StubApi(Answer.created())) {
      address = away.address();
    }
    Outcome alone = run(tracker, address, Job.SUCCEEDS, Map.of());
    assertThat(alone.exitStatus()).isZero();
    assertThat(alone.out()).isEqualTo("done\n");
    assertThat(alone.err()).contains("aluminatiai: no answer").contains("for the next run");
    assertThat(alone.err().lines()).hasSize(1);
    assertThat(kept()).isEqualTo(1);

    try (StubApi back = new StubApi(address.getPort(), Answer.created())) {
      Outcome next = run(tracker, address, Job.OUTLASTS_THE_SPOOL, Map.of());

      assertThat(next).isEqualTo(new Outcome(0, "done\n", ""));
      assertThat(kept()).isZero();
      assertThat(back.asked())
          .filteredOn(asked -> asked.request().startsWith("PATCH"))
          .hasSize(2)
          .allSatisfy(end -> assertThat(plain(end)).contains("\"status\":\"completed\""));
    }
  }

  /** It takes connections and says nothing: whoever waited for it would never end. */
  @ParameterizedTest
  @EnumSource
  void run_serviceNeverAnswers_jobEndsAllTheSame(Tracker tracker) throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      URI address = URI.create("http://127.0.0.1:" + deaf.getLocalPort());

      Outcome outcome = run(tracker, address, Job.SUCCEEDS, Map.of());

      assertThat(outcome.exitStatus()).isZero();
      assertThat(outcome.out()).isEqualTo("done\n");
      assertThat(kept()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_keyIsWrong_saysSoOnceAndKeepsIt(Tracker tracker) throws Exception {
    Map<String, String> key = Map.of("ALUMINATIAI_API_KEY", "wrong-key");
    try (StubApi api = new StubApi(Answer.unauthorized())) {
      Outcome outcome = run(tracker, api.address(), Job.SUCCEEDS, key);

      assertThat(outcome.exitStatus()).isZero();
      assertThat(outcome.out()).isEqualTo("done\n");
      assertThat(outcome.err()).contains("401").doesNotContain("wrong-key", "Traceback");
      assertThat(kept()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_otherRank_reportsNothing(Tracker tracker) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = run(tracker, api.address(), Job.FAILS, Map.of("RANK", "1"));

      assertThat(outcome).isEqualTo(new Outcome(3, "", ""));
      assertThat(api.asked()).isEmpty();
      assertThat(kept()).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void run_nvidiaSmiIsThere_tellsItsGpus(Tracker tracker) throws Exception {
    Map<String, String> path = NvidiaSmi.onPath(folder, 2);
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = run(tracker, api.address(), Job.SUCCEEDS, path);

      assertThat(outcome).isEqualTo(new Outcome(0, "done\n", ""));
      assertThat(plain(api.asked().get(0)))
          .contains("\"gpu_type\":\"NVIDIAH100PCIe\"", "\"num_gpus\":2");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TSC", "TSC_WITH_NODE_TYPES"})
  void typescript_compilesStrictly(ClientRuntime compiler) throws Exception {
    URI address = URI.create("http://127.0.0.1:8080");
    String code = code(Tracker.NODE_TYPESCRIPT, address, Optional.of(strange("demo")));
    Files.writeString(folder.resolve("aluminatiai.ts"), code);

    compiler.compile(folder, "aluminatiai.ts");

    assertThat(folder.resolve("out/aluminatiai.js")).exists();
  }

  /** What is known beforehand, in whatever words, but for what the job measures itself. */
  @ParameterizedTest
  @EnumSource
  void run_workloadIsKnown_sendsItsFieldsAsTheyAre(Tracker tracker) throws Exception {
    String project =
        tracker == Tracker.PYTHON_WITH || tracker.name().startsWith("NODE")
            ? "demo"
            : "x\"'`$(id)\\\n, */ --> # {} %s \u2028\ud83d\ude00";
    try (StubApi api = new StubApi(Answer.created())) {
      String code = code(tracker, api.address(), Optional.of(strange(project)));

      Outcome outcome = tracker.run(code, Job.SUCCEEDS, folder, Map.of("ALUMINATIAI_GPU_TYPE", ""));

      assertThat(outcome).isEqualTo(new Outcome(0, "done\n", ""));
      assertThat(ClientTemplatesRunTest.unescaped(api.asked().get(0).body()))
          .contains("\"" + project + "\"", "\"H100\"")
          .containsPattern("\"model_size_gb\": ?70[,.}]")
          .doesNotContain("duration_hours", "utilization_pct");
    }
  }

  private static Workload strange(String project) {
    return SampleWorkloads.with(
        Scene.START,
        new Labels(Optional.empty(), Optional.of(project), Optional.empty(), Optional.empty()));
  }

  /**
   * A signal that only the tracker is sent, as a container's first process is. Not HUP and INT:
   * whoever runs the tests in the background has them ignored.
   */
  @ParameterizedTest
  @ValueSource(strings = {"TERM", "USR1", "USR2"})
  void bash_signal_isPassedOn(String signal) throws Exception {
    String command =
        "trap 'echo heard; exit 9' %s; kill -%s $PPID; while :; do sleep 0.05; done"
            .formatted(signal, signal);
    try (StubApi api = new StubApi(Answer.created())) {
      Path file = Files.writeString(folder.resolve("track.sh"), code(Tracker.BASH, api.address()));
      Map<String, String> environment =
          Map.of(
              "ALUMINATIAI_SPOOL",
              folder.resolve(Tracker.SPOOL).toString(),
              "ALUMINATIAI_GPU_TYPE",
              "H100");

      Outcome outcome =
          InstalledTools.execute(folder, environment, "bash", file.toString(), "sh", "-c", command);

      assertThat(outcome).isEqualTo(new Outcome(9, "heard\n", ""));
      assertThat(lastOf(api)).contains("\"failed\"");
    }
  }

  private static String lastOf(StubApi api) {
    Asked last = api.asked().get(api.asked().size() - 1);
    assertThat(last.request()).startsWith("PATCH /base/api/workloads/by-external-id/");
    return plain(last);
  }

  private static String plain(Asked asked) {
    return asked.body().replaceAll("\\s", "");
  }

  /** The job that a request is about. */
  private static String job(Asked asked) {
    Matcher id = EXTERNAL_ID.matcher(asked.body());
    String path = asked.request().replaceFirst(".*by-external-id/([^/]+).*", "$1");
    return id.find() ? id.group(1) : URLDecoder.decode(path, StandardCharsets.UTF_8);
  }

  private long kept() throws IOException {
    Path spool = folder.resolve(Tracker.SPOOL);
    if (!Files.exists(spool)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(spool)) {
      return files.filter(file -> file.toString().matches(".*\\.(json|job)")).count();
    }
  }

  /** Says of what is kept that another process reported it. */
  private void replacePid(String pid) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(Tracker.SPOOL))) {
      for (Path file : files.filter(one -> one.toString().matches(".*\\.(json|alive)")).toList()) {
        String kept = Files.readString(file);
        Files.writeString(file, kept.replaceFirst("^\\d+|(?<=\"pid\": ?)\\d+", pid));
      }
    }
  }

  private Outcome run(Tracker tracker, URI address, Job job, Map<String, String> environment)
      throws Exception {
    return tracker.run(code(tracker, address), job, folder, environment);
  }

  private static String code(Tracker tracker, URI address) {
    return code(tracker, address, Optional.empty());
  }

  private static String code(Tracker tracker, URI address, Optional<Workload> workload) {
    CodeWish wish =
        new CodeWish(tracker.language(), Optional.of(ClientStyle.TRACK), Optional.empty());
    return GenerateClientCodeTest.withoutFiller(address)
        .generate(Caller.LOCAL, wish, workload)
        .code();
  }
}
