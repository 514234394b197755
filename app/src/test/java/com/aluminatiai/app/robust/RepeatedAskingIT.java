package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.RunningJar;
import com.aluminatiai.minimax.FakeMinimax;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One request with a key that asks a model which does not answer, sent more often than the server
 * has threads. Some wait for the model; the others must not, and nobody else may.
 */
final class RepeatedAskingIT {
  /** On JDK 17 the server has 200 threads. */
  private static final int REQUESTS = 205;

  /** {@code AgentConversations.MOST_WAITING}. */
  private static final int MOST_WAITING = 64;

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String ASKING =
      """
      {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72, "use_smart_agent": true}
      """;

  @TempDir private Path folder;

  @Test
  void equalRequestsThatAskASilentModel_othersAreServedMeanwhile() throws Exception {
    FakeMinimax minimax = FakeMinimax.playing("hang");
    try (minimax;
        RunningJar jar = RunningJar.serve(folder, environment(minimax))) {
      Api api = new Api(jar.address());
      List<CompletableFuture<HttpResponse<String>>> asking = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        asking.add(api.submitLater("asking", ASKING, PATIENCE));
      }

      for (int i = 0; i < 5; i++) {
        assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(api.submit("plain-" + i, Api.workload("plain", "plain")).statusCode())
            .isEqualTo(201);
      }
      Api.await(
          "answers to all but those that wait",
          PATIENCE,
          () -> done(asking) >= REQUESTS - MOST_WAITING);
      assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
      assertThat(api.submit("plain", Api.workload("plain", "plain")).statusCode()).isEqualTo(201);
      assertThat(done(asking)).as("answered while the model was silent").isLessThan(REQUESTS);

      Api.await("the model to be asked", PATIENCE, () -> !minimax.requests().isEmpty());
      // The model's connections end, so whoever waits is answered without it.
      minimax.close();
      assertAreOne(asking);
      assertThat(api.all("plain")).hasSize(6);
    }
  }

  /** A silent model is waited for longer than the rest of this test takes. */
  private static Map<String, String> environment(FakeMinimax minimax) {
    return Map.of(
        "MINIMAX_BASE_URL",
        minimax.baseUrl().toString(),
        "MINIMAX_API_KEY",
        FakeMinimax.KEY,
        "AGENT_WAIT",
        "PT1M",
        "AGENT_TIMEOUT",
        "PT1M");
  }

  private static long done(List<CompletableFuture<HttpResponse<String>>> requests) {
    return requests.stream().filter(CompletableFuture::isDone).count();
  }

  /**
   * All that were taken were answered for one workload, some while its agent was still being asked.
   */
  private static void assertAreOne(List<CompletableFuture<HttpResponse<String>>> requests)
      throws Exception {
    List<String> ids = new ArrayList<>();
    List<String> agents = new ArrayList<>();
    for (CompletableFuture<HttpResponse<String>> request : requests) {
      HttpResponse<String> answer = request.get();
      if (answer.statusCode() == 503) {
        // More at once than there are places: told so, and when to come again.
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        continue;
      }
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      JsonNode body = Api.json(answer);
      ids.add(body.path("id").textValue());
      agents.add(body.at("/agent/status").textValue());
    }
    assertThat(ids).containsOnly(ids.get(0));
    assertThat(agents).containsOnly("pending", "failed").contains("pending", "failed");
  }
}
