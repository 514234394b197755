package com.aluminatiai.app.load;

import com.aluminatiai.app.RunningJar;
import com.aluminatiai.workload.SpecField;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A million rows in and out, in a heap of 256 MB, beside COPY of the same rows. */
final class TransferRows {
  /** The columns at an export's end. */
  private static final String FIELDS =
      Stream.of(SpecField.values())
          .filter(field -> field != SpecField.MEASURED_KWH)
          .map(SpecField::code)
          .collect(Collectors.joining(", "));

  private static final String HEAP = "-Xmx256m";
  private static final double NANOS_PER_SECOND = 1e9;

  private final Stage stage;
  private final int rows;
  private final int rounds;

  TransferRows(Stage stage, int rows, int rounds) {
    this.stage = stage;
    this.rows = rows;
    this.rounds = rounds;
  }

  List<Line> imports() throws Exception {
    Path csv = writeCsv();
    Path workloads = stage.folder().resolve("workloads.copy");
    Path history = stage.folder().resolve("history.copy");
    double[] service = new double[rounds];
    double[] limit = new double[rounds];
    double[] bare = new double[rounds];
    try (RunningJar jar = stage.serve(HEAP)) {
      stage.clear();
      importFile(jar.address(), csv); // a warm-up
      copyOut("workloads", workloads);
      copyOut("workload_history", history);
      for (int i = 0; i < rounds; i++) {
        stage.clear();
        service[i] = seconds(() -> importFile(jar.address(), csv));
        stage.clear();
        limit[i] = seconds(() -> copyIn("", workloads, history));
        Tables.create(stage);
        stage.clear();
        bare[i] = seconds(() -> copyIn(Tables.LIMITS + ".", workloads, history));
      }
    }
    String what = String.format(Locale.ROOT, "import of %,d CSV rows, heap 256 MB", rows);
    return List.of(
        line(
            0.8,
            what,
            "COPY of the same rows into the same tables",
            Outcome.median(limit),
            Outcome.median(service)),
        line(
            0,
            what + ", beside tables without totals",
            "COPY of the same rows into copies of the tables that keep no totals",
            Outcome.median(bare),
            Outcome.median(service)));
  }

  List<Line> exports() throws Exception {
    double[] service = new double[rounds];
    double[] limit = new double[rounds];
    try (RunningJar jar = stage.serve(HEAP)) {
      if (count() < rows) {
        stage.clear();
        importFile(jar.address(), writeCsv());
      }
      stage.execute("VACUUM ANALYZE workloads");
      export(jar.address()); // a warm-up
      for (int i = 0; i < rounds; i++) {
        limit[i] = seconds(this::copyExported);
        service[i] = seconds(() -> export(jar.address()));
      }
    }
    return List.of(
        line(
            0.5,
            String.format(Locale.ROOT, "export of %,d rows, heap 256 MB", rows),
            "COPY … TO STDOUT of the same columns",
            Outcome.median(limit),
            Outcome.median(service)));
  }

  /** A goal of 0 is none. */
  private Line line(
      double goal, String what, String limitName, double limitSeconds, double seconds) {
    double ratio = limitSeconds / seconds;
    return new Line(
        what,
        limitName + ": " + rate(limitSeconds),
        rate(seconds),
        String.format(Locale.ROOT, "%.2f×", ratio),
        goal == 0 ? "–" : "≥ " + goal + "×",
        ratio >= goal);
  }

  private String rate(double seconds) {
    return Line.number(rows / seconds) + " rows/s";
  }

  private static double seconds(Callable<?> work) throws Exception {
    long begin = System.nanoTime();
    work.call();
    return (System.nanoTime() - begin) / NANOS_PER_SECOND;
  }

  private Path writeCsv() throws IOException {
    Path csv = stage.folder().resolve("workloads.csv");
    try (BufferedWriter out = Files.newBufferedWriter(csv)) {
      out.write(
          "model_size_gb,num_gpus,gpu_type,duration_hours,utilization_pct,region,workload_type,"
              + "project,external_id,started_at,notes\n");
      for (int i = 0; i < rows; i++) {
        out.write(SampleBodies.csv(i));
      }
    }
    return csv;
  }

  private Long importFile(URI address, Path csv) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve("/api/workloads/import"))
                    .header("Content-Type", "text/csv")
                    .POST(BodyPublishers.ofFile(csv))
                    .build(),
                BodyHandlers.ofString());
    long stored = count();
    if (answer.statusCode() != 200 || stored != rows) {
      throw new IOException(answer.statusCode() + ", " + stored + " rows: " + answer.body());
    }
    return stored;
  }

  private long count() throws SQLException {
    try (Connection connection = stage.connect();
        var found = connection.createStatement().executeQuery("SELECT count(*) FROM workloads")) {
      found.next();
      return found.getLong(1);
    }
  }

  private Long export(URI address) throws Exception {
    HttpResponse<InputStream> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(address.resolve("/api/workloads/export?format=csv")).build(),
                BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      long lines = countLines(body);
      if (lines != rows + 1L) {
        throw new IOException(lines + " lines");
      }
      return lines;
    }
  }

  private static long countLines(InputStream body) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long lines = 0;
    for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
      for (int i = 0; i < count; i++) {
        lines += buffer[i] == '\n' ? 1 : 0;
      }
    }
    return lines;
  }

  private Long copyExported() throws Exception {
    try (Connection connection = stage.connect()) {
      return copies(connection)
          .copyOut(
              """
              COPY (
                SELECT id, created_at, updated_at, status, started_at, project, external_id,
                  workload_type, model_size_gb, num_gpus, gpu_type, duration_hours,
                  utilization_pct, region, pue, grid_kg_per_kwh, usd_per_kwh, notes, measured_kwh,
                  method, calculation_method, estimated_kwh, estimated_carbon_kg,
                  estimated_cost_usd, factors_version, %s
                FROM workloads ORDER BY id DESC
              ) TO STDOUT (FORMAT csv)
              """
                  .formatted(FIELDS),
              OutputStream.nullOutputStream());
    }
  }

  private void copyOut(String table, Path file) throws Exception {
    try (Connection connection = stage.connect();
        OutputStream out = Files.newOutputStream(file)) {
      String columns = String.join(", ", Tables.storedColumns(connection, table));
      copies(connection).copyOut("COPY %s (%s) TO STDOUT".formatted(table, columns), out);
    }
  }

  /** Both tables in one transaction, as a script of psql would do it. */
  private Long copyIn(String schema, Path workloads, Path history) throws Exception {
    try (Connection connection = stage.connect()) {
      connection.setAutoCommit(false);
      long copied = copyIn(connection, schema, "workloads", workloads);
      copyIn(connection, schema, "workload_history", history);
      connection.commit();
      return copied;
    }
  }

  private static long copyIn(Connection connection, String schema, String table, Path file)
      throws Exception {
    String columns = String.join(", ", Tables.storedColumns(connection, table));
    try (InputStream in = Files.newInputStream(file)) {
      return copies(connection)
          .copyIn("COPY %s%s (%s) FROM STDIN".formatted(schema, table, columns), in);
    }
  }

  private static CopyManager copies(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getCopyAPI();
  }
}
