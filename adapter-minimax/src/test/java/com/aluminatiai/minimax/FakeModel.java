package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntBiFunction;

/**
 * A model that estimates a workload: power, energy, carbon, advice, answer. Scenarios bend one of
 * these steps. How far it is, it tells from the history.
 */
final class FakeModel {
  /** What it chooses in the energy tool. */
  static final String CHOICE =
      "{\"utilization_pct\": 90, \"pue\": 1.2, \"workload_type\": \"training\"}";

  private static final int NORMAL_TOKENS = 4096;
  private static final String REPAIR_MARK = "could not be used";
  private static final String LEAK =
      "<minimax:tool_call>\n<invoke name=\"estimate_carbon\">\n</invoke>\n</minimax:tool_call>";

  /** Scenarios whose first turn is bent; all turns after it are as usual. */
  private static final Map<String, String> BAD_FIRST_ARGUMENTS =
      Map.of(
          "tool_args_malformed", "{\"utilization_pct\": 90,,}",
          "tool_args_truncated", "{\"utilization_pct\": 9",
          "tool_args_single_quotes", "{'utilization_pct': 90}",
          "tool_args_empty", "",
          "tool_args_not_object", "[90]",
          "tool_args_wrong_types", "{\"utilization_pct\": \"ninety\"}",
          "tool_args_hostile",
              "{\"utilization_pct\": 1e400, \"region\": \"'; DROP TABLE workloads; --\"}",
          "tool_args_out_of_range", "{\"utilization_pct\": 50, \"pue\": 4.5}",
          "tool_args_other_workload",
              "{\"gpu_type\": \"H200\", \"num_gpus\": 100000, \"duration_hours\": 9999}");

  private static final Set<String> LEAKING =
      Set.of("tool_xml_leak", "tool_xml_leak_once", "tool_xml_malformed", "tool_xml_m3");

  private final String name;
  private final JsonNode messages;
  private final int mostTokens;
  private final ToIntBiFunction<String, Integer> parameter;
  private final int results;
  private final int repairs;

  FakeModel(
      String name, JsonNode messages, int mostTokens, ToIntBiFunction<String, Integer> parameter) {
    this.name = name;
    this.messages = messages;
    this.mostTokens = mostTokens;
    this.parameter = parameter;
    this.results = count("tool", "");
    this.repairs = count("user", REPAIR_MARK);
  }

  private int count(String role, String part) {
    int count = 0;
    for (JsonNode message : messages) {
      if (message.path("role").asText().equals(role)
          && message.path("content").asText().contains(part)) {
        count++;
      }
    }
    return count;
  }

  ObjectNode answer() {
    return bentTurn().orElseGet(() -> step(isBentFirst() ? results - 1 : results));
  }

  private boolean isBentFirst() {
    return BAD_FIRST_ARGUMENTS.containsKey(name)
        || name.equals("tool_wrong_name")
        || name.equals("tool_unoffered");
  }

  private Optional<ObjectNode> bentTurn() {
    return Optional.ofNullable(
        switch (name) {
          case "happy_parallel" -> results == 0 ? parallel() : null;
          case "happy_submit" -> results == 4 ? submit(energyKwh()) : null;
          case "submit_first" -> results == 0 ? submit(445.5) : null;
          case "submit_cut_off" -> results >= 4 ? submitCutOff() : null;
          case "role_blank" -> withRole("");
          case "role_system" -> withRole("system");
          case "submit_absurd" -> results >= 4 ? submit(-1) : null;
          case "happy_direct" -> finalAnswer(445.5);
          case "clarify" -> clarify();
          case "tool_wrong_name" -> results == 0 ? calls("get_tdp", "{}") : null;
          case "tool_unoffered" -> results == 0 ? calls("run_shell", "{\"c\":\"id\"}") : null;
          case "tool_wrong_name_always" -> calls("get_tdp_" + results, "{}");
          case "tool_endless" -> calls("calculate_energy", "{\"pue\": 1." + results + "}");
          case "tool_endless_same" -> calls("calculate_energy", "{}");
          case "tool_flood" -> flood();
          case "tool_missing_id",
              "tool_dup_ids",
              "tool_number_ids",
              "tool_no_function",
              "tool_no_name",
              "tool_no_object" ->
              results == 0 ? badCalls() : null;
          case "tool_calls_missing" ->
              results == 1 ? FakeReplies.completion(FakeReplies.message("\n"), "tool_calls") : null;
          case "tool_then_empty" ->
              results > 0 ? FakeReplies.completion(FakeReplies.message(""), "stop") : null;
          case "happy_finish_stop_with_calls" ->
              results < 4
                  ? FakeReplies.completion(
                      step(results).at("/choices/0/message").deepCopy(), "stop")
                  : null;
          default -> firstBent();
        });
  }

  private ObjectNode firstBent() {
    if (BAD_FIRST_ARGUMENTS.containsKey(name) && results == 0) {
      return calls("calculate_energy", BAD_FIRST_ARGUMENTS.get(name));
    }
    if (LEAKING.contains(name) && results == 2) {
      return leak();
    }
    if (name.equals("happy_think_inline") || name.equals("happy_reasoning_content")) {
      return otherThinking();
    }
    return null;
  }

  private ObjectNode step(int step) {
    return switch (step) {
      case 0 -> calls("get_gpu_power_draw", "{}");
      case 1 -> calls("calculate_energy", CHOICE);
      case 2 -> calls("estimate_carbon", "{}");
      case 3 -> calls("suggest_optimizations", "{}");
      default -> finalAnswer(energyKwh());
    };
  }

  private static ObjectNode calls(String tool, String arguments) {
    return FakeReplies.completion(FakeReplies.calling(tool, arguments), "tool_calls");
  }

  private ObjectNode finalAnswer(double kwh) {
    boolean isBad = repairs < parameter.applyAsInt("bad", Integer.MAX_VALUE);
    return new FakeFinals(name, kwh, isBad, mostTokens > NORMAL_TOKENS).answer(parameter);
  }

  private static ObjectNode submit(double kwh) {
    return calls("submit_estimate", FakeReplies.text(FakeReplies.finalObject(kwh)));
  }

  private static ObjectNode parallel() {
    ObjectNode message = FakeReplies.calling("get_gpu_power_draw", "{}");
    FakeReplies.withCall(message, "calculate_energy", CHOICE);
    FakeReplies.withCall(message, "estimate_carbon", "{}");
    FakeReplies.withCall(message, "suggest_optimizations", "{}");
    return FakeReplies.completion(message, "tool_calls");
  }

  private ObjectNode flood() {
    ObjectNode message = FakeReplies.message("\n");
    for (int i = 0; i < parameter.applyAsInt("k", 200); i++) {
      FakeReplies.withCall(message, "calculate_energy", "{\"utilization_pct\": " + i % 100 + "}");
    }
    return FakeReplies.completion(message, "tool_calls");
  }

  private ObjectNode badCalls() {
    if (repairs > 0) {
      return step(0);
    }
    ObjectNode message = FakeReplies.calling("get_gpu_power_draw", "{}");
    FakeReplies.withCall(message, "calculate_energy", CHOICE);
    ArrayNode calls = message.withArray("tool_calls");
    ObjectNode last = (ObjectNode) calls.get(1);
    switch (name) {
      case "tool_missing_id" -> last.remove("id");
      case "tool_number_ids" -> last.put("id", 7);
      case "tool_no_function" -> last.remove("function");
      case "tool_no_name" -> ((ObjectNode) last.path("function")).putNull("name");
      case "tool_no_object" -> calls.set(1, 7);
      default -> calls.forEach(call -> ((ObjectNode) call).put("id", "call_function_same_1"));
    }
    return FakeReplies.completion(message, "tool_calls");
  }

  /** A call of the terminal tool that ends at the limit of tokens. */
  private ObjectNode submitCutOff() {
    boolean isCured = parameter.applyAsInt("cure", 0) == 1 && results > 4;
    ObjectNode message =
        FakeReplies.calling(
            "submit_estimate", FakeReplies.text(FakeReplies.finalObject(energyKwh())));
    return FakeReplies.completion(message, isCured ? "tool_calls" : "length");
  }

  private ObjectNode withRole(String role) {
    ObjectNode root = step(results);
    ((ObjectNode) root.at("/choices/0/message")).put("role", role);
    return root;
  }

  private static ObjectNode clarify() {
    ObjectNode answer = Json.object();
    answer
        .putArray("clarifying_questions")
        .add("Which data\u0007 centre\u200B is it?")
        .add("Is it training?");
    return FakeReplies.completion(FakeReplies.message(FakeReplies.text(answer)), "stop");
  }

  private ObjectNode leak() {
    boolean isOver = name.equals("tool_xml_leak_once") && repairs > 0;
    String text =
        switch (name) {
          case "tool_xml_malformed" -> "minimax:tool_call invoke name=\"estimate_carbon\" /invoke";
          case "tool_xml_m3" -> "]<]minimax[>[tool_call]estimate_carbon]<]minimax[>[";
          default -> LEAK;
        };
    return isOver ? step(2) : FakeReplies.completion(FakeReplies.message(text), "stop");
  }

  /** Thinking as other hosts give it: within the content, or as one flat text. */
  private ObjectNode otherThinking() {
    ObjectNode root = step(results);
    ObjectNode message = (ObjectNode) root.at("/choices/0/message");
    String thinking = message.path("reasoning_content").asText();
    message.remove("reasoning_details");
    if (name.equals("happy_think_inline")) {
      message.remove("reasoning_content");
      String content = message.path("content").asText();
      message.put("content", "<think>" + thinking + "</think>\n\n" + content);
    }
    return root;
  }

  /** The kwh that our energy tool gave last. */
  private double energyKwh() {
    Map<String, String> toolOfId = new HashMap<>();
    double kwh = 445.5;
    for (JsonNode message : messages) {
      for (JsonNode call : message.path("tool_calls")) {
        toolOfId.put(call.path("id").asText(), call.at("/function/name").asText());
      }
      String tool = toolOfId.get(message.path("tool_call_id").asText());
      if ("calculate_energy".equals(tool)) {
        kwh =
            Json.readObject(message.path("content").asText())
                .map(result -> result.path("kwh").asDouble())
                .orElse(kwh);
      }
    }
    return kwh;
  }

  static ArrayNode hostileAdvice() {
    ArrayNode advice = Json.array();
    advice.add(7).addNull().add("").add("Ignore\u0000 \u202Ethis\u200B \uDB40\uDC41tag.");
    advice.add("Ignore this tag.").add("x".repeat(1000));
    for (int i = 0; i < 30; i++) {
      advice.add("Advice " + i + ".");
    }
    return advice;
  }
}
