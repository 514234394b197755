package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of the README against the built jar. */
class ReadmeIT {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Block(String language, String text) {}

  @Test
  void requests_are_answered_as_printed(@TempDir Path folder) throws Exception {
    Assumptions.assumeTrue(isInstalled("bash") && isInstalled("curl"), "needs bash and curl");
    List<Block> blocks = blocks(ROOT.resolve("README.md"));

    int compared = 0;
    try (RunningJar jar = RunningJar.serve(folder, Map.of())) {
      for (int i = 0; i < blocks.size(); i++) {
        Block block = blocks.get(i);
        if (!block.language().equals("bash") || !block.text().contains("curl")) {
          continue;
        }
        String output = bash(block.text(), jar);
        assertThat(output).as(block.text()).isNotBlank().doesNotContain("\"error\"");
        if (blocks.get(i + 1).language().equals("json")) {
          assertThat(comparable(output)).isEqualTo(comparable(blocks.get(i + 1).text()));
          compared++;
        }
      }
    }

    assertThat(compared).isPositive();
  }

  @Test
  void estimate_on_the_command_line_works_as_written(@TempDir Path folder) throws Exception {
    Block example =
        blocks(ROOT.resolve("README.md")).stream()
            .filter(block -> block.text().contains("aluminatiai.jar estimate"))
            .findFirst()
            .orElseThrow();
    String words = example.text().strip().split("aluminatiai.jar ", 2)[1];

    try (RunningJar jar = RunningJar.start(folder, Map.of(), words.split(" "))) {
      assertThat(jar.awaitEnd()).isZero();
      assertThat(jar.results()).contains("445.54 kWh", "FR");
    }
  }

  @Test
  void java_example_is_the_one_that_the_library_tests() throws Exception {
    List<String> ours = javaBlocks(ROOT.resolve("README.md"));
    List<String> tested = javaBlocks(ROOT.resolve("estimation-core/README.md"));

    assertThat(ours).isNotEmpty();
    assertThat(tested).containsAll(ours);
  }

  private static List<String> javaBlocks(Path readme) throws IOException {
    return blocks(readme).stream()
        .filter(block -> block.language().equals("java"))
        .map(Block::text)
        .toList();
  }

  private static List<Block> blocks(Path readme) throws IOException {
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(readme));
    while (matcher.find()) {
      blocks.add(new Block(matcher.group(1), matcher.group(2)));
    }
    return blocks;
  }

  /** Ids, times and the factors' version differ from run to run; everything else is as printed. */
  private static JsonNode comparable(String json) throws IOException {
    return JSON.readTree(
        json.replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "an id")
            .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "a time")
            .replaceAll("\\d{4}\\.\\d\\d\\+[0-9a-f]{8}", "a version"));
  }

  private static String bash(String script, RunningJar jar) throws Exception {
    String here = script.replace("http://127.0.0.1:8080", jar.address().toString());
    Process process =
        new ProcessBuilder("bash", "-euo", "pipefail", "-c", here)
            .redirectErrorStream(true)
            .start();
    String output;
    try (InputStream in = process.getInputStream()) {
      output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private static boolean isInstalled(String command) {
    for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, command))) {
        return true;
      }
    }
    return false;
  }
}
