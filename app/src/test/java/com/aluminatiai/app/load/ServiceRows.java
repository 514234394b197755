package com.aluminatiai.app.load;

import com.aluminatiai.app.RunningJar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Requests of which many come at once: 64 connections, always busy. */
final class ServiceRows {
  private static final double MOST_TAIL = 5;
  private static final double FIRST_WITH_VIRTUAL_THREADS = 21;
  private static final int IDS = 20_000;
  private static final String ESTIMATE = "/api/estimates";

  private final Stage stage;
  private final Pace pace;

  ServiceRows(Stage stage, Pace pace) {
    this.stage = stage;
    this.pace = pace;
  }

  List<Line> post() throws Exception {
    try (RunningJar jar = stage.serve()) {
      Requests requests = Requests.post(jar.address(), "/api/workloads", SampleBodies.all(), 201);
      prepareRow(requests);
      Tables.create(stage);
      Pace.Pair pair = pace.compare(new Inserts(stage), requests);
      double goal = Runtime.version().feature() >= FIRST_WITH_VIRTUAL_THREADS ? 1.2 : 1.0;
      double tail = pair.figure().p99Millis() / pair.figure().medianMillis();
      return List.of(
          Line.atLeast(
              goal,
              "durable `POST /api/workloads`",
              "INSERT + COMMIT by JDBC, one row each",
              pair.limit(),
              pair.figure()),
          Line.atMost(MOST_TAIL, "its p99 beside its p50", "×", tail));
    }
  }

  List<Line> keyed() throws Exception {
    try (RunningJar jar = stage.serve()) {
      prepareRow(Requests.post(jar.address(), "/api/workloads", SampleBodies.all(), 201));
      Tables.create(stage);
      Requests requests =
          Requests.keyed(jar.address(), "/api/workloads", SampleBodies.all().get(0));
      Pace.Pair pair = pace.compare(new Inserts(stage), requests);
      return List.of(
          Line.beside(
              "the same with an `Idempotency-Key` each",
              "INSERT + COMMIT by JDBC, one row each",
              pair.limit(),
              pair.figure()));
    }
  }

  List<Line> get() throws Exception {
    try (RunningJar jar = stage.serve();
        RunningJar limits = stage.serveLimits()) {
      fill(jar.address());
      List<String> ids = ids();
      Requests service =
          Requests.get(jar.address(), ids.stream().map(id -> "/api/workloads/" + id).toList());
      Requests limit =
          Requests.get(limits.address(), ids.stream().map(id -> "/workloads/" + id).toList());
      Pace.Pair pair = pace.compare(limit, service);
      return List.of(
          Line.atLeast(
              1.0,
              "`GET /api/workloads/{id}`",
              "Javalin, the same SELECT by JDBC",
              pair.limit(),
              pair.figure()));
    }
  }

  List<Line> estimate() throws Exception {
    try (RunningJar jar = stage.serve();
        RunningJar limits = stage.serveLimits()) {
      List<String> bodies =
          SampleBodies.all().stream()
              .map(body -> body.replaceAll(", \"project\".*\"}", "}"))
              .toList();
      Requests service = Requests.post(jar.address(), ESTIMATE, bodies, 200);
      Requests limit = Requests.post(limits.address(), "/estimates", bodies, 200);
      String answer =
          send(request(jar.address(), ESTIMATE).POST(BodyPublishers.ofString(bodies.get(0))), 200);
      send(request(limits.address(), "/estimates").PUT(BodyPublishers.ofString(answer)), 200);
      Pace.Pair pair = pace.compare(limit, service);
      return List.of(
          Line.atLeast(
              0.7,
              "`POST /api/estimates`",
              "Javalin, JSON of that size in and out",
              pair.limit(),
              pair.figure()));
    }
  }

  /** A small heap: every answer has to be right, however fast. */
  List<Line> memory() throws Exception {
    try (RunningJar jar = stage.serve("-Xmx128m")) {
      Requests requests = Requests.post(jar.address(), "/api/workloads", SampleBodies.all(), 201);
      requests.run(Pace.CONNECTIONS, pace.warmUp());
      Outcome posts = requests.run(Pace.CONNECTIONS, pace.round());
      return List.of(
          new Line(
              "64 connections posting with `-Xmx128m`",
              "–",
              Line.number(posts.perSecond()) + "/s, none refused",
              "",
              "serves",
              true));
    }
  }

  private static void prepareRow(Requests requests) throws Exception {
    requests.run(1, Duration.ofMillis(100));
  }

  private void fill(URI address) throws Exception {
    Requests requests = Requests.post(address, "/api/workloads", SampleBodies.all(), 201);
    requests.run(Pace.CONNECTIONS, Duration.ofSeconds(10));
    stage.execute("VACUUM ANALYZE workloads");
  }

  private List<String> ids() throws Exception {
    List<String> ids = new ArrayList<>();
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT id FROM workloads LIMIT " + IDS)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }

  private static HttpRequest.Builder request(URI address, String path) {
    return HttpRequest.newBuilder(address.resolve(path)).header("Content-Type", "application/json");
  }

  private static String send(HttpRequest.Builder request, int status) throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != status) {
      throw new IllegalStateException(answer.statusCode() + ": " + answer.body());
    }
    return answer.body();
  }
}
