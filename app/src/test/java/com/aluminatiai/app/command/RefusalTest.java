package com.aluminatiai.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** What cannot be done is refused in one line, before anything is done. */
final class RefusalTest {
  @TempDir private Path folder;
  private final StringWriter results = new StringWriter();
  private final StringWriter remarks = new StringWriter();
  private final Cli cli =
      new Cli(Map.of(), new Output(new PrintWriter(results), new PrintWriter(remarks)));

  @BeforeEach
  void writeFiles() throws IOException {
    Files.writeString(
        folder.resolve("good.csv"), "gpu_type,num_gpus,duration_hours,model_size_gb\n");
    Files.writeString(folder.resolve("bad.csv"), "one,two\n1,2\n");
    Files.writeString(folder.resolve("bad.txt"), "one|two\n1|2\n");
    Files.writeString(folder.resolve("bad.codecarbon"), "one,two\n1,2\n");
    Files.createFile(folder.resolve("empty"));
    writeZipped("other.gz", "another program's");
    writeZipped("a.gz", "AluminatiAI backup");
    Files.createDirectory(folder.resolve("folder"));
  }

  /** Writes a file that begins as a backup does, or nearly. */
  private void writeZipped(String name, String magic) throws IOException {
    try (DataOutputStream out =
        new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(folder.resolve(name))))) {
      out.writeUTF(magic);
      out.writeInt(1);
      out.writeInt(1);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> found = Files.walk(folder)) {
      return found.sorted().toList();
    }
  }

  private void assertRefused(String[] words, String dataFolder, String why) throws IOException {
    assertRefused(words, dataFolder, why, 1);
  }

  private void assertRefused(String[] words, String dataFolder, String why, int exitStatus)
      throws IOException {
    List<Path> before = files();
    List<String> all =
        Stream.concat(
                Stream.of(words).map(word -> word.replace("DIR", folder.toString())),
                Stream.of("--data-dir", folder.resolve(dataFolder).toString()))
            .toList();

    int status = cli.run(all.toArray(String[]::new));

    assertThat(status).as(remarks.toString()).isEqualTo(exitStatus);
    assertThat(remarks.toString().lines()).singleElement().asString().contains(why);
    assertThat(files()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve --port 0",
        "keys list",
        "keys create --name ci",
        "keys revoke 0192f6f0-0000-7000-8000-000000000000",
        "import DIR/good.csv",
        "export",
        "backup DIR/a.backup",
        "restore DIR/a.gz",
      })
  void dataFolder_thatAShellWouldRead_isRefusedAndNotCreated(String words) throws IOException {
    assertRefused(words.split(" "), "new/bad\"dir", "must not contain double quotes", 2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import DIR/missing.csv | missing.csv: there is no such file",
        "import DIR/bad.csv | one is no column here",
        "import DIR/bad.txt --format slurm | nothing was imported: file must be what sacct",
        "import DIR/bad.codecarbon --format codecarbon | no emissions.csv",
        "export --output DIR/missing/a.csv | missing/a.csv: there is no such folder",
        "export --output DIR/folder | folder: is a folder",
        "backup DIR/missing/a.backup | missing/a.backup: there is no such folder",
        "backup DIR/good.csv | good.csv exists already",
        "restore DIR/missing.backup | missing.backup: there is no such file",
        "restore DIR/good.csv | damaged",
        "restore DIR/empty | damaged",
        "restore DIR/other.gz | no backup of AluminatiAI",
        "restore --replace DIR/other.gz | no backup of AluminatiAI",
        "restore DIR/folder | directory",
      })
  void file_thatCannotBeUsed_isRefusedBeforeADatabaseIsStartedForIt(String words, String why)
      throws IOException {
    assertRefused(words.split(" "), "new", why);
  }

  @Test
  void work_thatFailsUnexpectedly_saysSoInOneLine() {
    CommandSpec spec = CommandSpec.create();
    CommandLine line =
        new CommandLine(spec)
            .setExecutionStrategy(
                words ->
                    cli.execute(
                        new Subcommand() {
                          @Override
                          public CommandSpec spec() {
                            return spec;
                          }

                          @Override
                          public int run(CommandLine.ParseResult given, Output output) {
                            throw new IllegalStateException("a row\n  that nobody expected");
                          }
                        },
                        words));

    assertThat(line.execute()).isEqualTo(1);
    assertThat(remarks.toString())
        .isEqualTo(
            "aluminatiai: this was not expected: java.lang.IllegalStateException: a row that nobody"
                + " expected"
                + System.lineSeparator());
  }

  /** A file, below a file, another program's folder, a name that a shell would read. */
  @ParameterizedTest
  @CsvSource({
    "export, empty, DATA_DIR must be a folder",
    "keys list, empty, DATA_DIR must be a folder",
    "export, empty/below, DATA_DIR",
    "keys list, '', DATA_DIR",
    "export, $(HOME), DATA_DIR must not contain",
  })
  void dataFolder_thatCannotBeOne_isAWrongSetting(String words, String dataFolder, String why) {
    List<String> all =
        Stream.concat(
                Stream.of(words.split(" ")),
                Stream.of("--data-dir", folder.resolve(dataFolder).toString()))
            .toList();

    int status = cli.run(all.toArray(String[]::new));

    assertThat(status).as(remarks.toString()).isEqualTo(2);
    assertThat(remarks.toString().lines()).singleElement().asString().contains(why);
  }
}
