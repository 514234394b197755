package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * System prompts, tools and the form of a request. System prompt and tools are the same bytes in
 * every request, so that the other side's cache of equal beginnings applies.
 */
final class Prompts {
  static final int ANALYSIS_TOKENS = 4096;
  static final int SNIPPET_TOKENS = 8192;

  /** The vendor's own value; 0 is refused by some versions of the API. */
  private static final double TEMPERATURE = 1.0;

  private final String model;
  private final String analyst = resource("analyst.txt");
  private final String snippet = resource("snippet.txt");
  private final ArrayNode tools = tools(resource("tools.json"));

  Prompts(String model) {
    this.model = model;
  }

  /** The beginning of an analysis: system prompt and the one user message. */
  ArrayNode analysis(ObjectNode workload) {
    return beginning(analyst, workload);
  }

  /** The beginning of a request for client code. */
  ArrayNode snippet(ObjectNode wish) {
    return beginning(snippet, wish);
  }

  Optional<ArrayNode> tools() {
    return Optional.of(tools);
  }

  byte[] request(ArrayNode messages, Optional<ArrayNode> offered, int mostTokens) {
    ObjectNode request = Json.object().put("model", model);
    request.set("messages", messages);
    offered.ifPresent(list -> request.set("tools", list));
    request.put("temperature", TEMPERATURE);
    request.put("max_completion_tokens", mostTokens);
    request.put("reasoning_split", true);
    return Json.write(request);
  }

  static ObjectNode message(String role, String content) {
    return Json.object().put("role", role).put("content", content);
  }

  private static ArrayNode beginning(String system, ObjectNode data) {
    String user = new String(Json.write(data), StandardCharsets.UTF_8);
    return Json.array().add(message("system", system)).add(message("user", user));
  }

  private static ArrayNode tools(String text) {
    return Json.readObject("{\"tools\":" + text + "}")
        .map(root -> root.withArray("tools"))
        .orElseThrow(() -> new IllegalStateException("tools.json is no JSON"));
  }

  private static String resource(String name) {
    try (InputStream in = Prompts.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the resource is missing: " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
