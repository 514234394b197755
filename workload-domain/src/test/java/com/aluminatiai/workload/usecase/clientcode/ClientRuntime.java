package com.aluminatiai.workload.usecase.clientcode;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import com.aluminatiai.workload.ClientLanguage;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A way to run client code, by tools that {@code .ci/install-tools} installs or that are on the
 * path. Where they are missing a test is skipped, on CI it fails.
 */
public enum ClientRuntime {
  /** Python with requests. */
  PYTHON(ClientLanguage.PYTHON, "client.py"),
  /** Node, an ECMAScript module. */
  NODE_MODULE(ClientLanguage.JAVASCRIPT, "client.mjs"),
  /** Node, a script as it is by default. */
  NODE_SCRIPT(ClientLanguage.JAVASCRIPT, "client.js"),
  /** TypeScript compiled without any types but its own, then Node. */
  TSC(ClientLanguage.TYPESCRIPT, "client.ts"),
  /** TypeScript compiled beside Node's types, then Node. */
  TSC_WITH_NODE_TYPES(ClientLanguage.TYPESCRIPT, "client.ts"),
  /** Node that runs TypeScript itself. */
  NODE_TYPESCRIPT(ClientLanguage.TYPESCRIPT, "client.ts"),
  /** Bash with curl. */
  BASH(ClientLanguage.CURL, "client.sh");

  private static final Pattern VERSION = Pattern.compile("v([0-9]+)\\.([0-9]+)\\.");
  private static final long MOST_SECONDS = 120;

  private final ClientLanguage language;
  private final String fileName;

  ClientRuntime(ClientLanguage language, String fileName) {
    this.language = language;
    this.fileName = fileName;
  }

  /**
   * How a program ended.
   *
   * @param exitStatus its exit status
   * @param out what it wrote to its standard output
   * @param err what it wrote to its standard error
   */
  public record Outcome(int exitStatus, String out, String err) {}

  /**
   * Returns the language that this runs.
   *
   * @return the language
   */
  public ClientLanguage language() {
    return language;
  }

  /**
   * Runs client code to its end.
   *
   * @param code the code
   * @param folder an empty folder
   * @param environment variables to set
   * @return how it ended
   * @throws IOException if it cannot be run
   * @throws InterruptedException if the thread is interrupted
   */
  public Outcome run(String code, Path folder, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path file = Files.writeString(folder.resolve(fileName), code);
    return switch (this) {
      case PYTHON -> execute(folder, environment, python(), "-W", "error", file.toString());
      case NODE_MODULE, NODE_SCRIPT -> execute(folder, environment, node(18, 0), file.toString());
      case NODE_TYPESCRIPT -> execute(folder, environment, node(22, 18), file.toString());
      case TSC, TSC_WITH_NODE_TYPES -> {
        compile(folder);
        yield execute(folder, environment, node(18, 0), folder.resolve("out/client.js").toString());
      }
      case BASH -> execute(folder, environment, onPath("bash", "curl"), file.toString());
    };
  }

  private void compile(Path folder) throws IOException, InterruptedException {
    Path modules = tools().resolve("node_modules");
    Path compiler = modules.resolve("typescript/bin/tsc");
    if (!Files.exists(compiler)) {
      missing("the TypeScript compiler");
    }
    String types = this == TSC ? folder.toString() : modules.resolve("@types").toString();
    Outcome compiled =
        execute(
            folder,
            Map.of(),
            node(18, 0),
            compiler.toString(),
            "--strict",
            "--noUnusedLocals",
            "--noImplicitReturns",
            "--exactOptionalPropertyTypes",
            "--target",
            "es2022",
            "--module",
            "nodenext",
            "--typeRoots",
            types,
            "--outDir",
            "out",
            "client.ts");
    if (compiled.exitStatus() != 0) {
      fail("tsc --strict: " + compiled.out());
    }
  }

  private static String python() throws IOException, InterruptedException {
    Path installed = tools().resolve("venv/bin/python");
    String python = Files.exists(installed) ? installed.toString() : onPath("python3");
    if (execute(tools(), Map.of(), python, "-c", "import requests").exitStatus() != 0) {
      missing("Python's requests");
    }
    return python;
  }

  private static String node(int major, int minor) throws IOException, InterruptedException {
    Path installed = tools().resolve("node_modules/node/bin/node");
    Optional<String> found = find("node");
    if (found.isPresent() && isAtLeast(found.get(), major, minor)) {
      return found.get();
    }
    if (Files.exists(installed) && isAtLeast(installed.toString(), major, minor)) {
      return installed.toString();
    }
    return missing("Node " + major + "." + minor + " or newer");
  }

  private static boolean isAtLeast(String node, int major, int minor)
      throws IOException, InterruptedException {
    Matcher version = VERSION.matcher(execute(tools(), Map.of(), node, "--version").out());
    if (!version.find()) {
      return false;
    }
    int itsMajor = Integer.parseInt(version.group(1));
    return itsMajor > major || (itsMajor == major && Integer.parseInt(version.group(2)) >= minor);
  }

  private static String onPath(String command, String... others) {
    for (String other : others) {
      if (find(other).isEmpty()) {
        missing(other);
      }
    }
    return find(command).orElseGet(() -> missing(command));
  }

  private static Optional<String> find(String command) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
      Path file = Path.of(folder, command);
      if (Files.isExecutable(file)) {
        return Optional.of(file.toString());
      }
    }
    return Optional.empty();
  }

  /** Returns the folder of the installed tools; where there is none, the working directory. */
  private static Path tools() {
    String named = System.getenv("ALUMINATIAI_TOOLS");
    if (named != null) {
      return Path.of(named);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve(".tools/installed"))) {
        return folder.resolve(".tools");
      }
    }
    return here;
  }

  private static String missing(String tool) {
    String message =
        "Generated code is not run: " + tool + " is missing; .ci/install-tools brings it";
    return Boolean.parseBoolean(System.getenv("CI")) ? fail(message) : abort(message);
  }

  private static Outcome execute(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("client", ".out");
    Path err = Files.createTempFile("client", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(List.of(command));
      builder.directory(folder.toFile());
      builder.environment().keySet().removeIf(ClientRuntime::isInTheWay);
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail(command[0] + " has not ended: " + Files.readString(err));
      }
      return new Outcome(process.exitValue(), read(out), read(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** A proxy would stand between the code and a server on this machine. */
  private static boolean isInTheWay(String variable) {
    return variable.toLowerCase(Locale.ROOT).endsWith("_proxy")
        || variable.startsWith("ALUMINATIAI_");
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }
}
