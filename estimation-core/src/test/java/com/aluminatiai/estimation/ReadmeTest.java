package com.aluminatiai.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Compiles and runs the snippets of README.md; each prints what stands below it. */
final class ReadmeTest {
  private static final Pattern SNIPPET =
      Pattern.compile("```java\n(.*?)```\n\n```text\n(.*?)```", Pattern.DOTALL);

  @TempDir Path folder;

  record Snippet(String code, String output) {
    /** Puts the imports before a class and all else into its main method. */
    String asClass() {
      String imports = lines(true);
      return imports
          + "\npublic final class Snippet {\n  public static void main(String[] args) {\n"
          + lines(false)
          + "\n  }\n}\n";
    }

    private String lines(boolean imports) {
      return code.lines()
          .filter(line -> line.startsWith("import ") == imports)
          .collect(Collectors.joining("\n"));
    }

    @Override
    public String toString() {
      return output.lines().findFirst().orElse("");
    }
  }

  static List<Snippet> snippets() throws IOException {
    Stream<MatchResult> found = SNIPPET.matcher(Files.readString(Path.of("README.md"))).results();
    return found.map(match -> new Snippet(match.group(1), match.group(2))).toList();
  }

  @Test
  void readme_hasEightSnippets() throws IOException {
    assertThat(snippets()).hasSize(8);
  }

  @ParameterizedTest
  @MethodSource("snippets")
  void snippet_compilesAndPrintsWhatStandsBelowIt(Snippet snippet) throws Exception {
    assertThat(run(snippet)).isEqualToNormalizingNewlines(snippet.output());
  }

  private String run(Snippet snippet) throws Exception {
    Path source = folder.resolve("Snippet.java");
    Files.writeString(source, snippet.asClass());
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    try (PrintStream console = new PrintStream(errors, true, StandardCharsets.UTF_8)) {
      String classPath = System.getProperty("java.class.path");
      int status =
          ToolProvider.findFirst("javac")
              .orElseThrow()
              .run(
                  console,
                  console,
                  "-proc:none",
                  "-classpath",
                  classPath,
                  "-d",
                  folder.toString(),
                  source.toString());
      assertThat(status).as(errors.toString(StandardCharsets.UTF_8)).isZero();
    }

    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream console = System.out;
    try (URLClassLoader loader =
            new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
      System.setOut(capture);
      loader
          .loadClass("Snippet")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }
}
