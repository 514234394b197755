package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The rules that a request has to keep. What breaks one is refused by MiniMax with code 2013, or is
 * bad style.
 */
final class HistoryRules {
  static final String WRONG_KEY = "authorization is missing or wrong";

  private static final Set<String> FIELDS =
      Set.of(
          "model", "messages", "tools", "temperature", "max_completion_tokens", "reasoning_split");

  private final List<String> violations = new CopyOnWriteArrayList<>();
  private final Set<JsonNode> echoes = ConcurrentHashMap.newKeySet();
  private final Map<Boolean, String> beginnings = new ConcurrentHashMap<>();

  List<String> violations() {
    return List.copyOf(violations);
  }

  /** Remembers a message that the server sent: it has to come back like this. */
  void remember(ObjectNode message) {
    ObjectNode echo = message.deepCopy();
    echo.put("role", "assistant");
    for (JsonNode call : echo.path("tool_calls")) {
      JsonNode arguments = call.path("function").path("arguments");
      if (call.path("function") instanceof ObjectNode function
          && !(arguments.isTextual() && Json.isValue(arguments.textValue()))) {
        function.put("arguments", "{}");
      }
    }
    echoes.add(echo);
  }

  /** Checks a request; returns its violations. */
  List<String> check(Wire.Request request, ObjectNode body) {
    List<String> faults = new ArrayList<>();
    if (!request.method().equals("POST") || !request.path().equals("/v1/chat/completions")) {
      faults.add("no such path: " + request.method() + " " + request.path());
    }
    if (!("Bearer " + FakeMinimax.KEY).equals(request.headers().get("authorization"))) {
      faults.add(WRONG_KEY);
    }
    if (!"application/json".equals(request.headers().get("content-type"))) {
      faults.add("content-type is not application/json");
    }
    checkFields(body, faults);
    checkTools(body, faults);
    checkMessages(body.path("messages"), faults);
    checkBeginning(body, faults);
    violations.addAll(faults);
    return faults;
  }

  private static void checkFields(ObjectNode body, List<String> faults) {
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!FIELDS.contains(name)) {
        faults.add("forbidden field: " + name);
      }
      if (body.path(name).isNull()) {
        faults.add("null field: " + name);
      }
    }
    double temperature = body.path("temperature").asDouble(-1);
    if (!(temperature > 0 && temperature <= 1)) {
      faults.add("temperature is outside (0, 1]");
    }
    if (!body.path("reasoning_split").asBoolean(false)) {
      faults.add("reasoning_split is not true");
    }
    if (body.path("max_completion_tokens").asInt(0) < 1024) {
      faults.add("max_completion_tokens is too small");
    }
    if (!body.path("model").asText("").equals("MiniMax-M2.1")) {
      faults.add("unknown model (2013)");
    }
  }

  private static void checkTools(ObjectNode body, List<String> faults) {
    for (JsonNode tool : body.path("tools")) {
      if (!tool.path("type").asText("").equals("function")
          || !tool.path("function").path("parameters").path("properties").isObject()) {
        faults.add("function parameters is empty");
      }
    }
    if (body.has("tools") && body.path("tools").isEmpty()) {
      faults.add("tools is empty");
    }
  }

  private void checkMessages(JsonNode messages, List<String> faults) {
    if (!messages.path(0).path("role").asText("").equals("system")
        || !messages.path(1).path("role").asText("").equals("user")) {
      faults.add("the first messages are not system and user");
    }
    Set<String> open = new LinkedHashSet<>();
    int index = 0;
    for (JsonNode message : messages) {
      String role = message.path("role").asText("");
      if (role.equals("tool")) {
        if (!open.remove(message.path("tool_call_id").asText(""))) {
          faults.add("tool result's tool id not found");
        }
      } else if (!open.isEmpty()) {
        faults.add("tool call result does not follow tool call: " + open);
      }
      checkMessage(message, role, index++, open, faults);
    }
    if (!open.isEmpty()) {
      faults.add("tool calls are not answered: " + open);
    }
  }

  private void checkMessage(
      JsonNode message, String role, int index, Set<String> open, List<String> faults) {
    switch (role) {
      case "assistant" -> {
        if (!echoes.contains(message)) {
          faults.add("assistant message " + index + " is not what was sent");
        }
        for (JsonNode call : message.path("tool_calls")) {
          if (!Json.isValue(call.path("function").path("arguments").asText(""))) {
            faults.add("invalid function arguments json string");
          }
          if (!open.add(call.path("id").asText(""))) {
            faults.add("tool call id is invalid");
          }
        }
      }
      case "system", "user", "tool" -> {
        if (role.equals("system") && index > 0) {
          faults.add("chat content has invalid message role: system");
        }
        if (!message.path("content").isTextual() || message.path("content").asText().isBlank()) {
          faults.add("chat content is empty");
        }
      }
      default -> faults.add("unknown role: " + role);
    }
  }

  /** System prompt and tools have to be the same bytes in every request of a kind. */
  private void checkBeginning(ObjectNode body, List<String> faults) {
    String beginning = body.path("messages").path(0) + "\n" + body.path("tools");
    String first = beginnings.putIfAbsent(body.has("tools"), beginning);
    if (first != null && !first.equals(beginning)) {
      faults.add("system prompt or tools changed");
    }
  }
}
