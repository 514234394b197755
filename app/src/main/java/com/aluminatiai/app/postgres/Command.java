package com.aluminatiai.app.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs a program to its end. */
final class Command {
  private static final Duration TIDY_UP_WITHIN = Duration.ofSeconds(5);

  /** Where programs, libraries and room for temporary files are. */
  private static final Set<String> HANDED_ON =
      Set.of(
          "PATH",
          "Path",
          "LD_LIBRARY_PATH",
          "TMPDIR",
          "TMP",
          "TEMP",
          "SystemRoot",
          "SystemDrive",
          "ComSpec",
          "windir");

  private Command() {}

  /** What a program left behind: its exit status, and stdout and stderr together. */
  record Result(int status, String output) {
    boolean succeeded() {
      return status == 0;
    }

    /** Returns the last line that says something. */
    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("").strip();
    }
  }

  /** Runs {@code words} in {@code folder}; a program that takes longer than that is killed. */
  static Result run(Path folder, Duration atMost, List<String> words) throws IOException {
    // Not a pipe: a server that the program leaves running may hold the pipe's end open for ever.
    Path output = Files.createTempFile("aluminatiai", ".out");
    try {
      ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(words));
      builder.directory(folder.toFile());
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      // Neither the user's language nor the user's own PostgreSQL settings may change what happens,
      // and a server, which may run as another user, is not told our secrets.
      builder.environment().keySet().retainAll(HANDED_ON);
      builder.environment().put("LC_ALL", "C");
      Process process = builder.start();
      process.getOutputStream().close();
      int status = wait(process, atMost, words);
      return new Result(status, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** Ends a program, which may tidy up first. */
  private static void end(Process process) {
    process.destroy();
    try {
      process.waitFor(TIDY_UP_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }

  private static int wait(Process process, Duration atMost, List<String> words) throws IOException {
    try {
      if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IOException(words.get(0) + " did not end within " + atMost.toSeconds() + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + words.get(0));
    }
  }
}
