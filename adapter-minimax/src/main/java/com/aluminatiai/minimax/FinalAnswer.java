package com.aluminatiai.minimax;

import com.aluminatiai.workload.AgentInsights;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What a final object of the model says. */
sealed interface FinalAnswer {
  /** It can be used: the inputs of the energy tool's last result, and advice. */
  record Accepted(Evidence evidence, List<String> optimizations, OptionalDouble confidence)
      implements FinalAnswer {}

  /** It gives no figure, but asks. */
  record Questions(List<String> questions) implements FinalAnswer {}

  /** It cannot be used; {@code why} is told to the model. */
  record Refused(String why) implements FinalAnswer {}

  /**
   * How far a stated figure may lie from the tool's: rounding never reaches 10, a slip of units
   * does.
   */
  double MOST_RATIO = 10;

  /** A generous factor for the host above the nameplate of all accelerators. */
  double HOST_FACTOR = 1.6;

  /** Most questions that are passed on. */
  int MOST_QUESTIONS = 5;

  /** Reads a final object. Its figures are only checked, never used. */
  static FinalAnswer read(ObjectNode object, Optional<Evidence> evidence) {
    JsonNode stated = object.path("estimated_kwh");
    List<String> questions = texts(object.path("clarifying_questions"), MOST_QUESTIONS);
    if ((stated.isMissingNode() || stated.isNull()) && !questions.isEmpty()) {
      return new Questions(questions);
    }
    if (evidence.isEmpty()) {
      return new Refused("call calculate_energy first, then give its kwh");
    }
    if (!isPlausible(stated, evidence.get())) {
      return new Refused("estimated_kwh must be the kwh that calculate_energy gave last");
    }
    return new Accepted(
        evidence.get(),
        texts(object.path("optimizations"), AgentInsights.MOST_OPTIMIZATIONS),
        confidence(object.path("confidence")));
  }

  /**
   * Reads the final object among several: the one that agrees best with the tools if there are more
   * than one.
   */
  static FinalAnswer readAll(List<ObjectNode> objects, Optional<Evidence> evidence) {
    List<ObjectNode> candidates =
        objects.stream()
            .filter(object -> object.has("estimated_kwh") || object.has("clarifying_questions"))
            .toList();
    if (candidates.isEmpty()) {
      return new Refused("there was no JSON object with estimated_kwh");
    }
    if (candidates.size() == 1) {
      return read(candidates.get(0), evidence);
    }
    return candidates.stream()
        .filter(object -> evidence.isPresent() && agrees(object, evidence.get()))
        .findFirst()
        .map(object -> read(object, evidence))
        .orElse(new Refused("there were several JSON objects; give exactly one"));
  }

  private static boolean agrees(ObjectNode object, Evidence evidence) {
    double kwh = evidence.estimate().kwh();
    JsonNode stated = object.path("estimated_kwh");
    return stated.isNumber() && Math.abs(stated.doubleValue() - kwh) <= 0.01 * kwh;
  }

  private static boolean isPlausible(JsonNode stated, Evidence evidence) {
    if (!stated.isNumber() || !Double.isFinite(stated.doubleValue())) {
      return false;
    }
    double kwh = evidence.estimate().kwh();
    double statedKwh = stated.doubleValue();
    if (kwh == 0) {
      return statedKwh == 0;
    }
    double mostKwh =
        Math.min(kwh * MOST_RATIO, Math.max(evidence.nameplateKwh() * HOST_FACTOR, kwh * 1.01));
    return statedKwh >= kwh / MOST_RATIO && statedKwh <= mostKwh;
  }

  private static OptionalDouble confidence(JsonNode stated) {
    double share = stated.isNumber() ? stated.doubleValue() : Double.NaN;
    return share >= 0 && share <= 1 ? OptionalDouble.of(share) : OptionalDouble.empty();
  }

  private static List<String> texts(JsonNode items, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : items) {
      String text =
          item.isTextual()
              ? CleanText.clean(item.textValue(), AgentInsights.MOST_OPTIMIZATION_CHARACTERS)
              : "";
      boolean isNew = !text.isEmpty() && !texts.contains(text);
      if (isNew && texts.size() < most && !AnswerText.holdsLeakedCall(text)) {
        texts.add(text);
      }
    }
    return texts;
  }
}
