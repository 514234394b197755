package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.function.ToIntBiFunction;

/** Final answers, good and bad. */
final class FakeFinals {
  private static final int DEEP = 5_000;

  private final String name;
  private final double kwh;
  private final boolean isBad;
  private final boolean hasMoreRoom;

  FakeFinals(String name, double kwh, boolean isBad, boolean hasMoreRoom) {
    this.name = name;
    this.kwh = kwh;
    this.isBad = isBad;
    this.hasMoreRoom = hasMoreRoom;
  }

  ObjectNode answer(ToIntBiFunction<String, Integer> parameter) {
    boolean isCutOff = name.startsWith("truncated_") || name.equals("length_empty");
    boolean isCured = hasMoreRoom && parameter.applyAsInt("cure", 0) > 0;
    if (isCutOff && !isCured) {
      return FakeReplies.completion(FakeReplies.message(cutOff()), "length");
    }
    if (name.equals("content_filter")) {
      ObjectNode root = FakeReplies.completion(FakeReplies.message(good()), "content_filter");
      return root.put("output_sensitive", true).put("output_sensitive_type", 3);
    }
    ObjectNode message = FakeReplies.message(isBad ? content() : good());
    if (isBad && name.equals("reasoning_only")) {
      message.put("reasoning_content", good());
    }
    if (isBad && name.equals("content_null")) {
      message.putNull("content");
    }
    return bentOutside(FakeReplies.completion(message, "stop"));
  }

  private ObjectNode bentOutside(ObjectNode root) {
    switch (name) {
      case "happy_status_msg" ->
          root.putObject("base_resp")
              .put("status_code", 0)
              .put("status_msg", "Invalid parameters detected, some were ignored");
      case "happy_no_base_resp" -> {
        root.remove("base_resp");
        root.remove("usage");
      }
      case "happy_unknown_fields" -> {
        root.put("surprise", 1);
        root.withObject("/choices/0/message").put("surprise", "two");
      }
      default -> {
        return root;
      }
    }
    return root;
  }

  private String cutOff() {
    return switch (name) {
      case "length_empty" -> "";
      case "truncated_number" -> good();
      default -> good().substring(0, good().length() / 2);
    };
  }

  private String good() {
    return FakeReplies.text(FakeReplies.finalObject(kwh));
  }

  private static String object(double kwh) {
    return FakeReplies.text(FakeReplies.finalObject(kwh));
  }

  private String content() {
    return switch (name) {
      case "happy_fenced" -> "Here it is:\n```json\n" + good() + "\n```\nI hope {this} helps.";
      case "happy_think_fenced" -> "<think>{\"a\":</think>\n```\n" + good() + "\n```";
      case "think_decoy" -> "<think>" + object(kwh * 2) + "</think>" + good();
      case "think_close_only" -> "so it is " + object(kwh * 2) + "</think>" + good();
      case "think_unclosed" -> "<think>maybe " + good();
      case "two_objects" -> object(kwh * 1.5) + "\nNo, rather:\n" + good();
      case "two_objects_wrong" -> object(kwh * 1.5) + "\nNo, rather:\n" + object(kwh * 1.3);
      case "dup_keys" -> good().replaceFirst("\\{", "{\"estimated_kwh\": 1, ");
      case "json_nan" -> good().replaceFirst("\"estimated_kwh\":[^,]+", "\"estimated_kwh\":NaN");
      case "prose_only" -> "It needs about " + kwh + " kWh.";
      case "content_empty", "reasoning_only" -> "";
      case "malformed_json" -> good().replaceFirst(",", ",,");
      case "single_quotes" -> good().replace('"', '\'');
      case "deep_final" -> "{\"a\":".repeat(DEEP) + "1" + "}".repeat(DEEP);
      default -> FakeReplies.text(absurd());
    };
  }

  private ObjectNode absurd() {
    ObjectNode answer = FakeReplies.finalObject(kwh);
    switch (name) {
      case "absurd_negative" -> answer.put("estimated_kwh", -kwh);
      case "absurd_zero" -> answer.put("estimated_kwh", 0);
      case "absurd_nan_string" -> answer.put("estimated_kwh", "NaN");
      case "absurd_1e300" -> answer.put("estimated_kwh", 1e300);
      case "absurd_1e400" -> answer.put("estimated_kwh", new BigDecimal("1e400"));
      case "absurd_bignum" -> answer.put("estimated_kwh", BigInteger.TEN.pow(40));
      case "absurd_over_nameplate" -> answer.put("estimated_kwh", kwh * 9);
      case "absurd_under" -> answer.put("estimated_kwh", 1e-6);
      case "absurd_units" -> answer.put("estimated_kwh", kwh / 1000);
      case "absurd_types" -> answer.putObject("estimated_kwh").put("best", kwh);
      case "absurd_missing" -> answer.remove("estimated_kwh");
      case "absurd_mismatch" ->
          answer.put("estimated_carbon_kg", -5).put("estimated_cost_usd", 1e9);
      case "absurd_slightly_off" -> answer.put("estimated_kwh", kwh * 1.05);
      case "absurd_confidence" -> answer.put("confidence", 85);
      case "bad_optimizations" -> answer.set("optimizations", FakeModel.hostileAdvice());
      case "optimizations_no_list" -> answer.put("optimizations", "none");
      default -> {
        return answer;
      }
    }
    return answer;
  }
}
