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
  History analysis(ObjectNode workload) {
    return new History(analyst, workload);
  }

  /** The beginning of a request for client code. */
  History snippet(ObjectNode wish) {
    return new History(snippet, wish);
  }

  Optional<ArrayNode> tools() {
    return Optional.of(tools);
  }

  byte[] request(History history, Optional<ArrayNode> offered, int mostTokens) {
    ObjectNode request = Json.object().put("model", model);
    request.set("messages", history.messages());
    offered.ifPresent(list -> request.set("tools", list));
    request.put("temperature", TEMPERATURE);
    request.put("max_completion_tokens", mostTokens);
    request.put("reasoning_split", true);
    return Json.write(request);
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
