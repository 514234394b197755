package com.aluminatiai.app.load;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Measures what is named, or everything: see the package. */
public final class Load {
  private static final Pace PACE = new Pace(Duration.ofSeconds(60), Duration.ofSeconds(8), 3);
  private static final Pace QUICK = new Pace(Duration.ofSeconds(10), Duration.ofSeconds(5), 3);
  private static final int ROWS = 1_000_000;
  private static final int TRANSFER_ROUNDS = 3;

  /** Measures something. */
  private interface Measurement {
    List<Line> lines() throws Exception;
  }

  private Load() {}

  /**
   * Measures.
   *
   * @param words the folder to work in, the file that keeps the report, then names of measurements,
   *     or none for all, whose rows are replaced; {@code quick} for a first impression, which is
   *     not kept
   */
  public static void main(String[] words) throws Exception {
    Path folder = Path.of(words[0]).toAbsolutePath();
    Path file = Path.of(words[1]);
    List<String> names = Arrays.stream(words).skip(2).filter(name -> !name.isBlank()).toList();
    boolean isQuick = names.contains("quick");
    List<String> asked = names.stream().filter(name -> !name.equals("quick")).toList();
    Report report = new Report();
    if (!isQuick) {
      report.read(file);
    }
    try (Stage stage =
        new Stage(Files.createTempDirectory(Files.createDirectories(folder), "load"))) {
      Map<String, Measurement> all = measurements(stage, isQuick);
      if (!all.keySet().containsAll(asked)) {
        throw new IllegalArgumentException("measurements are " + all.keySet() + ", not " + asked);
      }
      for (Map.Entry<String, Measurement> one : all.entrySet()) {
        if (asked.isEmpty() || asked.contains(one.getKey())) {
          report.add(one.getValue().lines());
          if (!isQuick) {
            // With each: what is measured is kept, whatever becomes of the rest.
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, report.markdown(stage));
          }
        }
      }
      System.out.println(report.markdown(stage));
    }
  }

  private static Map<String, Measurement> measurements(Stage stage, boolean isQuick) {
    Pace pace = isQuick ? QUICK : PACE;
    ServiceRows services = new ServiceRows(stage, pace);
    TransferRows transfers = new TransferRows(stage, ROWS, TRANSFER_ROUNDS);
    Map<String, Measurement> all = new LinkedHashMap<>();
    all.put("start", new StartRows(stage)::starts);
    all.put("post", services::post);
    all.put("keyed", services::keyed);
    all.put("heartbeat", new JobRows(stage, pace)::heartbeat);
    all.put("get", services::get);
    all.put("estimate", services::estimate);
    all.put("memory", services::memory);
    all.put("import", transfers::imports);
    all.put("export", transfers::exports);
    all.put("json", new JsonRows()::json);
    all.put("flat", new Flatness(stage, isQuick)::flat);
    return all;
  }
}
