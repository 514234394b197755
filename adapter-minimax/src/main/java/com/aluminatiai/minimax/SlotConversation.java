package com.aluminatiai.minimax;

import com.aluminatiai.workload.ClientStyle;
import com.aluminatiai.workload.CodeSlots;
import com.aluminatiai.workload.CodeWish;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has the slots of client code filled: one question with one tool, asked once more if the answer is
 * none. The question holds the wish and nothing else; only the tool's arguments are read.
 */
final class SlotConversation {
  static final String TOOL = "fill_client_code";
  private static final int MOST_QUESTIONS = 2;
  private static final int MOST_CHARACTERS = 1_000;
  private static final String EXPLANATION = "explanation";
  private static final String STYLE = "style";

  private final ChatClient chat;
  private final Prompts prompts;
  private final Tally tally;

  SlotConversation(ChatClient chat, Prompts prompts, Tally tally) {
    this.chat = chat;
    this.prompts = prompts;
    this.tally = tally;
  }

  Optional<CodeSlots> hold(CodeWish wish) throws ChatProblem, InterruptedException {
    byte[] request =
        prompts.request(prompts.slots(question(wish)), prompts.slotTools(), Prompts.SLOT_TOKENS);
    for (int question = 0; question < MOST_QUESTIONS; question++) {
      ChatReply reply = chat.ask(request, tally);
      if (reply.wasFiltered() || reply.wasCutOff()) {
        return Optional.empty();
      }
      Optional<CodeSlots> slots = slots(reply);
      if (slots.isPresent()) {
        return slots;
      }
    }
    return Optional.empty();
  }

  private static ObjectNode question(CodeWish wish) {
    ObjectNode question = Json.object().put("language", wish.language().code());
    wish.style()
        .ifPresentOrElse(
            style -> question.put(STYLE, style.code()),
            () ->
                Arrays.stream(ClientStyle.values())
                    .filter(style -> style.languages().contains(wish.language()))
                    .forEach(
                        style -> question.withObject("/styles").put(style.code(), style.about())));
    wish.describe()
        .map(text -> CleanText.clean(text, CodeWish.MOST_DESCRIBE_CHARACTERS))
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> question.put("untrusted_description", text));
    return question;
  }

  private static Optional<CodeSlots> slots(ChatReply reply) {
    List<ChatReply.Call> calls = reply.calls();
    if (calls.size() != 1 || !calls.get(0).name().equals(TOOL)) {
      return Optional.empty();
    }
    return Json.readObject(calls.get(0).arguments()).flatMap(SlotConversation::slots);
  }

  /** What is no number and no text is no answer; nor is a text that is far too long. */
  private static Optional<CodeSlots> slots(ObjectNode arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> argument : arguments.properties()) {
      JsonNode value = argument.getValue();
      if (value.isNumber() && Double.isFinite(value.doubleValue())) {
        values.put(argument.getKey(), value.doubleValue());
      } else if (value.isTextual() && value.textValue().length() <= MOST_CHARACTERS) {
        values.put(argument.getKey(), CleanText.clean(value.textValue(), MOST_CHARACTERS));
      } else if (!value.isNull()) {
        return Optional.empty();
      }
    }
    Object explanation = values.remove(EXPLANATION);
    Object style = values.remove(STYLE);
    boolean isStyleText = style == null || style instanceof String;
    return explanation instanceof String text && isStyleText
        ? Optional.of(new CodeSlots(text, Optional.ofNullable((String) style), values))
        : Optional.empty();
  }
}
