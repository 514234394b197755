package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.usecase.clientcode.InstalledTools.Outcome;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that are generated from the OpenAPI document compile, and do what their types say. */
@Tag("any-java")
final class GeneratedClientsIT {
  @TempDir private static Path data;
  private static RunningJar jar;
  private static JsonNode range;

  @TempDir private Path folder;

  @BeforeAll
  static void serveAndEstimate() throws Exception {
    jar = RunningJar.serve(data, Map.of());
    String body =
        """
        {"model_size_gb": 70, "num_gpus": 8, "gpu_type": "H100", "duration_hours": 72}""";
    HttpRequest request =
        HttpRequest.newBuilder(jar.address().resolve("/api/estimates"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    String answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    range = new ObjectMapper().readTree(answer).at("/estimates/calibrated/kwh");
  }

  @AfterAll
  static void stop() throws IOException {
    jar.close();
  }

  @ParameterizedTest
  @EnumSource
  void generatedClient_submitsAndFetchesBack(GeneratedClient client) throws Exception {
    Outcome outcome = client.run(jar.address(), folder);

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.exitStatus()).isZero();
    // 700 W x 8 x 72 h x 0.8 x 1.3 = 419.328 kWh. The range is that of a utilization that nobody
    // stated: a client that fills in a default states it, and the range is narrower.
    assertThat(outcome.out().lines())
        .containsExactly(
            "submitted 419.33 " + range.path("low") + " " + range.path("high"),
            "fetched submitted 419.33",
            "history 1 explained true",
            "estimated 419.33",
            "compared false",
            "refused num_gpus",
            "imported 1");
  }
}
