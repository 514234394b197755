package com.aluminatiai.app.track;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Runs a command as if nothing were around it: its input, output, signals and exit status pass
 * through. Beside it, the job is reported; nothing that goes wrong there is the command's concern.
 */
public final class TrackedCommand {
  private static final int NOT_FOUND = 127;
  private static final int NOT_RUNNABLE = 126;

  private final TrackSettings settings;
  private final Map<String, JsonNode> fields = new LinkedHashMap<>();
  private final Consumer<String> remarks;

  /**
   * Prepares a command.
   *
   * @param settings to whom it is reported
   * @param fields fields of the submission by name, as words
   * @param remarks is told once of each thing that goes wrong
   */
  public TrackedCommand(
      TrackSettings settings, Map<String, String> fields, Consumer<String> remarks) {
    this.settings = settings;
    fields.forEach((field, text) -> this.fields.put(field, TrackedFields.Values.of(field, text)));
    Set<String> told = ConcurrentHashMap.newKeySet();
    this.remarks =
        message -> {
          if (told.add(message)) {
            remarks.accept(message);
          }
        };
  }

  /**
   * Runs it.
   *
   * @param words the command and its arguments
   * @return its exit status; 128 and the number of the signal that ended it; 127 where there is no
   *     such command, 126 where it cannot be run
   */
  public int run(List<String> words) {
    Signals signals = new Signals();
    signals.listen();
    Process command;
    JobLife.Begin begin;
    try {
      ProcessBuilder builder = new ProcessBuilder(words).inheritIO();
      builder.environment().put(Ranks.WITHIN, Long.toString(ProcessHandle.current().pid()));
      begin = new JobLife.Begin(Instant.now(), System.nanoTime());
      command = builder.start();
    } catch (IOException e) {
      remarks.accept(e.getMessage());
      return String.valueOf(e.getMessage()).contains("error=2,") ? NOT_FOUND : NOT_RUNNABLE;
    }
    signals.passTo(command);
    Optional<JobLife> life = life(begin);
    life.ifPresent(JobLife::start);
    int status = await(command);
    life.ifPresent(job -> job.end(status == 0 ? "completed" : "failed"));
    return status;
  }

  private Optional<JobLife> life(JobLife.Begin begin) {
    if (!new Ranks(settings).isReporter()) {
      return Optional.empty();
    }
    String host = host();
    return Optional.of(
        new JobLife(
            new TrackedFields(fields, settings, host),
            new Gpus(settings),
            new Service(settings),
            new Spool(settings, host, remarks),
            settings.heartbeat(),
            remarks,
            begin,
            InstantSource.system(),
            System::nanoTime));
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  private static int await(Process command) {
    while (true) {
      try {
        return command.waitFor();
      } catch (InterruptedException e) {
        // Nobody interrupts this thread; the command is waited for whatever happens.
      }
    }
  }
}
