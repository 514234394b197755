package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Signals to processes, and what can be seen of them from outside. */
final class Processes {
  private Processes() {}

  /** Returns the processes of the PostgreSQL in a data folder: the server and its children. */
  static List<ProcessHandle> ofPostgres(Path dataFolder) {
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                process
                    .info()
                    .command()
                    .filter(command -> Path.of(command).startsWith(dataFolder))
                    .isPresent())
        .toList();
  }

  static void signal(String name, List<ProcessHandle> processes)
      throws IOException, InterruptedException {
    // One that has just ended needs no signal.
    List<String> words = new ArrayList<>(List.of("kill", "-" + name));
    processes.forEach(process -> words.add(Long.toString(process.pid())));
    run(words.toArray(String[]::new));
  }

  /** Returns how many threads a Java process has. */
  static long threads(ProcessHandle java) throws IOException, InterruptedException {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    String dump = run(jcmd.toString(), Long.toString(java.pid()), "Thread.print");
    long count = dump.lines().filter(line -> line.startsWith("\"")).count();
    assertThat(count).as(dump).isPositive();
    return count;
  }

  static String run(String... words) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
