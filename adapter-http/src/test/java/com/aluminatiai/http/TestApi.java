package com.aluminatiai.http;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.port.InMemoryApiKeyStore;
import com.aluminatiai.workload.port.InMemoryBulkWorkloads;
import com.aluminatiai.workload.port.InMemoryNamingStore;
import com.aluminatiai.workload.port.InMemoryTokenBuckets;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.port.WorkloadAnalyst;
import com.aluminatiai.workload.port.WorkloadStore;
import com.aluminatiai.workload.usecase.AgentConversations;
import com.aluminatiai.workload.usecase.AgentLimit;
import com.aluminatiai.workload.usecase.AgentPolicy;
import com.aluminatiai.workload.usecase.ApiKeys;
import com.aluminatiai.workload.usecase.ChangeWorkload;
import com.aluminatiai.workload.usecase.HearJobs;
import com.aluminatiai.workload.usecase.SubmitWorkload;
import com.aluminatiai.workload.usecase.Workloads;
import com.aluminatiai.workload.usecase.clientcode.GenerateClientCode;
import com.aluminatiai.workload.usecase.limit.RateLimits;
import com.aluminatiai.workload.usecase.naming.OwnWords;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The API on a real socket, on a store in memory, at a time that stands still. */
final class TestApi implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  static final String GOLDEN =
      """
      {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72, "utilization_pct": 85}
      """;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final ObjectMapper MAPPER = new ObjectMapper();

  final MutableClock clock = new MutableClock(START);
  final InMemoryWorkloadStore memory = new InMemoryWorkloadStore(clock);
  final ApiKeys keys;
  final AtomicBoolean isReady = new AtomicBoolean(true);
  final AtomicLong chunksBeforeOutage = new AtomicLong(Long.MAX_VALUE);
  final InMemoryNamingStore naming = new InMemoryNamingStore();
  final InMemoryTokenBuckets buckets = new InMemoryTokenBuckets();
  final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final AgentConversations conversations;
  private final HttpApi api;
  private final int port;
  private final AtomicLong lastId = new AtomicLong();

  /** An answer with its body read as JSON; an empty body reads as a missing node. */
  record Answer(HttpResponse<String> raw, JsonNode json) {
    int status() {
      return raw.statusCode();
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    String text(String pointer) {
      return json.at(pointer).asText();
    }

    String error() {
      return text("/error");
    }
  }

  /** What an operator sets. */
  record Operated(int perMinute, int perDay, Optional<String> metricsKey) {
    static final Operated BY_DEFAULT = new Operated(100, 1000, Optional.empty());
  }

  TestApi(
      HttpSettings settings,
      UnaryOperator<WorkloadStore> store,
      Optional<WorkloadAnalyst> analyst) {
    this(settings, store, analyst, Operated.BY_DEFAULT, Duration.ofSeconds(30));
  }

  private TestApi(
      HttpSettings settings,
      UnaryOperator<WorkloadStore> store,
      Optional<WorkloadAnalyst> analyst,
      Operated operated,
      Duration idle) {
    WorkloadStore workloads = store.apply(memory);
    WorkloadEstimator estimator = new WorkloadEstimator(Estimator.standard(), Method.FALLBACK);
    AgentPolicy policy = new AgentPolicy(Duration.ofSeconds(5), Duration.ofSeconds(60), 2, 2);
    this.keys =
        new ApiKeys(
            new InMemoryApiKeyStore(memory),
            new ApiKeys.Surroundings(clock, clock::nanoTime, Runnable::run),
            this::nextId,
            new Random(23));
    this.conversations =
        new AgentConversations(workloads, estimator, analyst, policy, clock, outcome -> {});
    this.api =
        new HttpApi(
            settings,
            new HttpApi.UseCases(
                new SubmitWorkload(workloads, estimator, conversations, this::nextStamp),
                new ChangeWorkload(workloads, estimator, clock),
                new HearJobs(workloads, estimator, clock),
                new Workloads(workloads, estimator, clock),
                new TransferWorkloads(
                    new FailingBulkWorkloads(new InMemoryBulkWorkloads(memory), chunksBeforeOutage),
                    estimator,
                    this::nextStamp),
                new GenerateClientCode(
                    () -> URI.create(address("")),
                    estimator.library(),
                    Optional.empty(),
                    new AgentLimit(workloads, policy.limitPerDay(), clock)),
                keys,
                new OwnWords(naming, Estimator.standard().accelerators(), clock),
                estimator,
                conversations,
                isReady::get),
            new HttpApi.Operation(
                new RateLimits(buckets, operated.perMinute(), operated.perDay(), clock),
                metrics,
                operated.metricsKey()),
            this::nextId,
            idle);
    try {
      api.start();
      this.port = api.port();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static TestApi start() {
    return start(HttpSettings.local(0));
  }

  static TestApi start(HttpSettings settings) {
    return new TestApi(settings, store -> store, Optional.empty());
  }

  static TestApi start(HttpSettings settings, Operated operated) {
    return new TestApi(
        settings, store -> store, Optional.empty(), operated, Duration.ofSeconds(30));
  }

  /** An API that lets go of clients who say nothing for a moment. */
  static TestApi startImpatient() {
    return new TestApi(
        HttpSettings.local(0),
        store -> store,
        Optional.empty(),
        Operated.BY_DEFAULT,
        Duration.ofMillis(300));
  }

  static TestApi start(WorkloadAnalyst analyst) {
    return new TestApi(HttpSettings.local(0), store -> store, Optional.of(analyst));
  }

  private Stamp nextStamp() {
    return new Stamp(nextId(), clock.instant());
  }

  private UUID nextId() {
    return new UUID(0x7000L, 0x8000_0000_0000_0000L + lastId.incrementAndGet());
  }

  List<Route> routes() {
    return api.routes();
  }

  int port() {
    return port;
  }

  String address(String path) {
    return "http://localhost:" + port() + path;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(address(path))).timeout(Duration.ofSeconds(30));
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer delete(String path) {
    return send(request(path).DELETE());
  }

  Answer post(String path, String json) {
    return send(json(path).POST(BodyPublishers.ofString(json)));
  }

  Answer put(String path, String json) {
    return send(json(path).PUT(BodyPublishers.ofString(json)));
  }

  Answer patch(String path, String json) {
    return send(json(path).method("PATCH", BodyPublishers.ofString(json)));
  }

  HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json");
  }

  /** Submits the golden workload and returns its path. */
  String submitGolden() {
    return "/api/workloads/" + post("/api/workloads", GOLDEN).text("/id");
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> raw = CLIENT.send(request.build(), BodyHandlers.ofString());
      Answer answer = new Answer(raw, tree(raw.body()));
      OpenApiCheck.check(raw, answer.json());
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode tree(String body) {
    try {
      return body.isEmpty() ? MAPPER.missingNode() : MAPPER.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(body, e);
    }
  }

  /** Fetches what is no JSON. */
  HttpResponse<String> sendText(String path) {
    try {
      return CLIENT.send(request(path).GET().build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops the server alone. */
  void stopServing() {
    api.close();
  }

  /** Whether a new connection is taken. */
  boolean isAccepting() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }

  /** Sends bytes as they are and returns everything that comes back until the server closes. */
  String sendRaw(String bytes) {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    api.close();
    conversations.close();
  }
}
