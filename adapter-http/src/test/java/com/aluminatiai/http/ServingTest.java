package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.aluminatiai.http.TestApi.Answer;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.ScriptedAnalyst;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Agents, owners, browsers, the log and the end. */
class ServingTest {
  private static final String ASKING =
      "{\"model_size_gb\":70,\"num_gpus\":8,\"gpu_type\":\"H100\",\"duration_hours\":72,"
          + "\"use_smart_agent\":true}";
  private static final Analysis REFINED =
      new Analysis.Refined(
          new ChosenInputs(
              OptionalDouble.of(60), OptionalDouble.empty(), Optional.empty(), Optional.empty()),
          new AgentInsights(List.of("Use BF16."), OptionalDouble.of(0.85), List.of("Looked up.")));

  @Test
  void agentThatAnswers_isShown() {
    try (TestApi api = TestApi.start(ScriptedAnalyst.answering(REFINED))) {
      Answer answer = api.post("/api/workloads", ASKING);

      assertThat(answer.status()).isEqualTo(201);
      assertThat(answer.text("/agent/status")).isEqualTo("answered");
      assertThat(answer.text("/estimates/calculation_method")).isEqualTo("agent");
      assertThat(answer.json().at("/agent_insights").toString())
          .isEqualTo(
              "{\"optimizations\":[\"Use BF16.\"],\"confidence\":0.85,"
                  + "\"reasoning_trace\":[\"Looked up.\"]}");
      assertThat(
              api.get("/api/workloads/" + answer.text("/id") + "?history=true")
                  .text("/history/1/event"))
          .isEqualTo("agent_refined");
    }
  }

  @Test
  void agentThatCannot_isToldWithItsReason() {
    Analysis none = new Analysis.NoAnswer(Failure.REJECTED, List.of());
    try (TestApi api = TestApi.start(ScriptedAnalyst.answering(none))) {
      Answer answer = api.post("/api/workloads", ASKING);

      assertThat(answer.text("/agent/status")).isEqualTo("failed");
      assertThat(answer.text("/agent/reason")).isEqualTo("rejected");
      assertThat(answer.json().at("/warnings")).isNotEmpty();
    }
  }

  @Test
  void stop_requestInFlight_isFinished() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    ScriptedAnalyst analyst = ScriptedAnalyst.answeringAfter(gate, REFINED);
    TestApi api = TestApi.start(analyst);
    CompletableFuture<Answer> inFlight =
        CompletableFuture.supplyAsync(() -> api.post("/api/workloads", ASKING));
    while (analyst.asked().isEmpty()) {
      Thread.onSpinWait();
    }

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(api::stopServing);
    while (api.isAccepting()) {
      Thread.onSpinWait();
    }
    gate.countDown();

    assertThat(inFlight.get(30, TimeUnit.SECONDS).status()).isEqualTo(201);
    stopped.get(30, TimeUnit.SECONDS);
    api.close();
  }

  @Test
  void owners_seeOnlyTheirOwn() throws StorageException {
    HttpSettings settings =
        new HttpSettings("127.0.0.1", 0, true, false, Optional.empty(), Set.of(), List.of());
    try (TestApi api = TestApi.start(settings)) {
      String ours = "Bearer " + api.keys.create("a", Optional.empty()).secret();
      String theirs = "Bearer " + api.keys.create("b", Optional.empty()).secret();
      Answer created =
          api.send(
              api.json("/api/workloads")
                  .header("Authorization", ours)
                  .POST(BodyPublishers.ofString(TestApi.GOLDEN)));
      String path = "/api/workloads/" + created.text("/id");

      assertThat(api.send(api.request(path).header("Authorization", ours).GET()).status())
          .isEqualTo(200);
      assertThat(api.send(api.request(path).header("Authorization", theirs).GET()).status())
          .isEqualTo(404);
      assertThat(api.send(api.request(path).header("Authorization", theirs).DELETE()).status())
          .isEqualTo(404);
      for (String open :
          List.of(
              "/api/gpus",
              "/api/regions",
              "/api/generate-sdk",
              "/health/live",
              "/health/ready",
              "/openapi.json")) {
        assertThat(api.get(open).status()).as(open).isEqualTo(200);
      }
      assertThat(api.post("/api/generate-sdk", "{\"language\":\"curl\"}").status()).isEqualTo(401);
    }
  }

  @Test
  void cors_onlyOriginsThatAreAllowed_mayRead() {
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            true,
            true,
            Optional.empty(),
            Set.of("https://app.example.org"),
            List.of());
    try (TestApi api = TestApi.start(settings)) {
      Answer preflight =
          api.send(
              api.request("/api/workloads")
                  .header("Origin", "https://app.example.org")
                  .header("Access-Control-Request-Method", "POST")
                  .method("OPTIONS", BodyPublishers.noBody()));
      Answer refused =
          api.send(api.request("/api/workloads").header("Origin", "https://app.example.org").GET());
      Answer other =
          api.send(api.request("/api/gpus").header("Origin", "https://evil.example").GET());

      assertThat(preflight.status()).isEqualTo(204);
      assertThat(preflight.header("Access-Control-Allow-Origin"))
          .isEqualTo("https://app.example.org");
      assertThat(preflight.header("Access-Control-Allow-Methods")).contains("POST");
      assertThat(preflight.header("Access-Control-Allow-Headers")).contains("Idempotency-Key");
      assertThat(refused.status()).isEqualTo(401);
      assertThat(refused.header("Access-Control-Allow-Origin"))
          .isEqualTo("https://app.example.org");
      assertThat(other.header("Access-Control-Allow-Origin")).isNull();
      assertThat(other.header("Vary")).contains("Origin");
    }
  }

  @Test
  void everyRequest_isOneLineInTheLogWithItsId() {
    Logger logger = (Logger) LoggerFactory.getLogger("com.aluminatiai.http.requests");
    ListAppender<ILoggingEvent> lines =
        new ListAppender<>() {
          @Override
          protected void append(ILoggingEvent event) {
            event.prepareForDeferredProcessing();
            super.append(event);
          }
        };
    lines.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
    try (TestApi api = TestApi.start()) {
      api.send(
          api.request("/api/workloads/00000000-0000-7000-8000-00000000ffff?history=true")
              .header("X-Request-Id", "id-1")
              .GET());
      api.get("/nowhere/secret");
      api.sendRaw("nonsense\r\n\r\n");
    } finally {
      logger.detachAppender(lines);
      logger.setLevel(null);
      logger.setAdditive(true);
    }

    List<String> messages = new ArrayList<>();
    for (ILoggingEvent event : lines.list) {
      messages.add(event.getMDCPropertyMap().get("request_id") + " " + event.getFormattedMessage());
    }
    // A line is written after the answer: the next request's may come first.
    assertThat(messages).hasSize(3);
    assertThat(messages)
        .anyMatch(line -> line.matches("id-1 GET /api/workloads/\\{id} 404 \\d+ ms"));
    assertThat(messages)
        .anyMatch(line -> line.matches("[0-9a-f-]{36} GET \\(no route\\) 404 \\d+ ms"));
    assertThat(messages)
        .anyMatch(line -> line.matches("[0-9a-f-]{36} \\S+ \\(no route\\) 400 \\d+ ms"));
  }
}
