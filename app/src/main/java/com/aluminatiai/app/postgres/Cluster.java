package com.aluminatiai.app.postgres;

import com.aluminatiai.app.disk.Durable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The data on disk, in PostgreSQL's own form, and the settings that they are served with. */
final class Cluster {
  static final String USER = "aluminatiai";

  private static final Duration INITDB_AT_MOST = Duration.ofMinutes(5);
  private static final int LOGS_KEPT = 5;

  /**
   * Written at each start, and included last, so that it wins over what stands in postgresql.conf.
   */
  private static final String SETTINGS =
      """
      # Written by AluminatiAI at each start; changes made here are lost.
      listen_addresses = '127.0.0.1'
      port = %d
      unix_socket_directories = ''
      max_connections = 200
      password_encryption = scram-sha-256
      allow_alter_system = off
      # People's data live here: nothing that keeps them is off.
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      restart_after_crash = on
      # One machine, no replicas; a laptop's share of memory.
      wal_level = minimal
      max_wal_senders = 0
      shared_buffers = 128MB
      max_wal_size = 1GB
      jit = off
      timezone = 'UTC'
      # Of the log, at most five files of 2 MB are kept. Neither rows nor statements get into it.
      logging_collector = on
      log_directory = 'log'
      log_filename = '%%Y%%m%%d-%%H%%M%%S.log'
      log_rotation_size = 2MB
      log_rotation_age = 0
      log_timezone = 'UTC'
      log_min_error_statement = panic
      log_error_verbosity = terse
      log_checkpoints = off
      """;

  private static final String ACCESS =
      """
      # Written by AluminatiAI at each start; changes made here are lost.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final Path dataFolder;
  private final Path folder;

  Cluster(Path dataFolder) {
    this.dataFolder = dataFolder;
    this.folder = dataFolder.resolve("cluster");
  }

  Path folder() {
    return folder;
  }

  boolean isThere() {
    return Files.exists(folder);
  }

  /** Makes sure that there are data that this version can serve, new ones where there are none. */
  void prepare(Binaries binaries, RunAs runAs) throws IOException, EmbeddedPostgresException {
    if (isThere()) {
      Password.read(dataFolder);
      refuseOtherVersion(runAs.majorVersion());
    } else {
      create(binaries, runAs);
    }
    if (runAs.owner().isPresent()) {
      OwnedFiles.Owner owner = runAs.owner().get();
      if (!owner.equals(OwnedFiles.Owner.of(folder))) {
        owner.ownTree(folder);
      }
    }
  }

  private void refuseOtherVersion(int majorVersion) throws IOException, EmbeddedPostgresException {
    if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
      throw new EmbeddedPostgresException(
          "The data in %s belong to the user %s: run as that user"
              .formatted(folder, Files.getOwner(folder).getName()));
    }
    Path file = folder.resolve("PG_VERSION");
    if (!Files.exists(file)) {
      throw new EmbeddedPostgresException(
          folder + " exists but holds no PostgreSQL data: move it away, or set another DATA_DIR");
    }
    String found = Files.readString(file).strip();
    if (!found.equals(Integer.toString(majorVersion))) {
      throw new EmbeddedPostgresException(
          String.format(
              Locale.ROOT,
              "The data in %s are those of PostgreSQL %s, and this is PostgreSQL %d: back them up with the release that wrote them and restore them into a new DATA_DIR",
              folder,
              found,
              majorVersion));
    }
  }

  /** Creates it beside its place: a process killed half-way leaves nothing that looks finished. */
  private void create(Binaries binaries, RunAs runAs)
      throws IOException, EmbeddedPostgresException {
    Path half = dataFolder.resolve("cluster.half");
    if (Files.exists(half)) {
      OwnedFiles.deleteTree(half);
    }
    Files.createDirectory(half);
    OwnedFiles.permit(half, "rwx------");
    Path password = dataFolder.resolve("password.initdb");
    try {
      OwnedFiles.createSecret(password);
      Files.writeString(password, Password.readOrCreate(dataFolder));
      if (runAs.owner().isPresent()) {
        runAs.owner().get().own(half);
        runAs.owner().get().own(password);
      }
      initialise(binaries, runAs, half, password);
    } finally {
      Files.deleteIfExists(password);
    }
    Files.writeString(
        half.resolve("postgresql.conf"),
        "\ninclude 'aluminatiai.conf'\n",
        StandardOpenOption.APPEND);
    Durable.moveIntoPlace(half, folder);
  }

  private static void initialise(Binaries binaries, RunAs runAs, Path half, Path password)
      throws IOException, EmbeddedPostgresException {
    // The locale is PostgreSQL's own: the same order of text on every system, and after any update.
    Command.Result result =
        runAs.run(
            binaries.folder(),
            INITDB_AT_MOST,
            List.of(
                binaries.program("initdb"),
                "--pgdata=" + half,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--data-checksums",
                "--no-instructions"));
    if (result.output().contains("could not look up effective user ID")) {
      throw new EmbeddedPostgresException(
          "PostgreSQL needs a user with a name: give the one that runs this a line in /etc/passwd,"
              + " or set DATABASE_URL");
    }
    if (!result.succeeded()) {
      throw new EmbeddedPostgresException(
          "PostgreSQL cannot create its data in "
              + half.getParent()
              + ": "
              + reason(result.output()));
    }
  }

  /** Writes the settings for the next start. */
  void configure(int port, RunAs runAs) throws IOException {
    write("aluminatiai.conf", String.format(Locale.ROOT, SETTINGS, port), runAs);
    write("pg_hba.conf", ACCESS, runAs);
  }

  private void write(String name, String text, RunAs runAs) throws IOException {
    Path half = folder.resolve(name + ".half");
    OwnedFiles.createSecret(half);
    Files.writeString(half, text);
    if (runAs.owner().isPresent()) {
      runAs.owner().get().own(half);
    }
    Durable.moveIntoPlace(half, folder.resolve(name));
  }

  /** Deletes all but the newest log files. */
  void pruneLogs() throws IOException {
    List<Path> logs = logs();
    for (Path log : logs.subList(Math.min(LOGS_KEPT, logs.size()), logs.size())) {
      Files.deleteIfExists(log);
    }
  }

  /** Returns why the server did not start, as far as its newest log tells. */
  String reason() throws IOException {
    List<Path> logs = logs();
    return logs.isEmpty() ? "it gave no reason" : reason(Files.readString(logs.get(0)));
  }

  // By name, which is the time.
  private List<Path> logs() throws IOException {
    Path logFolder = folder.resolve("log");
    if (!Files.isDirectory(logFolder)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(logFolder)) {
      return found.sorted(Comparator.reverseOrder()).toList();
    }
  }

  static String reason(String output) {
    return output
        .lines()
        .filter(line -> line.matches(".*(FATAL|PANIC|error|could not).*"))
        .reduce((first, second) -> second)
        .or(() -> output.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b))
        .orElse("it gave no reason")
        .strip();
  }
}
