package com.aluminatiai.app.postgres;

import com.aluminatiai.app.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL writes into {@code postmaster.pid} about the server that runs, or ran.
 *
 * @param pid the server's process
 * @param port where it listens; 0 while it is not known
 * @param ready whether it takes connections
 */
record PostmasterFile(long pid, int port, boolean ready) {
  private static final int PORT_LINE = 3;
  private static final int STATUS_LINE = 7;

  // More than any system gives out, so that no process has it.
  private static final long NOBODYS_PID = Integer.MAX_VALUE - 1L;

  static Optional<PostmasterFile> read(Path cluster) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file(cluster));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    try {
      // A server of one user, without clients, writes its process negative.
      long pid = Math.abs(Long.parseLong(lines.get(0).strip()));
      int port = lines.size() > PORT_LINE ? Integer.parseInt(lines.get(PORT_LINE).strip()) : 0;
      boolean ready = lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
      return Optional.of(new PostmasterFile(pid, port, ready));
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /**
   * Returns whether the process is alive and is the server of these data: after a restart of the
   * machine its number may be anybody's, another PostgreSQL's even. A dead process that nobody has
   * waited for is listed without a command, and so is not taken for one that is alive.
   */
  boolean isServerOf(Path dataFolder) {
    Optional<ProcessHandle> process = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    if (process.isEmpty()) {
      return false;
    }
    ProcessHandle.Info info = process.get().info();
    return info.command().filter(command -> Path.of(command).startsWith(dataFolder)).isPresent()
        || info.arguments()
            .filter(
                words -> Arrays.asList(words).contains(dataFolder.resolve("cluster").toString()))
            .isPresent();
  }

  /**
   * Takes the number of a process that is not the server out of the file, where PostgreSQL would
   * otherwise refuse to start. The rest stays: by it PostgreSQL still finds out whether remains of
   * an earlier server are at work on the data.
   */
  void disown(Path cluster, RunAs runAs) throws IOException {
    if (ProcessHandle.of(pid).isEmpty()) {
      return;
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(file(cluster)));
    lines.set(0, Long.toString(NOBODYS_PID));
    Path half = cluster.resolve("postmaster.pid.half");
    OwnedFiles.createSecret(half);
    Files.write(half, lines);
    if (runAs.owner().isPresent()) {
      runAs.owner().get().own(half);
    }
    Durable.moveIntoPlace(half, file(cluster));
  }

  private static Path file(Path cluster) {
    return cluster.resolve("postmaster.pid");
  }
}
