package com.aluminatiai.workload.usecase.clientcode;

import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.execute;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.node;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.onPath;

import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A way to track a job by generated code, by tools that are installed or on the path. */
public enum Tracker {
  /** Python, around a piece of work. */
  PYTHON_WITH(ClientLanguage.PYTHON, "aluminatiai.py"),
  /** Python, around a command. */
  PYTHON_RUN(ClientLanguage.PYTHON, "aluminatiai.py"),
  /** Node, around a piece of work. */
  NODE(ClientLanguage.JAVASCRIPT, "aluminatiai.mjs"),
  /** Node that runs TypeScript itself. */
  NODE_TYPESCRIPT(ClientLanguage.TYPESCRIPT, "aluminatiai.ts"),
  /** Bash, around a command. */
  BASH(ClientLanguage.CURL, "track.sh");

  /** Where a tracker keeps what it could not send, below the folder of the run. */
  public static final String SPOOL = "spool";

  private final ClientLanguage language;
  private final String fileName;

  Tracker(ClientLanguage language, String fileName) {
    this.language = language;
    this.fileName = fileName;
  }

  /** What the tracked job does. */
  public enum Job {
    /** It says so and ends. */
    SUCCEEDS,
    /** It ends with status 3. */
    FAILS,
    /** Tracker and job are killed once something is kept of them. */
    IS_KILLED,
    /** It runs until what was kept before is gone. */
    OUTLASTS_THE_SPOOL
  }

  /**
   * Returns the language that this runs.
   *
   * @return the language
   */
  public ClientLanguage language() {
    return language;
  }

  /**
   * Runs a job under the generated code to its end.
   *
   * @param code the generated code
   * @param job what the job does
   * @param folder where all of it happens; the same one finds what was kept
   * @param environment variables to set
   * @return how it ended
   * @throws IOException if it cannot be run
   * @throws InterruptedException if the thread is interrupted
   */
  public Outcome run(String code, Job job, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(fileName), code);
    Map<String, String> all = new HashMap<>(environment);
    all.put("ALUMINATIAI_SPOOL", folder.resolve(SPOOL).toString());
    all.putIfAbsent("ALUMINATIAI_GPU_TYPE", "H100");
    all.put("KEPT_BEFORE", keptBefore(folder).toString());
    return switch (this) {
      case PYTHON_WITH ->
          execute(folder, all, onPath("python3"), "-W", "error", "-c", PYTHON_JOB, job.name());
      case PYTHON_RUN ->
          execute(
              folder,
              all,
              onPath("python3"),
              file.toString(),
              "run",
              "--",
              "sh",
              "-c",
              SHELL_JOB,
              "job",
              job.name());
      case NODE, NODE_TYPESCRIPT -> {
        Path program = folder.resolve(this == NODE ? "job.mjs" : "job.ts");
        Files.writeString(program, NODE_JOB.formatted(fileName));
        String node = this == NODE ? node(18, 0) : node(22, 18);
        yield execute(folder, all, node, program.toString(), job.name());
      }
      case BASH ->
          execute(
              folder,
              all,
              onPath("bash", "curl"),
              file.toString(),
              "sh",
              "-c",
              SHELL_JOB,
              "job",
              job.name());
    };
  }

  private static Path keptBefore(Path folder) throws IOException {
    Path spool = Files.createDirectories(folder.resolve(SPOOL));
    try (Stream<Path> files = Files.list(spool)) {
      return files
          .filter(file -> file.toString().matches(".*\\.(json|job)"))
          .findFirst()
          .orElse(spool.resolve("nothing"));
    }
  }

  private static final String PYTHON_JOB =
      """
      import glob, os, sys, time
      from aluminatiai import track

      def kept():
          return len(glob.glob(os.environ["ALUMINATIAI_SPOOL"] + "/*.json"))

      with track(project="demo", num_gpus=2):
          job = sys.argv[1]
          end = time.monotonic() + 30
          if job == "FAILS":
              sys.exit(3)
          while job == "IS_KILLED" and not kept():
              time.sleep(0.01)
          if job == "IS_KILLED":
              os.kill(os.getpid(), 9)
          while job == "OUTLASTS_THE_SPOOL" and os.path.exists(os.environ["KEPT_BEFORE"]):
              time.sleep(0.01)
              assert time.monotonic() < end
          print("done")
      """;

  private static final String NODE_JOB =
      """
      import fs from "node:fs";
      import { track } from "./%s";

      const job = process.argv[2];
      const folder = process.env["ALUMINATIAI_SPOOL"] ?? "";
      const kept = () => (fs.existsSync(folder) ? fs.readdirSync(folder) : []).filter((name) => name.endsWith(".json")).length;
      const moment = () => new Promise((resolve) => setTimeout(resolve, 10));
      const end = Date.now() + 30_000;
      await track({ project: "demo", num_gpus: 2 }, async () => {
        if (job === "FAILS") {
          throw new Error("the job failed");
        }
        while (job === "IS_KILLED" && kept() === 0) {
          await moment();
        }
        if (job === "IS_KILLED") {
          process.kill(process.pid, "SIGKILL");
        }
        while (job === "OUTLASTS_THE_SPOOL" && fs.existsSync(process.env["KEPT_BEFORE"] ?? "")) {
          await moment();
          if (Date.now() > end) {
            throw new Error("what was kept is never sent");
          }
        }
        console.log("done");
      }).catch(() => {
        process.exitCode = 3;
      });
      """;

  private static final String SHELL_JOB =
      """
      kept() {
        ls "$ALUMINATIAI_SPOOL" 2> /dev/null | grep -c -e '[.]json$' -e '[.]job$'
      }
      moments=0
      case $1 in
        FAILS) exit 3 ;;
        IS_KILLED)
          while [ "$(kept)" = 0 ]; do sleep 0.05; done
          # In one step: whoever waits for the tracker may look at once whether the job lives.
          kill -9 $PPID $$
          ;;
        OUTLASTS_THE_SPOOL)
          while [ -e "$KEPT_BEFORE" ]; do
            sleep 0.05
            moments=$((moments + 1))
            [ $moments -lt 600 ] || exit 9
          done
          ;;
      esac
      echo done
      """;
}
