package com.aluminatiai.app.load;

import com.aluminatiai.app.RunningJar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** From the start of the process to the first answer that says it is ready. */
final class StartRows {
  private static final int ROUNDS = 5;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double EMBEDDED_SECONDS = 4;
  private static final double EXTERNAL_SECONDS = 2.5;

  private static final Kept KEPT =
      Runtime.version().feature() >= 25
          ? new Kept("JDK 25's AOT cache", "-XX:AOTCacheOutput=", "-XX:AOTCache=")
          : new Kept("class data sharing", "-XX:ArchiveClassesAtExit=", "-XX:SharedArchiveFile=");

  private final Stage stage;

  /** How the jar is started. */
  private interface Start {
    RunningJar jar() throws Exception;
  }

  /** A file of what a JDK has loaded: the flag that makes it, and the one that uses it. */
  private record Kept(String name, String making, String using) {}

  StartRows(Stage stage) {
    this.stage = stage;
  }

  List<Line> starts() throws Exception {
    Path folder = Files.createDirectories(stage.folder().resolve("starts"));
    seconds(() -> embedded(folder)); // makes the database
    List<Line> lines = new ArrayList<>(rows("", folder));
    String file = folder.resolve("classes").toString();
    keepClasses(folder, KEPT.making() + file);
    lines.addAll(rows(KEPT.using() + file, folder));
    return lines;
  }

  /** Medians of starts without and with an option; half of the time is due with it. */
  private List<Line> rows(String option, Path folder) throws Exception {
    String[] options = option.isEmpty() ? new String[0] : new String[] {option};
    String how = option.isEmpty() ? "" : ", with " + KEPT.name();
    double share = option.isEmpty() ? 1 : 0.5;
    return List.of(
        Line.atMost(
            EMBEDDED_SECONDS * share,
            "start to ready, embedded database present" + how,
            "s",
            median(() -> embedded(folder, options))),
        Line.atMost(
            EXTERNAL_SECONDS * share,
            "start to ready, external database" + how,
            "s",
            median(() -> stage.serve(options))));
  }

  private static RunningJar embedded(Path folder, String... options) throws IOException {
    return RunningJar.start(folder, Map.of(), List.of(options), List.of("--port", "0"));
  }

  /** As the operator's page says: a request or two, and an end. */
  private static void keepClasses(Path folder, String option) throws Exception {
    try (RunningJar jar = embedded(folder, option)) {
      Readiness.await(jar.address());
      send(HttpRequest.newBuilder(jar.address().resolve("/api/workloads")));
      send(post(jar.address().resolve("/api/workloads"), SampleBodies.all().get(0)));
    }
  }

  private static HttpRequest.Builder post(URI address, String body) {
    return HttpRequest.newBuilder(address)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  private static void send(HttpRequest.Builder request) throws Exception {
    int status =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.discarding()).statusCode();
    if (status >= 400) {
      throw new IOException("answers " + status);
    }
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
