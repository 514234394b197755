package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.RunningJar;
import com.aluminatiai.app.postgres.EmbeddedPostgres;
import com.aluminatiai.minimax.FakeMinimax;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two replicas on one database. */
final class ReplicasIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int DUPLICATES = 8;
  private static final String ASKING =
      """
      {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72, "use_smart_agent": true}
      """;

  @TempDir private Path folder;
  private EmbeddedPostgres server;
  private FakeMinimax minimax;
  private RunningJar first;
  private RunningJar second;

  @BeforeEach
  void serveTwice() throws Exception {
    server = EmbeddedPostgres.serve(folder.resolve("server"));
    minimax = FakeMinimax.playing("hang");
    first = replica("first");
    second = replica("second");
    for (RunningJar replica : List.of(first, second)) {
      Api api = new Api(replica.address());
      Api.await("ready", PATIENCE, () -> api.get("/health/ready").statusCode() == 200);
    }
  }

  private RunningJar replica(String name) throws IOException {
    int port = URI.create(server.jdbcUrl().substring("jdbc:".length())).getPort();
    return RunningJar.serve(
        Files.createDirectories(folder.resolve(name)),
        Map.of(
            "DATABASE_URL",
            OutageIT.url(server, port),
            "MINIMAX_BASE_URL",
            minimax.baseUrl().toString(),
            "MINIMAX_API_KEY",
            FakeMinimax.KEY,
            // The lease of a conversation is as long as both together, and a quarter of a minute.
            "AGENT_WAIT",
            "PT0.1S",
            "AGENT_TIMEOUT",
            "PT10S"));
  }

  @AfterEach
  void stop() throws IOException {
    first.close();
    second.close();
    minimax.close();
    server.close();
  }

  @Test
  void eitherKilled_theOtherKeepsTheKeysAndFinishesTheConversationOnce() throws Exception {
    Api one = new Api(first.address());
    Api two = new Api(second.address());
    assertDuplicatesAreOne(one, two);

    WriteLoad load = new WriteLoad("replicas");
    load.start(4, one, two);
    load.await(201, 100);
    HttpResponse<String> asked = one.submit("asking", ASKING);
    String id = Api.json(asked).path("id").textValue();
    assertThat(Api.json(asked).at("/agent/status").textValue()).isEqualTo("pending");
    first.kill();
    minimax.play("happy");
    load.await(201, 50);
    load.stop();

    load.sendAgain(two);
    assertThat(load.check(two)).isEqualTo(load.acknowledged());
    HttpResponse<String> again = two.submit("asking", ASKING);
    assertThat(Api.json(again).path("id").textValue()).isEqualTo(id);

    first = replica("first again");
    Api fresh = new Api(first.address());
    Api.await("an outcome", PATIENCE, () -> agent(fresh, id).equals("answered"));
    JsonNode history = Api.json(two.get("/api/workloads/" + id + "?history=true")).path("history");
    assertThat(history.findValuesAsText("event")).containsExactly("submitted", "agent_refined");
    assertThat(minimax.violations()).isEmpty();

    load.start(4, fresh, two);
    load.await(201, 50);
    second.kill();
    load.await(201, 50);
    load.stop();
    load.sendAgain(fresh);
    assertThat(load.check(fresh)).isEqualTo(load.acknowledged());
  }

  @Test
  void behindAProxy_oneKilled_theOtherServesAndNothingIsLostOrDoubled() throws Exception {
    try (Relay proxy = new Relay(first.address().getPort(), second.address().getPort())) {
      Api api = new Api(URI.create("http://127.0.0.1:" + proxy.port()));
      WriteLoad load = new WriteLoad("proxied");
      load.start(8, api);
      load.await(201, 100);
      first.kill();
      load.await(201, 100);
      load.stop();

      load.sendAgain(api);
      assertThat(load.check(api)).isEqualTo(load.acknowledged());
    }
  }

  private static void assertDuplicatesAreOne(Api one, Api two) throws Exception {
    List<CompletableFuture<String>> answers = new ArrayList<>();
    for (int i = 0; i < DUPLICATES; i++) {
      Api replica = i % 2 == 0 ? one : two;
      answers.add(CompletableFuture.supplyAsync(() -> idOf(replica)));
    }
    List<String> ids = answers.stream().map(CompletableFuture::join).toList();
    assertThat(ids).hasSize(DUPLICATES).containsOnly(ids.get(0));
    assertThat(two.all("doubled")).hasSize(1);
  }

  private static String idOf(Api replica) {
    try {
      HttpResponse<String> answer = replica.submit("doubled", Api.workload("doubled", "doubled"));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      return Api.json(answer).path("id").textValue();
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static String agent(Api api, String id) throws IOException, InterruptedException {
    return Api.json(api.get("/api/workloads/" + id)).at("/agent/status").textValue();
  }
}
