package com.aluminatiai.workload.usecase.clientcode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers like the API, with the answers that it is told, and remembers what it was asked. */
final class StubApi implements AutoCloseable {
  static final String ID = "0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b";

  private static final String FIGURES =
      """
      "estimates":{"kwh":445.54,"carbon_kg":178.21,"cost_usd":66.83,"calculation_method":"fallback",\
      "assumptions":{"gpu":"NVIDIA H100 SXM","grid_kg_per_kwh":0.4},\
      "calibrated":{"kwh":{"low":1,"best":2,"high":3}}}""";

  private final HttpServer server;
  private final List<Answer> answers;
  private final List<Asked> asked = new ArrayList<>();

  /**
   * What is answered to a POST: a status, 0 to close the connection without an answer.
   *
   * @param retryAfter the header, if any
   * @param body the body
   */
  record Answer(int status, Optional<String> retryAfter, String body) {
    static Answer created() {
      String body =
          """
          {"id":"%s","message":"Workload submitted successfully",%s,\
          "workload":{"num_gpus":8,"external_id":"x","status":"submitted"},"warnings":["Look here"]}"""
              .formatted(ID, FIGURES);
      return new Answer(201, Optional.empty(), body);
    }

    static Answer dropped() {
      return new Answer(0, Optional.empty(), "");
    }

    static Answer failed(int status, String retryAfter) {
      return new Answer(
          status,
          Optional.of(retryAfter),
          "{\"error\":\"unavailable\",\"message\":\"Try again later\"}");
    }

    static Answer unauthorized() {
      return new Answer(
          401, Optional.empty(), "{\"error\":\"unauthorized\",\"message\":\"Send a valid key\"}");
    }

    /** What a login page in between answers. */
    static Answer page() {
      return new Answer(200, Optional.empty(), "<html>Please log in</html>");
    }

    static Answer invalid() {
      return new Answer(
          400,
          Optional.empty(),
          "{\"error\":\"validation_error\",\"message\":\"Correct the fields\",\"details\":"
              + "[{\"field\":\"num_gpus\",\"message\":\"must be a whole number, 1 or more\"}]}");
    }
  }

  /** What was asked, and when. */
  record Asked(
      String request,
      Optional<String> idempotencyKey,
      Optional<String> authorization,
      Optional<String> contentType,
      String body,
      long atNanos) {}

  /** Starts to listen; the answers are given to one POST after the other, the last one ever on. */
  StubApi(Answer... answers) throws IOException {
    this(0, answers);
  }

  /** Starts to listen at a port, which another one had before. */
  StubApi(int port, Answer... answers) throws IOException {
    this.answers = new ArrayList<>(List.of(answers));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/base/api/workloads", this::answer);
    server.start();
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/base");
  }

  synchronized List<Asked> asked() {
    return List.copyOf(asked);
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    asked.add(
        new Asked(
            exchange.getRequestMethod() + " " + path,
            header(exchange, "Idempotency-Key"),
            header(exchange, "Authorization"),
            header(exchange, "Content-Type"),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8),
            System.nanoTime()));
    if (exchange.getRequestMethod().equals("GET")) {
      String id = path.substring(path.lastIndexOf('/') + 1);
      String body =
          """
          {"id":"%s","created_at":"2026-11-23T00:00:00Z","status":"submitted","measured_kwh":1,\
          "workload":{"gpu_type":"H100"},%s}"""
              .formatted(id, FIGURES);
      send(exchange, new Answer(200, Optional.empty(), body));
    } else {
      send(exchange, answers.size() > 1 ? answers.remove(0) : answers.get(0));
    }
  }

  private static Optional<String> header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
  }

  private static void send(HttpExchange exchange, Answer answer) throws IOException {
    try (exchange) {
      if (answer.status() > 0) {
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.retryAfter().ifPresent(h -> exchange.getResponseHeaders().set("Retry-After", h));
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
