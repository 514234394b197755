package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Holds every answer that a test gets against the description of the API. */
final class OpenApiCheck {
  private static final JsonNode DOCUMENT = load();
  private static final JsonSchemaFactory FACTORY =
      JsonSchemaFactory.getInstance(VersionFlag.V202012);
  private static final Map<String, JsonSchema> SCHEMAS = new ConcurrentHashMap<>();

  private OpenApiCheck() {}

  static JsonNode document() {
    return DOCUMENT;
  }

  private static JsonNode load() {
    try (InputStream in = HttpApi.class.getResourceAsStream("openapi.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void check(HttpResponse<String> answer, JsonNode body) {
    String path = answer.request().uri().getPath();
    String method = answer.request().method().toLowerCase(Locale.ROOT);
    Optional<JsonNode> operation = operation(path, method);
    if (operation.isEmpty()) {
      return;
    }
    JsonNode responses = operation.get().at("/responses");
    JsonNode response = responses.path(Integer.toString(answer.statusCode()));
    response = resolve(response.isMissingNode() ? responses.path("default") : response);
    assertThat(response.isObject()).as("%s %s %s is described", method, path, answer).isTrue();
    String reference = response.at("/content/application~1json/schema/$ref").asText();
    boolean isFile = !response.path("content").isEmpty() && reference.isEmpty();
    if (reference.isEmpty()) {
      assertThat(answer.body().isEmpty() || isFile).isTrue();
    } else {
      assertThat(schema(reference).validate(body)).as(answer.body()).isEmpty();
    }
    for (Iterator<String> names = response.path("headers").fieldNames(); names.hasNext(); ) {
      String name = names.next();
      boolean isAlways =
          answer.statusCode() == 429
              || !name.equals("Idempotent-Replayed") && !name.startsWith("RateLimit-");
      assertThat(answer.headers().firstValue(name).isPresent() || !isAlways).as(name).isTrue();
    }
  }

  static JsonSchema schema(String reference) {
    return SCHEMAS.computeIfAbsent(
        reference,
        key -> {
          com.fasterxml.jackson.databind.node.ObjectNode root =
              new ObjectMapper().createObjectNode();
          root.put("$ref", key);
          root.set("components", DOCUMENT.path("components"));
          return FACTORY.getSchema(root);
        });
  }

  static JsonNode resolve(JsonNode node) {
    return node.has("$ref") ? DOCUMENT.at(node.path("$ref").asText().substring(1)) : node;
  }

  private static Optional<JsonNode> operation(String path, String method) {
    Optional<JsonNode> template = Optional.empty();
    for (Iterator<String> paths = DOCUMENT.path("paths").fieldNames(); paths.hasNext(); ) {
      String candidate = paths.next();
      boolean isIt =
          candidate.equals(path)
              || candidate.contains("{")
                  && (path.startsWith("/api/sites/") && candidate.startsWith("/api/sites/")
                      || path.startsWith("/api/workloads/")
                          && candidate.startsWith("/api/workloads/")
                          && path.indexOf('/', "/api/workloads/".length()) < 0);
      if (isIt && DOCUMENT.path("paths").path(candidate).has(method)) {
        template = Optional.of(DOCUMENT.path("paths").path(candidate).path(method));
      }
    }
    return template;
  }
}
