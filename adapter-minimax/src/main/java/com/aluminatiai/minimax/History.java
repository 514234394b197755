package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;

/** The messages of one conversation, in the order that the API demands. Used by one thread. */
final class History {
  /*
   * The assistant's message goes back as it came, thinking and all: the API does not refuse a history without
   * it, the model merely gets worse. Two exceptions, because they make every later request fail: arguments that are
   * no JSON go back as {}, and its role is the assistant's. Errors go back as tool results wherever there is a call to answer, because a new user
   * message makes the model forget its thinking; where there is none, one user message asks for repair.
   */
  private final ArrayNode messages = Json.array();

  /** Begins with the system prompt and the one user message: data as JSON, never prose. */
  History(String system, ObjectNode data) {
    add("system", system);
    add("user", text(data));
  }

  ArrayNode messages() {
    return messages;
  }

  void echo(ChatReply reply) {
    ObjectNode message = reply.message().deepCopy();
    if (!message.path("role").asText("").equals("assistant")) {
      message.put("role", "assistant");
    }
    message.path("tool_calls").forEach(History::replaceBrokenArguments);
    messages.add(message);
  }

  private static void replaceBrokenArguments(JsonNode call) {
    JsonNode arguments = call.path("function").path("arguments");
    boolean isValue = arguments.isTextual() && Json.isValue(arguments.textValue());
    if (!isValue && call.path("function") instanceof ObjectNode function) {
      function.put("arguments", "{}");
    }
  }

  void answerCall(String callId, ObjectNode result) {
    messages
        .addObject()
        .put("role", "tool")
        .put("tool_call_id", callId)
        .put("content", text(result));
  }

  void askForRepair(String why) {
    add(
        "user",
        "Your last message could not be used: "
            + why
            + ". Go on with the tools, then call submit_estimate.");
  }

  private void add(String role, String content) {
    messages.addObject().put("role", role).put("content", content);
  }

  private static String text(ObjectNode node) {
    return new String(Json.write(node), StandardCharsets.UTF_8);
  }
}
