package com.aluminatiai.app.load;

import com.aluminatiai.app.RunningJar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to the first answer that says it is ready. */
final class StartRows {
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_SECOND = 1e9;

  private final Stage stage;

  /** How the jar is started. */
  private interface Start {
    RunningJar jar() throws Exception;
  }

  StartRows(Stage stage) {
    this.stage = stage;
  }

  List<Line> starts() throws Exception {
    Path folder = Files.createDirectories(stage.folder().resolve("starts"));
    Start embedded = () -> RunningJar.start(folder, Map.of(), "--port", "0");
    seconds(embedded); // makes the database
    List<Line> lines = new ArrayList<>();
    lines.add(Line.atMost(4, "start to ready, embedded database present", "s", median(embedded)));
    lines.add(Line.atMost(2.5, "start to ready, external database", "s", median(stage::serve)));
    return lines;
  }

  private static double median(Start start) throws Exception {
    double[] seconds = new double[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      seconds[i] = seconds(start);
    }
    return Outcome.median(seconds);
  }

  private static double seconds(Start start) throws Exception {
    long begin = System.nanoTime();
    try (RunningJar jar = start.jar()) {
      Readiness.await(jar.address());
      return (System.nanoTime() - begin) / NANOS_PER_SECOND;
    }
  }
}
