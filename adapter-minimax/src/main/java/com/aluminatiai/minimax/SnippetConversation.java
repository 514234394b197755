package com.aluminatiai.minimax;

import com.aluminatiai.workload.ClientLanguage;
import java.util.Optional;

/**
 * Asks for client code: one question without tools, asked once more if the answer is none. The
 * question holds the language and nothing else.
 */
final class SnippetConversation {
  private static final int MOST_QUESTIONS = 2;

  private final ChatClient chat;
  private final Prompts prompts;
  private final Tally tally;

  SnippetConversation(ChatClient chat, Prompts prompts, Tally tally) {
    this.chat = chat;
    this.prompts = prompts;
    this.tally = tally;
  }

  Optional<String> hold(ClientLanguage language) throws ChatProblem, InterruptedException {
    History history = prompts.snippet(Json.object().put("language", language.code()));
    byte[] request = prompts.request(history, Optional.empty(), Prompts.SNIPPET_TOKENS);
    for (int question = 0; question < MOST_QUESTIONS; question++) {
      ChatReply reply = chat.ask(request, tally);
      if (reply.wasFiltered() || reply.wasCutOff()) {
        return Optional.empty();
      }
      Optional<String> text = text(reply);
      if (text.isPresent()) {
        return text;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> text(ChatReply reply) {
    if (!reply.finishReason().equals("stop") || !reply.calls().isEmpty()) {
      return Optional.empty();
    }
    return AnswerText.withoutThinking(reply.content())
        .filter(text -> !text.isBlank() && !AnswerText.holdsLeakedCall(text))
        .map(String::strip);
  }
}
