package com.aluminatiai.app.track;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;

/** The service, asked with short time-outs. Follows no redirect: the key is for it alone. */
final class Service {
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** What is invalid stays invalid; a key may be put right, an outage and a limit end. */
  private static final Set<Integer> FINAL = Set.of(400, 404, 409, 413);

  private static final Set<Integer> KEY_REFUSED = Set.of(401, 403);

  private static final int FIRST_OF_REFUSALS = 300;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TrackSettings settings;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(Version.HTTP_1_1)
          .followRedirects(Redirect.NEVER)
          .connectTimeout(PATIENCE)
          .build();

  Service(TrackSettings settings) {
    this.settings = settings;
  }

  /** The service answered, and said no. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private final boolean isFinal;

    RefusedException(String message, boolean isFinal) {
      super(message);
      this.isFinal = isFinal;
    }

    boolean isFinal() {
      return isFinal;
    }
  }

  URI address() {
    return settings.address();
  }

  void open(ObjectNode job) throws IOException, RefusedException {
    ask("POST", "/api/workloads", job);
  }

  void report(ObjectNode job, ObjectNode report) throws IOException, RefusedException {
    ask("POST", path(job) + "/heartbeat", report);
  }

  void end(ObjectNode job, JsonNode end) throws IOException, RefusedException {
    ask("PATCH", path(job), end);
  }

  private static String path(ObjectNode job) {
    String id = job.path("external_id").asText();
    return "/api/workloads/by-external-id/"
        + URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void ask(String method, String path, JsonNode body) throws IOException, RefusedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.address() + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.toString()));
    settings.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    HttpResponse<String> answer;
    try {
      answer = client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    JsonNode said = read(answer.body());
    if (answer.statusCode() >= FIRST_OF_REFUSALS) {
      boolean isOurs = said.has("error") && said.has("message");
      throw new RefusedException(
          settings.address()
              + " answers "
              + answer.statusCode()
              + (isOurs ? ": " + said.path("message").asText() + details(said) : "")
              + (KEY_REFUSED.contains(answer.statusCode())
                  ? " (it is kept for the next run; is ALUMINATIAI_API_KEY right?)"
                  : ""),
          isOurs && FINAL.contains(answer.statusCode()));
    }
    if (!said.isObject()) {
      throw new IOException("this is no answer of the service");
    }
  }

  private static String details(JsonNode said) {
    StringBuilder details = new StringBuilder();
    for (JsonNode fault : said.path("details")) {
      details.append("; ").append(fault.path("field").asText());
      details.append(' ').append(fault.path("message").asText());
    }
    return details.toString();
  }

  private static JsonNode read(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      return JSON.missingNode();
    }
  }
}
