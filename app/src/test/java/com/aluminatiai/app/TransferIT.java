package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files in and out of the built jar, beside a service that runs. */
final class TransferIT {
  @TempDir Path folder;

  private RunningJar run(int status, String... words) throws IOException {
    RunningJar jar = RunningJar.start(folder, Map.of(), words);
    assertThat(jar.awaitEnd()).as(String.join(" ", words) + "\n" + jar.log()).isEqualTo(status);
    return jar;
  }

  @Test
  void import_besideTheService_thenBackedUpAndRestoredElsewhere() throws IOException {
    Files.writeString(
        folder.resolve("jobs.txt"),
        """
        JobID|JobName|Account|State|Start|ElapsedRaw|AllocTRES
        17|train|phys|COMPLETED|2026-01-02T03:04:05|3600|cpu=8,gres/gpu=4,gres/gpu:a100=4
        17.batch|batch|phys|COMPLETED|2026-01-02T03:04:05|3600|cpu=8,gres/gpu=4
        """);
    try (RunningJar service = RunningJar.serve(folder, Map.of())) {
      assertThat(run(0, "import", "jobs.txt", "--format", "slurm").results())
          .startsWith("Imported 1, skipped 0");
      assertThat(run(0, "import", "jobs.txt", "--format", "slurm").results())
          .startsWith("Imported 0, skipped 1");
      // What it is, is found; read as CSV its header is wrong: the work fails. No such format: the
      // use is wrong.
      assertThat(run(0, "import", "jobs.txt").results()).startsWith("Imported 0, skipped 1");
      run(1, "import", "jobs.txt", "--format", "csv");
      run(2, "import", "jobs.txt", "--format", "xml");
      run(0, "export", "--output", "here.csv");
      run(0, "backup", "a.backup");
      assertThat(service.handle().isAlive()).isTrue();
    }

    run(0, "restore", "a.backup", "--data-dir", "elsewhere");
    run(1, "restore", "a.backup", "--data-dir", "elsewhere");
    run(0, "export", "--data-dir", "elsewhere", "--output", "elsewhere.csv");

    List<String> lines = Files.readAllLines(folder.resolve("here.csv"));
    assertThat(lines).hasSize(2);
    // 400 W x 4 x 1 h x 0.8 x 1.3 / 1000 = 1.664 kWh
    assertThat(lines.get(1)).contains("phys,slurm:17,").contains("fallback,1.664");
    assertThat(Files.readAllLines(folder.resolve("elsewhere.csv"))).isEqualTo(lines);
  }
}
