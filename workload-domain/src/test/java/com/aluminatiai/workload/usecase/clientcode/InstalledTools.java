package com.aluminatiai.workload.usecase.clientcode;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

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
 * The programs that tests run: those that {@code .ci/install-tools} installs, and those on the
 * path. A test whose program is missing is skipped; on CI it fails.
 */
public final class InstalledTools {
  private static final Pattern VERSION = Pattern.compile("v([0-9]+)\\.([0-9]+)\\.");
  private static final long MOST_SECONDS = 120;

  private InstalledTools() {}

  /**
   * How a program ended.
   *
   * @param exitStatus its exit status
   * @param out what it wrote to its standard output
   * @param err what it wrote to its standard error
   */
  public record Outcome(int exitStatus, String out, String err) {}

  /** Returns a Node of at least this version. */
  public static String node(int major, int minor) throws IOException, InterruptedException {
    Path installed = folder().resolve("node_modules/node/bin/node");
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
    Matcher version = VERSION.matcher(execute(folder(), Map.of(), node, "--version").out());
    if (!version.find()) {
      return false;
    }
    int itsMajor = Integer.parseInt(version.group(1));
    return itsMajor > major || (itsMajor == major && Integer.parseInt(version.group(2)) >= minor);
  }

  /** Returns the path of a command that stands on the path, as others that it needs do. */
  static String onPath(String command, String... others) {
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
  public static Path folder() {
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

  /** Returns an installed file of the folder. */
  public static Path installed(String file) {
    Path path = folder().resolve(file);
    if (!Files.exists(path)) {
      missing(path.toString());
    }
    return path;
  }

  /** Skips the test that runs, or on CI fails it. */
  static String missing(String tool) {
    String message = "NOT TESTED: " + tool + " is missing; .ci/install-tools brings it";
    return Boolean.parseBoolean(System.getenv("CI")) ? fail(message) : abort(message);
  }

  /** Runs a command to its end in a folder, with further variables in its environment. */
  public static Outcome execute(Path folder, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile("client", ".out");
    Path err = Files.createTempFile("client", ".err");
    try {
      ProcessBuilder builder = new ProcessBuilder(List.of(command));
      builder.directory(folder.toFile());
      builder.environment().keySet().removeIf(InstalledTools::isInTheWay);
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail(command[0] + " has not ended: " + read(err));
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
