package com.aluminatiai.app.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table, and the machine that it is true of. */
final class Report {
  private static final double KIB_PER_GIB = 1024.0 * 1024.0;
  private static final Pattern ROW = Pattern.compile("\\| (.+?) \\|.*");
  private static final Set<String> HEADS = Set.of("what", "---");

  /** The rows by what they are about, in the order in which they came first. */
  private final Map<String, String> rows = new LinkedHashMap<>();

  /** Begins with what a file tells of earlier measurements, if there is one. */
  void read(Path file) throws IOException {
    if (Files.exists(file)) {
      for (String row : Files.readAllLines(file)) {
        Matcher matcher = ROW.matcher(row);
        if (matcher.matches() && !HEADS.contains(matcher.group(1))) {
          rows.put(matcher.group(1), row);
        }
      }
    }
  }

  void add(List<Line> lines) {
    for (Line line : lines) {
      rows.put(line.what(), line.markdown());
      System.out.println(line.markdown());
    }
  }

  /** Returns the report in Markdown. */
  String markdown(Stage stage) throws IOException, SQLException {
    StringBuilder text = new StringBuilder("# Measured on JDK " + Runtime.version().feature());
    text.append("\n\n").append(machine(stage)).append("\n\n");
    text.append("| what | the limit beside it | figure | ratio | goal | reached |\n");
    text.append("|---|---|---|---|---|---|\n");
    rows.values().forEach(row -> text.append(row).append('\n'));
    return text.toString();
  }

  private static String machine(Stage stage) throws IOException, SQLException {
    return String.format(
        Locale.ROOT,
        """
        Made by `./mvnw -q -Pload -DskipTests verify` on %s: %d cores of %s, %.0f GiB of memory, %s %s, JDK %s,
        PostgreSQL %s on the same machine with fsync and synchronous_commit on; the clients run there too. 64
        connections; after a warm-up, limit and service took turns, and the medians of the rounds are shown.""",
        LocalDate.now(ZoneOffset.UTC),
        Runtime.getRuntime().availableProcessors(),
        firstOf("/proc/cpuinfo", "model name"),
        memoryGib(),
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("java.version"),
        postgresVersion(stage));
  }

  private static double memoryGib() throws IOException {
    String kib = firstOf("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    return kib.isEmpty() ? Double.NaN : Double.parseDouble(kib) / KIB_PER_GIB;
  }

  private static String firstOf(String file, String name) throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      return "unknown make";
    }
    return Files.readAllLines(path).stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT)))
        .map(line -> line.substring(line.indexOf(':') + 1).trim())
        .findFirst()
        .orElse("unknown make");
  }

  private static String postgresVersion(Stage stage) throws SQLException {
    try (Connection connection = stage.connect()) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }
}
