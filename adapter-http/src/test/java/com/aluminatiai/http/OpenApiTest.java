package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.port.ScriptedAnalyst;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  /** What browsers load and programs do not. */
  private static final Set<String> PAGES =
      Set.of("/", "/docs", "/openapi.json", "/assets/{version}/{file}");

  private static List<Map.Entry<String, JsonNode>> fields(JsonNode object) {
    return List.copyOf(object.properties());
  }

  @Test
  void everyRoute_isDescribedWithItsParameters_andNothingElseIs() {
    try (TestApi api = TestApi.start()) {
      Set<String> served = new TreeSet<>();
      for (Route route : api.routes()) {
        if (!PAGES.contains(route.path())) {
          served.add(
              route.method().name().toLowerCase(Locale.ROOT)
                  + " "
                  + route.path()
                  + " "
                  + new TreeSet<>(route.parameters())
                  + (route.isOpen() ? " open" : ""));
        }
      }

      Set<String> described = new TreeSet<>();
      for (Map.Entry<String, JsonNode> path : fields(OpenApiCheck.document().path("paths"))) {
        for (Map.Entry<String, JsonNode> operation : fields(path.getValue())) {
          Set<String> parameters = new TreeSet<>();
          for (JsonNode parameter : operation.getValue().path("parameters")) {
            JsonNode resolved = OpenApiCheck.resolve(parameter);
            if (resolved.path("in").asText().equals("query")) {
              parameters.add(resolved.path("name").asText());
            }
          }
          described.add(
              operation.getKey()
                  + " "
                  + path.getKey()
                  + " "
                  + parameters
                  + (operation.getValue().has("security") ? " open" : ""));
        }
      }

      assertThat(described).isEqualTo(served);
    }
  }

  @Test
  void everyOperationOfTheApi_saysThatItIsLimited() {
    for (Map.Entry<String, JsonNode> path : fields(OpenApiCheck.document().path("paths"))) {
      for (Map.Entry<String, JsonNode> operation : fields(path.getValue())) {
        assertThat(operation.getValue().path("responses").has("429"))
            .as(operation.getKey() + " " + path.getKey())
            .isEqualTo(path.getKey().startsWith("/api/"));
      }
    }
  }

  @Test
  void everyErrorCode_isDescribed() {
    Set<String> codes = new TreeSet<>();
    for (ErrorCode error : ErrorCode.values()) {
      codes.add(error.code());
    }
    Set<String> described = new TreeSet<>();
    OpenApiCheck.document()
        .at("/components/schemas/Error/properties/error/enum")
        .forEach(code -> described.add(code.asText()));

    assertThat(described).isEqualTo(codes);
  }

  @Test
  void everyExample_conformsToItsSchema() {
    int count = 0;
    for (JsonNode content : OpenApiCheck.document().findValues("application/json")) {
      String schema = content.at("/schema/$ref").asText();
      List<JsonNode> examples = new ArrayList<>();
      if (content.has("example")) {
        examples.add(content.path("example"));
      }
      content.path("examples").forEach(example -> examples.add(example.path("value")));
      for (JsonNode example : examples) {
        assertThat(OpenApiCheck.schema(schema).validate(example)).as(example.toString()).isEmpty();
        count++;
      }
    }

    assertThat(count).isGreaterThan(20);
  }

  @Test
  void everyFieldIsDescribed_andEverythingSentOrAnsweredHasAnExample() {
    List<String> lacking = new ArrayList<>();
    JsonNode components = OpenApiCheck.document().path("components");
    for (Map.Entry<String, JsonNode> schema : fields(components.path("schemas"))) {
      for (Map.Entry<String, JsonNode> field : fields(schema.getValue().path("properties"))) {
        if (!field.getValue().has("description") && !field.getValue().has("$ref")) {
          lacking.add(schema.getKey() + "." + field.getKey() + ": no description");
        }
      }
    }
    for (Map.Entry<String, JsonNode> path : fields(OpenApiCheck.document().path("paths"))) {
      for (Map.Entry<String, JsonNode> operation : fields(path.getValue())) {
        withoutExample(operation.getValue())
            .forEach(part -> lacking.add(operation.getKey() + " " + path.getKey() + " " + part));
      }
    }

    assertThat(lacking).isEmpty();
  }

  private static List<String> withoutExample(JsonNode operation) {
    List<String> lacking = new ArrayList<>();
    for (JsonNode reference : operation.path("parameters")) {
      JsonNode parameter = OpenApiCheck.resolve(reference);
      if (!hasExample(parameter) && !hasExample(parameter.path("schema"))) {
        lacking.add(parameter.path("name").asText());
      }
    }
    for (Map.Entry<String, JsonNode> answer : fields(operation.path("responses"))) {
      JsonNode response = OpenApiCheck.resolve(answer.getValue());
      for (Map.Entry<String, JsonNode> header : fields(response.path("headers"))) {
        JsonNode resolved = OpenApiCheck.resolve(header.getValue());
        if (!hasExample(resolved) && !hasExample(resolved.path("schema"))) {
          lacking.add(answer.getKey() + " " + header.getKey());
        }
      }
      for (Map.Entry<String, JsonNode> content : fields(response.path("content"))) {
        if (!hasExample(content.getValue())) {
          lacking.add(answer.getKey() + " " + content.getKey());
        }
      }
    }
    return lacking;
  }

  /** Where a value is one of a few, or has a default, those are the example. */
  private static boolean hasExample(JsonNode node) {
    return List.of("example", "examples", "enum", "default").stream().anyMatch(node::has);
  }

  /**
   * What generators of clients make of these: a default makes the field required or is sent as if
   * the caller had stated it, and a value of two types or an enum of them does not compile.
   */
  @Test
  void everySchema_isOneThatGeneratorsUnderstand() {
    JsonNode document = OpenApiCheck.document();
    List<String> odd = new ArrayList<>();
    for (Map.Entry<String, JsonNode> schema : fields(document.at("/components/schemas"))) {
      if (!schema.getValue().findValues("default").isEmpty()) {
        odd.add(schema.getKey() + " has a default");
      }
    }
    for (JsonNode type : document.findValues("type")) {
      if (type.isArray() && !(type.size() == 2 && type.get(1).asText().equals("null"))) {
        odd.add("type " + type);
      }
    }
    for (JsonNode choices : document.findValues("enum")) {
      for (JsonNode choice : choices) {
        if (!choice.isNull() && (!choice.isTextual() || choice.asText().isBlank())) {
          odd.add("enum " + choices);
        }
      }
    }

    assertThat(odd).isEmpty();
  }

  @Test
  void everyReference_leadsSomewhere() {
    for (JsonNode reference : OpenApiCheck.document().findValues("$ref")) {
      assertThat(OpenApiCheck.document().at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }

  @Test
  void everySubmissionExample_isTaken() {
    try (TestApi api = TestApi.start()) {
      Iterator<String> paths =
          List.of(
                  "/api/workloads",
                  "/api/estimates",
                  "/api/estimates/compare",
                  "/api/estimates/plan",
                  "/api/generate-sdk")
              .iterator();
      while (paths.hasNext()) {
        String path = paths.next();
        JsonNode example =
            OpenApiCheck.document()
                .path("paths")
                .path(path)
                .at("/post/requestBody/content/application~1json/example");
        Answer answer = api.post(path, example.toString());
        boolean isKnownHere =
            answer.status() / 100 == 2 || answer.raw().body().contains("is not known");
        assertThat(isKnownHere).as(answer.raw().body()).isTrue();
      }
    }
  }

  @Test
  void document_saysWhereItIsServedAndWhetherThereIsAnAgent() {
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1",
            0,
            false,
            true,
            Optional.of(URI.create("https://energy.example.org/base")),
            Set.of(),
            List.of());
    ScriptedAnalyst analyst =
        ScriptedAnalyst.answering(new Analysis.NoAnswer(Failure.REJECTED, List.of()));
    try (TestApi plain = TestApi.start();
        TestApi full = new TestApi(settings, store -> store, Optional.of(analyst))) {
      Answer without = plain.get("/openapi.json");
      Answer with = full.get("/openapi.json");

      assertThat(without.text("/servers/0/url")).isEqualTo("/");
      assertThat(without.json().at("/info/x-smart-agent").toString())
          .isEqualTo("{\"configured\":false}");
      assertThat(with.text("/servers/0/url")).isEqualTo("https://energy.example.org/base");
      assertThat(with.json().at("/info/x-smart-agent/configured").asBoolean()).isTrue();
      assertThat(with.text("/info/x-smart-agent/model")).isEqualTo(analyst.model());
    }
  }

  /** What the document shows is what happens: the same requests, on an API without workloads. */
  @Test
  void everyExample_isWhatTheApiAnswers() {
    try (TestApi api = TestApi.start()) {
      Answer submitted = api.post("/api/workloads", request("/api/workloads", "post"));
      String path = "/api/workloads/" + submitted.text("/id");
      Answer changed = api.patch(path, request("/api/workloads/{id}", "patch"));

      assertShown(submitted, "/api/workloads", "post");
      assertShown(changed, "/api/workloads/{id}", "patch");
      assertShown(api.get(path), "/api/workloads/{id}", "get");
      assertShown(api.get("/api/workloads"), "/api/workloads", "get");
      for (String estimating :
          List.of("/api/estimates", "/api/estimates/compare", "/api/estimates/plan")) {
        assertShown(api.post(estimating, request(estimating, "post")), estimating, "post");
      }
      String language = request("/api/generate-sdk", "post");
      assertShown(api.post("/api/generate-sdk", language), "/api/generate-sdk", "post");
      assertShown(api.get("/api/generate-sdk"), "/api/generate-sdk", "get");

      api.submitGolden();
      assertShown(api.get("/api/summary"), "/api/summary", "get");
    }
  }

  private static JsonNode operation(String path, String method) {
    return OpenApiCheck.document().path("paths").path(path).path(method);
  }

  private static String request(String path, String method) {
    return operation(path, method).at("/requestBody/content/application~1json/example").toString();
  }

  private static void assertShown(Answer answer, String path, String method) {
    String pointer = "/responses/" + answer.status() + "/content/application~1json/example";
    JsonNode shown = operation(path, method).at(pointer);

    assertThat(comparable(answer.json())).isEqualTo(comparable(shown));
  }

  /** Ids and the factors' version are others, and of a program the beginning is enough. */
  private static String comparable(JsonNode json) {
    return json.toPrettyString()
        .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "an id")
        .replaceAll("\\d{4}\\.\\d\\d\\+[0-9a-f]{8}", "a version")
        .replaceAll("(\"code\" : \".{80})[^\\n]*", "$1");
  }
}
