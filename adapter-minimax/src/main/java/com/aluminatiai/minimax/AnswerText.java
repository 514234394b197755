package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Finds the answer in the text of a message: behind the thinking, within fences and prose. */
final class AnswerText {
  private static final String THINK_START = "<think>";
  private static final String THINK_END = "</think>";
  private static final List<String> LEAKS =
      List.of("minimax:tool_call", "<invoke name=", "]<]minimax[>[");

  /** Bounds the work on a text that is full of braces. */
  private static final int MOST_BRACES = 100;

  private AnswerText() {}

  /** Whether a call of a tool leaked into the text. */
  static boolean holdsLeakedCall(String content) {
    String lower = content.toLowerCase(Locale.ROOT);
    return LEAKS.stream().anyMatch(lower::contains);
  }

  /** What stands behind the thinking; empty if the thinking never ends. */
  static Optional<String> withoutThinking(String content) {
    int end = content.lastIndexOf(THINK_END);
    String rest = end < 0 ? content : content.substring(end + THINK_END.length());
    return rest.contains(THINK_START) ? Optional.empty() : Optional.of(rest);
  }

  /**
   * Returns the JSON objects of a text in their order, whatever stands around them. What looks like
   * an object but is broken spoils the whole text: nothing is mended, and a part of it is not taken
   * for the whole.
   */
  static List<ObjectNode> objects(String text) {
    List<ObjectNode> objects = new ArrayList<>();
    int start = text.indexOf('{');
    for (int braces = 0; start >= 0; braces++) {
      String rest = text.substring(start);
      Optional<Json.Prefix> prefix = Json.readPrefix(rest);
      boolean isBroken = prefix.isEmpty() && startsLikeAnObject(rest);
      if (isBroken || braces == MOST_BRACES) {
        return List.of();
      }
      prefix.ifPresent(found -> objects.add(found.object()));
      start = text.indexOf('{', start + prefix.map(Json.Prefix::length).orElse(1));
    }
    return objects;
  }

  private static boolean startsLikeAnObject(String text) {
    String inside = text.substring(1).stripLeading();
    return inside.isEmpty() || "\"'{".indexOf(inside.charAt(0)) >= 0;
  }
}
