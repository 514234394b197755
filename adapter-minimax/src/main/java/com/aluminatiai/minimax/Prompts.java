package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * System prompts, tools and the form of a request. System prompt and tools are the same bytes in
 * every request, so that the other side's cache of equal beginnings applies.
 */
final class Prompts {
  static final int ANALYSIS_TOKENS = 4096;
  static final int SLOT_TOKENS = 2048;

  /** The vendor's own value; 0 is refused by some versions of the API. */
  private static final double TEMPERATURE = 1.0;

  private final String model;
  private final String analyst = resource("analyst.txt");
  private final String slots = resource("slots.txt");
  private final ArrayNode tools = tools("tools.json");
  private final ArrayNode slotTools = tools("slot-tools.json");

  Prompts(String model) {
    this.model = model;
  }

  /** The beginning of an analysis: system prompt and the one user message. */
  History analysis(ObjectNode workload) {
    return new History(analyst, workload);
  }

  /** The beginning of a request to fill the slots of client code. */
  History slots(ObjectNode wish) {
    return new History(slots, wish);
  }

  ArrayNode tools() {
    return tools;
  }

  ArrayNode slotTools() {
    return slotTools;
  }

  byte[] request(History history, ArrayNode offered, int mostTokens) {
    ObjectNode request = Json.object().put("model", model);
    request.set("messages", history.messages());
    request.set("tools", offered);
    request.put("temperature", TEMPERATURE);
    request.put("max_completion_tokens", mostTokens);
    request.put("reasoning_split", true);
    return Json.write(request);
  }

  private static ArrayNode tools(String name) {
    return Json.readObject("{\"tools\":" + resource(name) + "}")
        .map(root -> root.withArray("tools"))
        .orElseThrow(() -> new IllegalStateException(name + " is no JSON"));
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
