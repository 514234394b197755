package com.aluminatiai.app.postgres;

import com.aluminatiai.app.JavaCommand;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another process that serves a data folder until its standard input ends, or it is killed. */
final class Holder implements AutoCloseable {
  private final Process process;

  private Holder(Process process) {
    this.process = process;
  }

  /** Starts the process and waits until it serves. */
  static Holder of(Path dataFolder) throws IOException {
    List<String> command = JavaCommand.inThisLocale();
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Holder.class.getName(), dataFolder.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("serving")) {
        return new Holder(process);
      }
    }
    throw new IOException("The other process did not get to serve " + dataFolder);
  }

  /** The other process. */
  public static void main(String[] arguments) throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.serve(Path.of(arguments[0]))) {
      System.out.println("serving");
      while (System.in.read() >= 0) {
        // Until the end of the input.
      }
      System.out.println(postgres.jdbcUrl());
    }
  }

  long pid() {
    return process.pid();
  }

  /** Ends it as {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() throws IOException {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        throw new IOException("The other process did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
