package com.aluminatiai.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar on a machine whose language writes numbers with digits of its own. */
final class LocaleIT {
  /** Persian of Iran, whatever locale the tests run in. */
  private static final List<String> PERSIAN =
      List.of("-Duser.language=fa", "-Duser.country=IR", "-Duser.extensions=");

  private static final String WORKLOADS =
      """
      external_id,gpu_type,num_gpus,duration_hours,utilization_pct,model_size_gb
      job-1,H100,8,72,85,70
      job-2,H100,16,72.5,85,70
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  @TempDir private Path folder;

  @Test
  void localeWithItsOwnDigits_servesAndAnswersInAscii() throws Exception {
    assertThat(String.format(Locale.forLanguageTag("fa-IR"), "%d", 5)).isEqualTo("۵");

    try (RunningJar jar = RunningJar.serve(folder, Map.of(), PERSIAN)) {
      assertThat(post(jar, "/api/workloads/import", "text/csv", WORKLOADS))
          .contains("\"imported\":2");
      assertThat(post(jar, "/api/workloads", "application/json", "{\"num_gpus\": 0}"))
          .contains("must be");
      for (String path :
          List.of(
              "/health/ready",
              "/api/workloads",
              "/api/workloads/export",
              "/api/summary?group_by=day",
              "/metrics")) {
        HttpResponse<String> answer = get(jar, path);

        assertThat(answer.statusCode()).as(path).isEqualTo(200);
        assertThat(answer.body()).as(path).isNotEmpty().matches(LocaleIT::hasOnlyAsciiDigits);
        assertThat(answer.headers().toString()).as(path).matches(LocaleIT::hasOnlyAsciiDigits);
      }
      assertThat(get(jar, "/api/workloads").body()).contains("445.54");
      assertThat(jar.log()).matches(LocaleIT::hasOnlyAsciiDigits);
    }
  }

  @Test
  void localeWithItsOwnDigits_commandsPrintAndReadAscii() throws Exception {
    Path file = Files.writeString(folder.resolve("jobs.csv"), WORKLOADS);
    Path backup = folder.resolve("all.backup");

    assertThat(run("estimate", "--gpu", "H100", "--gpus", "8", "--hours", "72")).contains("8 x ");
    assertThat(run("import", file.toString())).contains("Imported 2");
    assertThat(run("export")).contains("job-2");
    // Two workloads, each with one entry of history.
    assertThat(run("backup", backup.toString())).contains("Backed up 4 rows");
    assertThat(run("restore", "--replace", backup.toString())).contains("Restored");
    assertThat(run("gpus")).contains("700");
    assertThat(run("regions")).contains("FR");
  }

  private String run(String... words) throws IOException {
    try (RunningJar jar = RunningJar.start(folder, Map.of(), PERSIAN, List.of(words))) {
      int status = jar.awaitEnd();
      String said = jar.results() + jar.log();
      assertThat(status).as(said).isZero();
      assertThat(said).matches(LocaleIT::hasOnlyAsciiDigits);
      return said;
    }
  }

  private static boolean hasOnlyAsciiDigits(String text) {
    return text.chars().noneMatch(c -> Character.isDigit(c) && c > '9');
  }

  private HttpResponse<String> get(RunningJar jar, String path)
      throws IOException, InterruptedException {
    URI address = jar.address().resolve(path);
    return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
  }

  private String post(RunningJar jar, String path, String type, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(jar.address().resolve(path))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8))
            .build();
    String answer = client.send(request, BodyHandlers.ofString()).body();
    assertThat(answer).matches(LocaleIT::hasOnlyAsciiDigits);
    return answer;
  }
}
