package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/** Bodies in the forms that MiniMax gives them. */
final class FakeReplies {
  private static final AtomicLong IDS = new AtomicLong(100_000_000_000L);

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

  /** A program that asks the API at the address that belongs in its blank, in a fenced block. */
  static String snippet(String language) {
    String fence = language.equals("curl") ? "bash" : language;
    String program =
        switch (language) {
          case "python" ->
              """
              import requests

              BASE = "__BASE_ADDRESS__"
              WORKLOAD_ID = "__WORKLOAD_ID__"
              created = requests.post(f"{BASE}/api/workloads", json={"num_gpus": 8}, timeout=30).json()
              workload_id = WORKLOAD_ID or created["id"]
              print(requests.get(f"{BASE}/api/workloads/{workload_id}", timeout=30).json())
              """;
          case "curl" ->
              """
              BASE="__BASE_ADDRESS__"
              WORKLOAD_ID="__WORKLOAD_ID__"
              created=$(curl -sS --max-time 30 --json '{"num_gpus": 8}' "$BASE/api/workloads")
              if [ -z "$WORKLOAD_ID" ]; then
                WORKLOAD_ID=$(echo "$created" | jq -r .id)
              fi
              curl -sS --max-time 30 "$BASE/api/workloads/$WORKLOAD_ID"
              """;
          default ->
              """
              const BASE = "__BASE_ADDRESS__";
              const WORKLOAD_ID = "__WORKLOAD_ID__";
              const response = await fetch(`${BASE}/api/workloads`, { method: "POST", body: "{}" });
              const created = await response.json();
              const id = WORKLOAD_ID || created.id;
              console.log(await (await fetch(`${BASE}/api/workloads/${id}`)).json());
              """;
        };
    return "```" + fence + "\n" + program + "```";
  }

  static String text(ObjectNode node) {
    return new String(Json.write(node), StandardCharsets.UTF_8);
  }
}
