package com.aluminatiai.workload.usecase.clientcode;

import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.execute;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.onPath;
import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Answer;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Asked;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is particular to Python's tracker: reports, ranks, forks, signals, ends without a stop. */
@Tag("any-java")
class PythonTrackerTest {
  private static final String SUBMIT = "POST /base/api/workloads";

  @TempDir Path folder;

  /** The intervals are made short from outside; the job waits until a report was heard. */
  @Test
  void report_gpusAtWork_tellsTheirMeansThenAndAtTheEnd() throws Exception {
    String job =
        """
        import threading
        import aluminatiai
        aluminatiai.HEARTBEAT_SECONDS = aluminatiai.SAMPLE_SECONDS = 0.01
        told = threading.Event()
        ask = aluminatiai._ask
        def heard(method, path, body):
            ask(method, path, body)
            if path.endswith("/heartbeat") and body:
                told.set()
        aluminatiai._ask = heard
        with aluminatiai.track():
            assert told.wait(60)
        """;
    try (StubApi api = new StubApi(Answer.created())) {
      assertQuiet(python(api, NvidiaSmi.onPath(folder, 2), "-c", job));

      List<Asked> asked = api.asked();
      assertThat(asked)
          .filteredOn(each -> each.request().endsWith("/heartbeat"))
          .isNotEmpty()
          .anySatisfy(
              report ->
                  assertThat(report.body())
                      .isEqualTo("{\"utilization_pct\": 50.0, \"gpu_watts\": 300.0}"));
      assertThat(asked.get(asked.size() - 1).body())
          .contains("\"status\": \"completed\"")
          .contains("\"utilization_pct\": 50.0, \"gpu_watts\": 300.0");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RANK=0 LOCAL_RANK=0, 1",
    "RANK=1 LOCAL_RANK=0, 0",
    "RANK=0 SLURM_PROCID=3, 1",
    "OMPI_COMM_WORLD_RANK=2 SLURM_PROCID=0, 0",
    "PMI_RANK=1, 0",
    "SLURM_PROCID=1, 0",
    "LOCAL_RANK=0, 1",
    "LOCAL_RANK=1, 0",
    "LOCAL_RANK=0 NODE_RANK=1, 0",
    "LOCAL_RANK=0 SLURM_NODEID=1, 0",
    "RANK=none, 1",
    "ALUMINATIAI_OFF=1, 0",
    "ALUMINATIAI_TRACKED=7, 0",
  })
  void start_ranks_oneReports(String variables, int reports) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      assertQuiet(python(api, environment(variables), "-c", track("pass")));

      assertThat(api.asked().stream().map(Asked::request).distinct().filter(SUBMIT::equals))
          .hasSize(reports);
    }
  }

  /** Two machines of four visible GPUs; and eight ranks that see one GPU each. */
  @ParameterizedTest
  @CsvSource({
    "RANK=0 WORLD_SIZE=8 LOCAL_WORLD_SIZE=4, 4, 8",
    "RANK=0 WORLD_SIZE=8, 1, 8",
    "OMPI_COMM_WORLD_RANK=0 OMPI_COMM_WORLD_SIZE=4 OMPI_COMM_WORLD_LOCAL_SIZE=2, 4, 8",
    "SLURM_PROCID=0 SLURM_STEP_NUM_NODES=2, 4, 8",
    "CUDA_VISIBLE_DEVICES=1;3, 4, 2",
    "CUDA_VISIBLE_DEVICES=GPU-2, 4, 1",
    "'', 4, 4",
  })
  void start_manyGpus_areCounted(String variables, int there, int counted) throws Exception {
    Map<String, String> environment = new HashMap<>(NvidiaSmi.onPath(folder, there));
    environment.putAll(environment(variables));
    try (StubApi api = new StubApi(Answer.created())) {
      assertQuiet(python(api, environment, "-c", track("pass")));

      assertThat(api.asked().get(0).body())
          .contains("\"num_gpus\": " + counted + ",", "\"gpu_type\": \"NVIDIA H100 PCIe\"");
    }
  }

  @Test
  void start_noGpuIsKnown_saysSoAndReportsNothing() throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = python(api, Map.of("ALUMINATIAI_GPU_TYPE", ""), "-c", track("pass"));

      assertThat(outcome.exitStatus()).isZero();
      assertThat(outcome.err()).contains("no GPU was found; state gpu_type and num_gpus");
      assertThat(api.asked()).isEmpty();
    }
  }

  /** A child that was forked has the tracker's memory, and ends before the job does. */
  @Test
  void start_jobForks_isEndedOnceByTheJobItself() throws Exception {
    String job =
        """
        import os, sys, time
        from aluminatiai import track
        job = track().start()
        child = os.fork()
        if child == 0:
            job.stop("failed")
            sys.exit(0)
        assert os.waitpid(child, 0)[1] == 0
        job.stop()
        """;
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(python(api, Map.of(), "-W", "ignore", "-c", job).exitStatus()).isZero();

      assertThat(ends(api)).hasSize(1).first().asString().contains("\"status\": \"completed\"");
    }
  }

  @ParameterizedTest
  @CsvSource({"pass, completed, 0", "1 / 0, failed, 1"})
  void start_nobodyStops_isEndedWithTheProgram(String work, String status, int exitStatus)
      throws Exception {
    String job = "from aluminatiai import track\ntrack().start()\n" + work;
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(python(api, Map.of(), "-c", job).exitStatus()).isEqualTo(exitStatus);

      assertThat(ends(api)).hasSize(1).first().asString().contains("\"" + status + "\"");
    }
  }

  @Test
  void call_decorated_tracksEachCallAndGivesItsResult() throws Exception {
    String job =
        """
        from aluminatiai import track
        @track(project="demo")
        def train(x): return x + 1
        print(train(1), train(x=2), train.__name__)
        """;
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(python(api, Map.of(), "-c", job)).isEqualTo(new Outcome(0, "2 3 train\n", ""));

      assertThat(ends(api)).hasSize(2);
    }
  }

  /**
   * What no JSON can hold, a folder that is none, a service that never answers: not the job's
   * concern.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "project=object() | A=1",
        "num_gpus='many' | A=1",
        "project='x' | ALUMINATIAI_SPOOL=/proc/nowhere",
        "project='x' | ALUMINATIAI_URL=http://[",
        "project='x' | ALUMINATIAI_URL=nonsense",
      })
  void start_nothingCanBeTold_jobIsAsItWouldBe(String fields, String variables) throws Exception {
    String job = "from aluminatiai import track\nwith track(" + fields + "):\n    print('done')";
    try (StubApi api = new StubApi(Answer.created())) {
      Outcome outcome = python(api, environment(variables), "-c", job);

      assertThat(outcome.exitStatus()).isZero();
      assertThat(outcome.out()).isEqualTo("done\n");
      assertThat(outcome.err()).doesNotContain("Traceback");
    }
  }

  /** What a call returns at once has not done its work yet: the job is open while it works. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "async def work():\n    look()\nasyncio.run(track(project='x')(work)())",
        "def work():\n    look()\n    yield 1\nlist(track(project='x')(work)())",
      })
  void decorator_ofWhatIsDoneLater_lastsAsLongAsTheWork(String work) throws Exception {
    String look =
        """
        import asyncio, os, time
        from aluminatiai import track
        def kept():
            folder = os.environ["ALUMINATIAI_SPOOL"]
            return os.path.isdir(folder) and len(os.listdir(folder))
        def look():
            end = time.monotonic() + 60
            while not kept() and time.monotonic() < end:
                time.sleep(0.01)
            print(kept())
        """;
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(python(api, Map.of(), "-c", look + work)).isEqualTo(new Outcome(0, "1\n", ""));
    }
  }

  /** Not HUP and INT: whoever runs the tests in the background has them ignored. */
  @ParameterizedTest
  @CsvSource({"TERM", "USR1", "USR2"})
  void run_signal_isPassedOn(String signal) throws Exception {
    String command =
        "trap 'echo heard; exit 9' "
            + signal
            + "; kill -"
            + signal
            + " $PPID; while :; do sleep 0.05; done";
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(run(api, "sh", "-c", command)).isEqualTo(new Outcome(9, "heard\n", ""));

      assertThat(ends(api)).hasSize(1).first().asString().contains("\"failed\"");
    }
  }

  /** A signal right before the wait does not interrupt it; here none does. */
  @Test
  void run_signalInterruptsNoWait_isPassedOn() throws Exception {
    String runner =
        """
        import signal, sys, aluminatiai
        listen = signal.signal
        def listen_without_interrupting(number, hear):
            listen(number, hear)
            signal.siginterrupt(number, False)
        signal.signal = listen_without_interrupting
        command = "trap 'echo heard; exit 9' USR1; sleep 1; kill -USR1 $PPID; while :; do sleep 0.05; done"
        sys.exit(aluminatiai._run(["sh", "-c", command]))
        """;
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(python(api, Map.of(), "-c", runner)).isEqualTo(new Outcome(9, "heard\n", ""));
    }
  }

  @Test
  void run_commandDiesOfASignal_endsLikewise() throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      // 128 + 9
      assertThat(run(api, "sh", "-c", "kill -9 $$").exitStatus()).isEqualTo(137);
      assertThat(run(api, "sh", "-c", "kill -TERM $$").exitStatus()).isEqualTo(143);
      assertThat(run(api, "no-such-command").exitStatus()).isEqualTo(127);
      assertThat(run(api, "/dev/null").exitStatus()).isEqualTo(126);

      assertThat(ends(api)).hasSize(2);
    }
  }

  /**
   * An hour from 1970-01-01T00:16:40Z on, by a clock that counts while the job works. The clock of
   * the day agrees; was set back; or went on for ten hours, as it does while a laptop sleeps.
   */
  @ParameterizedTest
  @CsvSource({
    "4600, '{\"status\": \"completed\", \"ended_at\": \"1970-01-01T01:16:40.000Z\"}'",
    "500, '{\"status\": \"completed\", \"ended_at\": \"1970-01-01T01:16:40.000Z\"}'",
    "37000, '{\"status\": \"completed\", \"ended_at\": \"1970-01-01T10:16:40.000Z\", \"duration_hours\": 1.0}'",
  })
  void end_clocksDisagree_hoursAreThoseOfWork(int ended, String told) throws Exception {
    String job =
        "import json, aluminatiai\nprint(json.dumps(aluminatiai._end('completed', 1000, "
            + ended
            + ", 3600)))";
    try (StubApi api = new StubApi(Answer.created())) {
      assertThat(python(api, Map.of(), "-c", job)).isEqualTo(new Outcome(0, told + "\n", ""));
    }
  }

  private static List<String> ends(StubApi api) {
    return api.asked().stream()
        .filter(asked -> asked.request().startsWith("PATCH"))
        .map(Asked::body)
        .toList();
  }

  private static String track(String work) {
    return "from aluminatiai import track\nwith track():\n    " + work;
  }

  private static Map<String, String> environment(String variables) {
    Map<String, String> environment = new HashMap<>();
    for (String variable : variables.isEmpty() ? new String[0] : variables.split(" ")) {
      String[] pair = variable.split("=", 2);
      environment.put(pair[0], pair[1].replace(';', ','));
    }
    return environment;
  }

  private static void assertQuiet(Outcome outcome) {
    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
  }

  private Outcome run(StubApi api, String... command) throws Exception {
    String[] all = new String[command.length + 3];
    all[0] = folder.resolve("aluminatiai.py").toString();
    all[1] = "run";
    all[2] = "--";
    System.arraycopy(command, 0, all, 3, command.length);
    return python(api, Map.of(), all);
  }

  private Outcome python(StubApi api, Map<String, String> environment, String... arguments)
      throws Exception {
    CodeWish wish =
        new CodeWish(ClientLanguage.PYTHON, Optional.of(ClientStyle.TRACK), Optional.empty());
    String code =
        GenerateClientCodeTest.withoutFiller(api.address())
            .generate(Caller.LOCAL, wish, Optional.empty())
            .code();
    Files.writeString(folder.resolve("aluminatiai.py"), code);
    Map<String, String> all = new HashMap<>();
    all.put("ALUMINATIAI_SPOOL", folder.resolve(Tracker.SPOOL).toString());
    all.put("ALUMINATIAI_GPU_TYPE", "H100");
    all.putAll(environment);
    String[] command = new String[arguments.length + 1];
    command[0] = onPath("python3");
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return execute(folder, all, command);
  }
}
