package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The step of the build that lists what the jar holds, where it cannot know that. */
final class ThirdPartyTest {
  @TempDir private Path folder;

  @Test
  void noBillOfMaterials_endsTheBuildAndSaysWhatToDo() throws Exception {
    assertThat(refused(folder.resolve("none.json")))
        .startsWith("There is no bill of materials: ")
        .contains("Build once without -o");
  }

  @Test
  void billOfAnEarlierBuildThatLacksALibrary_endsTheBuildAndNamesIt() throws Exception {
    Path bill = folder.resolve("bill.json");
    Files.writeString(bill, "{\"components\": [], \"dependencies\": []}");

    assertThat(refused(bill))
        .startsWith("The bill of materials is an old one: it lacks jackson-annotations-")
        .contains("Build once without -o");
  }

  /** Runs the step as the build does, and returns what it says. */
  private String refused(Path bill) throws Exception {
    Path said = folder.resolve("said.txt");
    Path list = folder.resolve("THIRD-PARTY.txt");
    List<String> command = new ArrayList<>(JavaCommand.inThisLocale());
    command.addAll(
        List.of(
            "-classpath",
            String.join(
                File.pathSeparator,
                jarOf(JsonProperty.class),
                jarOf(JsonFactory.class),
                jarOf(ObjectMapper.class)),
            "src/build/ThirdParty.java",
            bill.toString(),
            "src/build/inside.tsv",
            "src/build/licences",
            "../LICENSE",
            list.toString()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();

    assertThat(process.waitFor()).isEqualTo(1);
    assertThat(list).doesNotExist();
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  private static String jarOf(Class<?> type) throws IOException, URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
