package com.aluminatiai.app.postgres;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process of one cluster. The caller owns the data folder. */
final class Postmaster {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);

  // Recovery after a crash may take long, and is not to be cut short.
  private static final Duration START_AT_MOST = Duration.ofHours(1);
  private static final int START_ATTEMPTS = 20;
  private static final Duration LOOK_AGAIN_AFTER = Duration.ofMillis(250);
  private static final int LOOKS = 20;

  private final Path dataFolder;
  private final Cluster cluster;
  private final Binaries binaries;
  private final RunAs runAs;

  Postmaster(Path dataFolder, Cluster cluster, Binaries binaries, RunAs runAs) {
    this.dataFolder = dataFolder;
    this.cluster = cluster;
    this.binaries = binaries;
    this.runAs = runAs;
  }

  /** How a server is told to stop. */
  enum Stop {
    /** Waits for its clients to leave. */
    SMART,
    /** Breaks transactions off. */
    FAST,
    /** Leaves recovery to the next start. */
    IMMEDIATE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Makes sure that no server of an earlier run is at work, or seems to be. */
  void clearAway() throws IOException, EmbeddedPostgresException {
    Optional<PostmasterFile> earlier = PostmasterFile.read(cluster.folder());
    if (earlier.isEmpty()) {
      return;
    }
    if (earlier.get().isServerOf(dataFolder)) {
      LOG.info("Stopping the PostgreSQL (process {}) of an earlier run", earlier.get().pid());
      stop(Stop.FAST, Duration.ofMinutes(1));
    } else {
      earlier.get().disown(cluster.folder(), runAs);
    }
  }

  /** Starts the server on a free port and returns the port. */
  int start() throws IOException, EmbeddedPostgresException {
    String said = "";
    for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
      int port = freePort();
      said = tryStart(port);
      if (said.isEmpty()) {
        return port;
      }
      if (!isWorthAnotherTry(said)) {
        break;
      }
    }
    throw new EmbeddedPostgresException(
        "PostgreSQL does not start on " + cluster.folder() + ": " + said);
  }

  /** Starts the server on the port that its clients know. */
  void restart(int port) throws IOException, EmbeddedPostgresException {
    clearAway();
    String said = tryStart(port);
    if (!said.isEmpty()) {
      throw new EmbeddedPostgresException("PostgreSQL does not start: " + said);
    }
  }

  // Returns why it did not start, or nothing.
  private String tryStart(int port) throws IOException {
    cluster.configure(port, runAs);
    cluster.pruneLogs();
    Path log = cluster.folder().resolve("start.log");
    Files.deleteIfExists(log);
    Command.Result result =
        control(START_AT_MOST, "start", "--silent", "--log=" + log.toAbsolutePath());
    if (result.succeeded()) {
      return "";
    }
    String said = Files.exists(log) ? Files.readString(log) : "";
    String reason = Cluster.reason(said.isBlank() ? result.output() : said);
    return reason.contains("FATAL") ? reason : cluster.reason();
  }

  private static boolean isWorthAnotherTry(String said) throws IOException {
    if (said.contains("shared memory block")) {
      // A server was killed, and its children need a moment to notice.
      lookAgain();
      return true;
    }
    return said.contains("listen") || said.contains("TCP/IP") || said.contains("in use");
  }

  /** Returns whether the server runs. */
  boolean isAlive() throws IOException {
    Optional<PostmasterFile> file = PostmasterFile.read(cluster.folder());
    return file.isPresent() && file.get().isServerOf(dataFolder);
  }

  /** Stops the server, harder and harder. Does nothing where none runs. */
  void stop(Stop how, Duration patience) throws IOException, EmbeddedPostgresException {
    Optional<PostmasterFile> running = PostmasterFile.read(cluster.folder());
    if (running.isEmpty() || !running.get().isServerOf(dataFolder)) {
      return;
    }
    for (Stop mode : Stop.values()) {
      if (mode.compareTo(how) >= 0) {
        Command.Result result = control(patience, "stop", "--silent", "--mode=" + mode.code());
        if (result.succeeded() && isGone(running.get())) {
          return;
        }
        LOG.warn("PostgreSQL did not stop ({}): {}", mode.code(), result.lastLine());
      }
    }
    ProcessHandle.of(running.get().pid()).ifPresent(ProcessHandle::destroyForcibly);
    if (!isGone(running.get())) {
      throw new EmbeddedPostgresException(
          "PostgreSQL (process " + running.get().pid() + ") cannot be stopped: stop it by hand");
    }
  }

  // What was killed is listed until its parent has looked: look again.
  private boolean isGone(PostmasterFile server) throws IOException {
    for (int look = 0; look < LOOKS; look++) {
      if (!server.isServerOf(dataFolder)) {
        return true;
      }
      lookAgain();
    }
    return false;
  }

  private static void lookAgain() throws IOException {
    try {
      Thread.sleep(LOOK_AGAIN_AFTER.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for PostgreSQL");
    }
  }

  private Command.Result control(Duration atMost, String action, String... options)
      throws IOException {
    List<String> words = new ArrayList<>(List.of(binaries.program("pg_ctl"), action));
    words.addAll(List.of("--pgdata=" + cluster.folder(), "--wait"));
    words.add("--timeout=" + atMost.toSeconds());
    words.addAll(List.of(options));
    return runAs.run(binaries.folder(), atMost.plusSeconds(30), words);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
