package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A message of the model.
 *
 * @param message the assistant message as it came
 * @param finishReason why it ended; blank if not said
 * @param isSensitive whether the other side judged the output sensitive
 * @param model the model that the answer names; blank if not said
 * @param traceId the other side's id of this exchange; blank if not said
 */
record ChatReply(
    ObjectNode message, String finishReason, boolean isSensitive, String model, String traceId) {

  /** A call of a tool as it came; what is missing or no text is blank. */
  record Call(String id, String name, String arguments) {
    /** Whether it can be sent back and answered. */
    boolean isWellFormed() {
      return !id.isBlank() && !name.isBlank();
    }
  }

  String content() {
    return message.path("content").asText("");
  }

  boolean wasCutOff() {
    return finishReason.equals("length");
  }

  boolean wasFiltered() {
    return isSensitive || finishReason.equals("content_filter");
  }

  List<Call> calls() {
    List<Call> calls = new ArrayList<>();
    for (JsonNode call : message.path("tool_calls")) {
      JsonNode function = call.path("function");
      calls.add(
          new Call(
              text(call.path("id")),
              text(function.path("name")),
              text(function.path("arguments"))));
    }
    return calls;
  }

  private static String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : "";
  }
}
