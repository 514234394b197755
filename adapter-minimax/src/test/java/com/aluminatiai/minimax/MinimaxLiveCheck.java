package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.ClientLanguage;
import com.aluminatiai.workload.CodeSlots;
import com.aluminatiai.workload.CodeWish;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Asks the real MiniMax, which costs about a cent. Its name keeps it out of the normal run; see the
 * module's README for the command. It needs {@code MINIMAX_API_KEY}, and takes {@code
 * MINIMAX_BASE_URL} and {@code MINIMAX_MODEL}.
 */
final class MinimaxLiveCheck {
  private final MinimaxSettings settings = settings();

  private static MinimaxSettings settings() {
    String key = System.getenv().getOrDefault("MINIMAX_API_KEY", "");
    assertThat(key).as("MINIMAX_API_KEY has to be set").isNotBlank();
    URI base =
        URI.create(
            System.getenv()
                .getOrDefault("MINIMAX_BASE_URL", MinimaxSettings.DEFAULT_BASE_URL.toString()));
    String model = System.getenv().getOrDefault("MINIMAX_MODEL", MinimaxSettings.DEFAULT_MODEL);
    return new MinimaxSettings(base, model, key, Duration.ofMinutes(2));
  }

  private HttpResponse<String> send(String path, Optional<byte[]> body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.baseUrl() + path))
            .header("Authorization", "Bearer " + settings.apiKey())
            .header("Content-Type", "application/json")
            .timeout(Duration.ofSeconds(60));
    body.ifPresent(bytes -> request.POST(BodyPublishers.ofByteArray(bytes)));
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
    show(path + " -> HTTP " + response.statusCode() + " " + response.headers().map().keySet());
    return response;
  }

  /** The one place where a person is meant to read along. */
  private static void show(String line) {
    System.out.println("live: " + line);
  }

  @Test
  void models_listTheConfiguredOne() throws Exception {
    HttpResponse<String> response = send("/models", Optional.empty());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"" + settings.model() + "\"");
  }

  @Test
  void firstTurn_hasThinkingApartAndCallsATool() throws Exception {
    Prompts prompts = new Prompts(settings.model());
    History history = prompts.analysis(WorkloadMessage.of(AgentAtFake.SPEC, true));

    HttpResponse<String> response =
        send(
            "/chat/completions",
            Optional.of(prompts.request(history, prompts.tools(), Prompts.ANALYSIS_TOKENS)));

    JsonNode root = Json.readObject(response.body()).orElseThrow();
    JsonNode message = root.at("/choices/0/message");
    show("model " + root.path("model") + ", base_resp " + root.path("base_resp"));
    show("usage " + root.path("usage"));
    show("message has " + message.properties().stream().map(field -> field.getKey()).toList());
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(message.has("reasoning_details")).isTrue();
    assertThat(message.path("tool_calls")).isNotEmpty();
  }

  @Test
  void analyse_workload_isRefined() throws InterruptedException {
    MinimaxAgent agent = agent(settings);
    long start = System.nanoTime();

    Analysis analysis = agent.analyse(AgentAtFake.SPEC);

    show("loop took " + Duration.ofNanos(System.nanoTime() - start) + ": " + analysis);
    assertThat(analysis).isInstanceOf(Analysis.Refined.class);
  }

  @Test
  void fill_description_bringsSlots() throws InterruptedException {
    Optional<CodeSlots> slots =
        agent(settings)
            .fill(
                new CodeWish(
                    ClientLanguage.PYTHON,
                    Optional.empty(),
                    Optional.of("LoRA on two A100 in Frankfurt, project atlas")));

    show("slots " + slots);
    assertThat(slots)
        .hasValueSatisfying(
            said -> assertThat(said.fields()).containsEntry("num_gpus", 2.0).containsKey("region"));
  }

  @Test
  void errors_comeInAFormThatIsUnderstood() throws Exception {
    byte[] broken =
        Json.write(Json.object().put("model", "no-such-model").set("messages", Json.array()));

    HttpResponse<String> response = send("/chat/completions", Optional.of(broken));

    show(response.body());
    assertThat(response.body()).matches("(?s).*(status_code|\\(\\d{3,5}\\)).*");
  }

  @Test
  void analyse_wrongKey_isUnavailable() throws InterruptedException {
    MinimaxSettings wrong =
        new MinimaxSettings(
            settings.baseUrl(), settings.model(), "sk-api-wrong", settings.agentTimeout());

    Analysis analysis = agent(wrong).analyse(AgentAtFake.SPEC);

    assertThat(((Analysis.NoAnswer) analysis).failure()).isEqualTo(Failure.UNAVAILABLE);
  }

  private static MinimaxAgent agent(MinimaxSettings settings) {
    return new MinimaxAgent(
        settings,
        AgentAtFake.ESTIMATOR,
        Clock.systemUTC(),
        (purpose, outcome, requests) ->
            show(purpose + " " + outcome + " after " + requests + " requests"));
  }
}
