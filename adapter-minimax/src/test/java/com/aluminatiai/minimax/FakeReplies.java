package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Bodies in the forms that MiniMax gives them. */
final class FakeReplies {
  private static final AtomicLong IDS = new AtomicLong(100_000_000_000L);

  static final String EXPLANATION = "Submits your run on two A100 and prints what it costs.";

  private FakeReplies() {}

  static String envelope(String message, int code) {
    ObjectNode root = Json.object().put("type", "error");
    root.putObject("error")
        .put("type", "fake_error")
        .put("message", message + (code == 0 ? "" : " (" + code + ")"))
        .put("http_code", "400");
    return text(root.put("request_id", "fake-request-1"));
  }

  static String baseResp(int code, String message) {
    ObjectNode root = Json.object().put("id", "fake").putNull("choices");
    root.putObject("base_resp").put("status_code", code).put("status_msg", message);
    return text(root);
  }

  /** An assistant's message with thinking beside its content, as with {@code reasoning_split}. */
  static ObjectNode message(String content) {
    ObjectNode message =
        Json.object()
            .put("role", "assistant")
            .put("name", "MiniMax AI")
            .put("content", content)
            .put("audio_content", "");
    String thinking = "Thinking " + IDS.incrementAndGet() + ".";
    message.put("reasoning_content", thinking);
    message
        .putArray("reasoning_details")
        .addObject()
        .put("type", "reasoning.text")
        .put("id", "reasoning-text-1")
        .put("format", "MiniMax-response-v1")
        .put("index", 0)
        .put("text", thinking);
    return message;
  }

  static ObjectNode calling(String name, String arguments) {
    return withCall(message("\n"), name, arguments);
  }

  /** Adds a call to a message, with an id like {@code call_function_100000000001_1}. */
  static ObjectNode withCall(ObjectNode message, String name, String arguments) {
    ArrayNode calls = message.withArray("tool_calls");
    int number = calls.size() + 1;
    ObjectNode call =
        calls
            .addObject()
            .put("id", "call_function_" + IDS.incrementAndGet() + "_" + number)
            .put("type", "function")
            .put("index", calls.size() - 1);
    call.putObject("function").put("name", name).put("arguments", arguments);
    return message;
  }

  static ObjectNode completion(ObjectNode message, String finishReason) {
    ObjectNode root =
        Json.object()
            .put("id", "fake-" + IDS.incrementAndGet())
            .put("object", "chat.completion")
            .put("created", 1_795_000_000)
            .put("model", "MiniMax-M2.1");
    ObjectNode choice = root.putArray("choices").addObject();
    choice.put("finish_reason", finishReason).put("index", 0).set("message", message);
    root.putObject("usage").put("total_tokens", 1234).put("total_characters", 0);
    root.put("input_sensitive", false).put("output_sensitive", false);
    root.putObject("base_resp").put("status_code", 0).put("status_msg", "");
    return root;
  }

  static ObjectNode finalObject(double kwh) {
    ObjectNode answer =
        Json.object()
            .put("estimated_kwh", kwh)
            .put("estimated_carbon_kg", kwh * 0.4)
            .put("estimated_cost_usd", kwh * 0.15);
    answer.putArray("optimizations").add("Use mixed precision.").add("Run at night.");
    answer.putArray("reasoning_trace").add("This is the model's prose and must not be shown.");
    return answer.put("confidence", 0.85);
  }

  /** Arguments that fill the slots of client code. */
  static String slots() {
    return text(
        Json.object()
            .put("explanation", EXPLANATION)
            .put("num_gpus", 2)
            .put("gpu_type", "A100")
            .put("region", "DE")
            .putNull("project"));
  }

  static String text(ObjectNode node) {
    return new String(Json.write(node), StandardCharsets.UTF_8);
  }
}
