package com.aluminatiai.jdbc;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * PostgreSQL 15, the oldest version that we promise to work with: from Debian's package, or from
 * the folder that TEST_POSTGRES_15 names. Where it is not installed, tests that need it are
 * skipped.
 */
final class OldestServer {
  private static final Path PROGRAMS =
      Path.of(System.getenv().getOrDefault("TEST_POSTGRES_15", "/usr/lib/postgresql/15"), "bin");

  private OldestServer() {}

  /** Skips a test, and says so, where it is not installed. */
  static void assumeInstalled() {
    assumeTrue(
        Files.isExecutable(PROGRAMS.resolve("postgres")),
        () ->
            "no PostgreSQL 15 in "
                + PROGRAMS
                + ": install it (Debian: postgresql-15), or name its folder in TEST_POSTGRES_15");
  }

  /** Returns where it is; it runs until the tests end. */
  static DatabaseSettings start() {
    try {
      Path folder = Files.createTempDirectory("postgresql-15");
      String data = folder.resolve("data").toString();
      int port = freePort();
      Process initdb =
          program(
              folder,
              "initdb",
              "-D",
              data,
              "-U",
              "postgres",
              "--auth=trust",
              "-E",
              "UTF8",
              "--locale=C",
              "--no-sync");
      if (initdb.waitFor() != 0) {
        throw new IllegalStateException(Files.readString(folder.resolve("initdb.log")));
      }
      Process server =
          program(
              folder,
              "postgres",
              "-D",
              data,
              "-p",
              String.valueOf(port),
              "-c",
              "listen_addresses=127.0.0.1",
              "-c",
              "unix_socket_directories=",
              "-c",
              "fsync=off");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
      return answering(
          new DatabaseSettings(
              "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres", "", "", 1),
          server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PostgreSQL does not run as root: in a namespace of its own nobody is. */
  private static Process program(Path folder, String name, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    if (System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(PROGRAMS.resolve(name).toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve(name + ".log").toFile())
        .start();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static DatabaseSettings answering(DatabaseSettings settings, Process server) {
    while (server.isAlive()) {
      try {
        TestServer.connect(settings).close();
        return settings;
      } catch (SQLException e) {
        Thread.onSpinWait();
      }
    }
    throw new IllegalStateException("PostgreSQL 15 ended: " + server.exitValue());
  }

  private static void stop(Process server, Path folder) {
    server.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
