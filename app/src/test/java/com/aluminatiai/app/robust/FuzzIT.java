package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.RunningJar;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fuzzer that knows the service from its OpenAPI document alone: whatever it sends, no answer is
 * a 5xx, and none is anything that the document does not describe. It is Schemathesis, which {@code
 * .ci/install-tools} installs; where it is missing this is skipped, on CI it fails. {@code
 * -Dexamples=500} tries more.
 */
final class FuzzIT {
  private static final Logger LOG = Logger.getLogger(FuzzIT.class.getName());
  private static final String EXAMPLES = System.getProperty("examples", "15");

  @TempDir private Path folder;

  @Test
  void whateverIsSent_isAnsweredAsTheDocumentSays() throws Exception {
    Path fuzzer = InstalledTools.installed("venv/bin/schemathesis");
    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      Path report = folder.resolve("report.txt");
      int status = fuzz(fuzzer, jar, report);

      String said = Files.readString(report);
      LOG.info(said.substring(Math.max(0, said.lastIndexOf("Test cases:"))));
      assertThat(status).as(said).isZero();
      assertThat(jar.log()).doesNotContain("a request failed");
    }
  }

  private int fuzz(Path fuzzer, RunningJar jar, Path report)
      throws IOException, InterruptedException {
    List<String> words =
        List.of(
            fuzzer.toString(),
            "run",
            jar.address().resolve("/openapi.json").toString(),
            "--no-color",
            "--seed=20261123",
            "--phases=examples,coverage,fuzzing,stateful",
            "--max-examples=" + EXAMPLES,
            "--continue-on-failure",
            // No schema can say which regions there are, or which cursors were given out.
            "--exclude-checks=positive_data_acceptance");
    // A file to import is a text, whatever its lines say: what is wrong with them is in the answer.
    Files.writeString(
        folder.resolve("hooks.py"),
        """
        import json
        import schemathesis

        @schemathesis.serializer("application/x-ndjson")
        def lines(context, value):
            text = value if isinstance(value, str) else json.dumps(value)
            return text.encode("utf-8", "surrogatepass")

        @schemathesis.hook.apply_to(path="/api/workloads/import")
        def filter_body(context, body):
            return isinstance(body, str)
        """);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("SCHEMATHESIS_HOOKS", "hooks");
    builder.environment().put("PYTHONPATH", folder.toString());
    return builder
        .directory(folder.toFile())
        .redirectErrorStream(true)
        .redirectOutput(report.toFile())
        .start()
        .waitFor();
  }
}
