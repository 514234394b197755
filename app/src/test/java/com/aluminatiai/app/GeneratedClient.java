package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.usecase.clientcode.InstalledTools;
import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A generator of clients, and a small program (in the resources) that uses what it generates. The
 * generators are those that {@code .ci/install-tools} installs; where one is missing a test is
 * skipped, on CI it fails.
 */
enum GeneratedClient {
  /** Types for {@code tsc --strict}, used through openapi-fetch. */
  OPENAPI_TYPESCRIPT {
    @Override
    Outcome run(URI service, Path folder) throws IOException, InterruptedException {
      Path modules = InstalledTools.installed("node_modules");
      Files.createSymbolicLink(folder.resolve("node_modules"), modules);
      Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
      program("submit.ts", folder);
      String node = InstalledTools.node(20, 0);
      Path generator = InstalledTools.installed("node_modules/openapi-typescript/bin/cli.js");
      execute(folder, node, generator.toString(), document(service), "--output", "api.d.ts");
      Path compiler = InstalledTools.installed("node_modules/typescript/bin/tsc");
      execute(
          folder,
          List.of(node, compiler.toString(), "submit.ts"),
          List.of("--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess"),
          List.of("--target", "es2022", "--module", "nodenext", "--types", "node"),
          List.of("--outDir", "out"));
      try {
        return execute(folder, node, "out/submit.js", service.toString());
      } finally {
        Files.delete(folder.resolve("node_modules"));
      }
    }
  },

  /** A Python package with httpx. */
  OPENAPI_PYTHON_CLIENT {
    @Override
    Outcome run(URI service, Path folder) throws IOException, InterruptedException {
      program("openapi_python_client.py", folder);
      String generator = InstalledTools.installed("venv/bin/openapi-python-client").toString();
      Outcome generated =
          execute(
              folder,
              List.of(generator, "generate", "--url", document(service)),
              // It would format the code with a program that it expects on the path.
              List.of("--meta", "none", "--output-path", "api", "--config", config(folder)));
      assertThat(generated.out() + generated.err()).doesNotContain("will not be generated");
      return python(folder, "openapi_python_client.py", service);
    }

    private String config(Path folder) throws IOException {
      return Files.writeString(folder.resolve("config.yml"), "post_hooks: []\n").toString();
    }
  },

  /** Java with its own HttpClient and Jackson. */
  OPENAPI_GENERATOR_JAVA {
    @Override
    Outcome run(URI service, Path folder) throws IOException, InterruptedException {
      String options = "useJakartaEe=true,openApiNullable=false";
      generate(folder, service, "java", "--library", "native", "--additional-properties", options);
      String libraries =
          String.join(
              File.pathSeparator,
              generator(),
              InstalledTools.installed("java/jakarta.annotation-api.jar").toString());
      program("Submit.java", folder);
      execute(
          folder,
          List.of(java("javac"), "-nowarn", "-d", "out", "-cp", libraries, "Submit.java"),
          sources(folder.resolve("client/src/main/java")));
      return execute(
          folder,
          java("java"),
          "-cp",
          "out" + File.pathSeparator + libraries,
          "Submit",
          service.toString());
    }

    private List<String> sources(Path root) throws IOException {
      try (Stream<Path> files = Files.walk(root)) {
        return files.map(Path::toString).filter(name -> name.endsWith(".java")).toList();
      }
    }
  },

  /** A Python package with urllib3 and Pydantic. */
  OPENAPI_GENERATOR_PYTHON {
    @Override
    Outcome run(URI service, Path folder) throws IOException, InterruptedException {
      generate(folder, service, "python");
      program("openapi_generator.py", folder);
      return python(folder, "openapi_generator.py", service);
    }
  };

  /** Generates a client from the service's document, compiles it, and runs the program. */
  abstract Outcome run(URI service, Path folder) throws IOException, InterruptedException;

  private static String document(URI service) {
    return service.resolve("/openapi.json").toString();
  }

  private static void program(String name, Path folder) throws IOException {
    try (InputStream in = GeneratedClient.class.getResourceAsStream("client/" + name)) {
      Files.copy(in, folder.resolve(name));
    }
  }

  private static void generate(Path folder, URI service, String language, String... options)
      throws IOException, InterruptedException {
    execute(
        folder,
        // It runs for a few seconds: the second compiler would only keep both cores busy.
        List.of(java("java"), "-XX:TieredStopAtLevel=1", "-jar", generator(), "generate"),
        List.of("--input-spec", document(service)),
        List.of("--generator-name", language, "--output", "client"),
        List.of("--global-property", "apis,models,supportingFiles"),
        List.of(options));
  }

  private static String generator() {
    return InstalledTools.installed("java/openapi-generator-cli.jar").toString();
  }

  private static String java(String command) {
    return Path.of(System.getProperty("java.home"), "bin", command).toString();
  }

  private static Outcome python(Path folder, String program, URI service)
      throws IOException, InterruptedException {
    String python = InstalledTools.installed("venv/bin/python").toString();
    String path = folder + File.pathSeparator + folder.resolve("client");
    return InstalledTools.execute(
        folder, Map.of("PYTHONPATH", path), python, program, service.toString());
  }

  @SafeVarargs
  private static Outcome execute(Path folder, List<String>... words)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    for (List<String> some : words) {
      command.addAll(some);
    }
    return execute(folder, command.toArray(String[]::new));
  }

  private static Outcome execute(Path folder, String... command)
      throws IOException, InterruptedException {
    Outcome outcome = InstalledTools.execute(folder, Map.of(), command);
    assertThat(outcome.exitStatus())
        .as("%s%n%s%n%s", String.join(" ", command), outcome.out(), outcome.err())
        .isZero();
    return outcome;
  }
}
