package com.aluminatiai.workload.usecase.clientcode;

import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.execute;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.installed;
import static com.aluminatiai.workload.usecase.clientcode.InstalledTools.onPath;
import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.usecase.clientcode.ClientCode.CodeFile;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Answer;
import com.aluminatiai.workload.usecase.clientcode.StubApi.Asked;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prolog, epilog and manifest really run; a cluster is what they are told of one. */
@Tag("any-java")
class ClusterStylesTest {
  private static final String JOB = "/base/api/workloads/by-external-id/slurm%3A4711";

  @TempDir Path folder;

  @BeforeEach
  void scontrolShowsAJobOfEightGpus() throws IOException {
    scontrol("JobId=4711 Account=physics Restarts=0 AllocTRES=cpu=64,gres/gpu=8,gres/gpu:h100=8");
  }

  @ParameterizedTest
  @CsvSource({"0:0, completed", "1:0, failed", "0:9, failed"})
  void slurm_job_isBegunAndEnded(String exitCode, String status) throws Exception {
    try (StubApi api = new StubApi(Answer.created())) {
      slurm(api.address(), "prolog.sh", Map.of());
      slurm(api.address(), "epilog.sh", Map.of("SLURM_JOB_EXIT_CODE2", exitCode));

      assertThat(api.asked())
          .extracting(Asked::request)
          .containsExactly("POST /base/api/workloads", "PATCH " + JOB);
      assertThat(api.asked().get(0).body())
          .contains("\"num_gpus\": 8, \"gpu_type\": \"h100\", \"project\": \"physics\"")
          .contains("\"external_id\": \"slurm:4711\", \"status\": \"running\"")
          .doesNotContain("heartbeat");
      assertThat(api.asked().get(1).body()).contains("\"status\": \"" + status + "\"");
      assertThat(kept()).isZero();
    }
  }

  @Test
  void slurm_taskOfAnArrayThatWasRequeued_isNamedAsSacctDoes() throws Exception {
    scontrol("JobId=4712 Restarts=2 TRES=cpu=4,gres/gpu=1");
    Map<String, String> array =
        Map.of(
            "SLURM_ARRAY_JOB_ID", "4711",
            "SLURM_ARRAY_TASK_ID", "3",
            "ALUMINATIAI_GPU_TYPE", "A100");
    try (StubApi api = new StubApi(Answer.created())) {
      slurm(api.address(), "prolog.sh", array);

      assertThat(api.asked().get(0).body())
          .contains("\"num_gpus\": 1, \"gpu_type\": \"A100\"", "\"slurm:4711_3.2\"");
    }
  }

  @Test
  void slurm_jobWithoutGpus_isNotReported() throws Exception {
    scontrol("JobId=4711 AllocTRES=cpu=64,mem=8G");
    try (StubApi api = new StubApi(Answer.created())) {
      slurm(api.address(), "prolog.sh", Map.of());
      slurm(api.address(), "epilog.sh", Map.of());

      assertThat(api.asked()).isEmpty();
      assertThat(kept()).isZero();
    }
  }

  @Test
  void slurm_serviceIsAwayAndComesBack_nextJobTellsBoth() throws Exception {
    URI address;
    try (StubApi away = new StubApi(Answer.created())) {
      address = away.address();
    }
    slurm(address, "prolog.sh", Map.of());
    slurm(address, "epilog.sh", Map.of("SLURM_JOB_EXIT_CODE2", "0:0"));
    assertThat(kept()).isEqualTo(1);

    try (StubApi back = new StubApi(address.getPort(), Answer.created())) {
      slurm(address, "prolog.sh", Map.of("SLURM_JOB_ID", "4712"));

      assertThat(back.asked())
          .extracting(Asked::request)
          .containsExactly("POST /base/api/workloads", "POST /base/api/workloads", "PATCH " + JOB);
    }
  }

  @Test
  void slurm_keyIsWrong_jobIsNotFailedAndItIsKept() throws Exception {
    try (StubApi api = new StubApi(Answer.unauthorized())) {
      slurm(api.address(), "prolog.sh", Map.of("ALUMINATIAI_API_KEY", "wrong-key"));

      assertThat(api.asked().get(0).authorization()).hasValue("Bearer wrong-key");
      assertThat(kept()).isEqualTo(1);
    }
  }

  /** The command of the container as the manifest has it, but for the folders and the command. */
  @ParameterizedTest
  @CsvSource({"0, completed", "3, failed"})
  void kubernetes_job_runsItsCommandWithinTheTracker(int exitStatus, String status)
      throws Exception {
    String read =
        """
        import sys, subprocess, yaml
        config, job = yaml.safe_load_all(open("job.yaml", encoding="utf-8"))
        assert (config["kind"], job["kind"]) == ("ConfigMap", "Job")
        open("aluminatiai.py", "w", encoding="utf-8").write(config["data"]["aluminatiai.py"])
        pod = job["spec"]["template"]["spec"]
        container = pod["containers"][0]
        assert {each["name"] for each in pod["volumes"]} == {each["name"] for each in container["volumeMounts"]}
        assert container["resources"]["limits"] == {"nvidia.com/gpu": 1}
        values = {each["name"]: each.get("value") for each in container["env"]}
        assert values["ALUMINATIAI_EXTERNAL_ID"] == "kubernetes:$(POD_UID)"
        print(values["ALUMINATIAI_URL"])
        command = [part.replace("/aluminatiai/", "") for part in container["command"]]
        sys.exit(subprocess.call(command + ["sh", "-c", sys.argv[1]]))
        """;
    try (StubApi api = new StubApi(Answer.created())) {
      code(ClientStyle.KUBERNETES, api.address());
      Map<String, String> environment =
          Map.of(
              "ALUMINATIAI_GPU_TYPE", "H100",
              "ALUMINATIAI_SPOOL", folder.resolve("spool").toString(),
              "ALUMINATIAI_EXTERNAL_ID", "kubernetes:uid");

      Outcome outcome =
          execute(
              folder,
              environment,
              installed("venv/bin/python").toString(),
              "-c",
              read,
              "exit " + exitStatus);

      assertThat(outcome).isEqualTo(new Outcome(exitStatus, api.address() + "\n", ""));
      List<Asked> asked = api.asked();
      assertThat(asked.get(asked.size() - 1).request())
          .isEqualTo("PATCH /base/api/workloads/by-external-id/kubernetes%3Auid");
      assertThat(asked.get(asked.size() - 1).body()).contains("\"" + status + "\"");
    }
  }

  private void scontrol(String shown) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path scontrol = Files.writeString(bin.resolve("scontrol"), "#!/bin/sh\necho '" + shown + "'\n");
    assertThat(scontrol.toFile().setExecutable(true)).isTrue();
  }

  /** Runs one of the two as slurmctld does: a status other than 0 would hold up the cluster. */
  private void slurm(URI address, String part, Map<String, String> variables) throws Exception {
    code(ClientStyle.SLURM, address);
    Map<String, String> environment = new HashMap<>();
    environment.put("SLURM_JOB_ID", "4711");
    environment.put("SLURM_BIN", folder.resolve("bin").toString());
    environment.put("ALUMINATIAI_SPOOL", folder.resolve("spool").toString());
    environment.putAll(variables);
    Outcome outcome =
        execute(folder, environment, onPath("bash", "curl"), folder.resolve(part).toString());
    assertThat(outcome).isEqualTo(new Outcome(0, "", ""));
  }

  private void code(ClientStyle style, URI address) throws IOException {
    ClientCode code =
        GenerateClientCodeTest.withoutFiller(address)
            .generate(
                Caller.LOCAL,
                new CodeWish(ClientLanguage.PYTHON, Optional.of(style), Optional.empty()),
                Optional.empty());
    Files.writeString(folder.resolve("job.yaml"), code.code());
    for (CodeFile file : code.files()) {
      Files.writeString(folder.resolve(file.name()), file.code());
    }
  }

  private long kept() throws IOException {
    Path spool = folder.resolve("spool");
    if (!Files.exists(spool)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(spool)) {
      return files.filter(file -> file.toString().endsWith(".job")).count();
    }
  }
}
