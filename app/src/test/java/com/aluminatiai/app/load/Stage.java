package com.aluminatiai.app.load;

import com.aluminatiai.app.RunningJar;
import com.aluminatiai.app.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One PostgreSQL, set up as the service sets up its own, for the service and for its limits. */
final class Stage implements AutoCloseable {
  private final Path folder;
  private final EmbeddedPostgres postgres;

  Stage(Path folder) throws Exception {
    this.folder = folder;
    this.postgres = EmbeddedPostgres.serve(folder.resolve("data"));
  }

  /** Starts the jar on this PostgreSQL, with options of the JVM, and waits until it is ready. */
  RunningJar serve(String... options) throws Exception {
    return serve("postgres", List.of(options));
  }

  /** Starts the jar on another database of this PostgreSQL. */
  RunningJar serveDatabase(String database) throws Exception {
    return serve(database, List.of());
  }

  private RunningJar serve(String database, List<String> options) throws Exception {
    RunningJar jar =
        RunningJar.start(folder, environment(database), options, List.of("--port", "0"));
    Readiness.await(jar.address());
    return jar;
  }

  /** Starts what answers as fast as it can, in a process of its own. */
  RunningJar serveLimits() throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-cp", System.getProperty("java.class.path")));
    words.add(LimitServer.class.getName());
    words.addAll(List.of(postgres.jdbcUrl(), postgres.user(), postgres.password()));
    return RunningJar.of(folder, Map.of(), words);
  }

  private Map<String, String> environment(String name) {
    URI database = URI.create(postgres.jdbcUrl().substring("jdbc:".length()));
    return Map.of(
        "DATABASE_URL",
        String.format(
            Locale.ROOT,
            "postgresql://%s:%s@127.0.0.1:%d/%s",
            postgres.user(),
            postgres.password(),
            database.getPort(),
            name));
  }

  Path folder() {
    return folder;
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
  }

  Connection connect(String database) throws SQLException {
    String url = postgres.jdbcUrl().replaceFirst("/postgres$", "/" + database);
    return DriverManager.getConnection(url, postgres.user(), postgres.password());
  }

  void execute(String... statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      for (String text : statements) {
        statement.execute(text);
      }
    }
  }

  /** Empties the tables and writes out what is left to write, so that rounds begin alike. */
  void clear() throws SQLException {
    execute("TRUNCATE workloads, workload_history, idempotency_keys", "CHECKPOINT");
  }

  /** Stops the database and deletes what it held: gigabytes, after some measurements. */
  @Override
  public void close() throws IOException {
    postgres.close();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
