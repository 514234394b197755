package com.aluminatiai.minimax;

import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.WorkloadSpec;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One bounded conversation about a workload: ask, run the tools that the model calls, ask again,
 * until a final object or a cap. Used by one thread.
 */
final class AnalysisConversation {
  private static final int MOST_TURNS = 8;
  private static final int MOST_CALLS_PER_TURN = 8;
  private static final int MOST_EQUAL_CALLS = 3;
  private static final int SENSITIVE_INPUT = 1026;
  private static final String TERMINAL_TOOL = "submit_estimate";

  private final ChatClient chat;
  private final Prompts prompts;
  private final Tally tally;
  private final ToolBox tools;
  private final Map<String, Integer> callsSeen = new HashMap<>();
  private History history;
  private int mostTokens = Prompts.ANALYSIS_TOKENS;
  private boolean isRepaired;

  AnalysisConversation(ChatClient chat, Prompts prompts, ToolBox tools, Tally tally) {
    this.chat = chat;
    this.prompts = prompts;
    this.tally = tally;
    this.tools = tools;
  }

  Outcome hold(WorkloadSpec spec) throws ChatProblem, InterruptedException {
    ChatReply reply = askFirst(spec);
    for (int turn = 1; ; turn++) {
      Optional<Outcome> end = reply.calls().isEmpty() ? read(reply) : answer(reply);
      if (end.isPresent()) {
        return end.get();
      }
      if (turn == MOST_TURNS) {
        return Outcome.rejected("turn_cap");
      }
      reply = ask();
    }
  }

  /** Notes that are judged sensitive are left out once, so that they cannot cost the estimate. */
  private ChatReply askFirst(WorkloadSpec spec) throws ChatProblem, InterruptedException {
    history = prompts.analysis(WorkloadMessage.of(spec, true));
    try {
      return ask();
    } catch (ChatProblem problem) {
      boolean hasNotes = !WorkloadMessage.notes(spec).isEmpty();
      if (problem.hints().code() != SENSITIVE_INPUT || !hasNotes) {
        throw problem;
      }
      history = prompts.analysis(WorkloadMessage.of(spec, false));
      return ask();
    }
  }

  private ChatReply ask() throws ChatProblem, InterruptedException {
    return chat.ask(prompts.request(history, prompts.tools(), mostTokens), tally);
  }

  private Optional<Outcome> answer(ChatReply reply) {
    List<ChatReply.Call> calls = reply.calls();
    if (reply.wasFiltered()) {
      return Optional.of(Outcome.rejected("filtered"));
    }
    if (calls.size() > MOST_CALLS_PER_TURN) {
      return Optional.of(Outcome.rejected("call_cap"));
    }
    if (!areWellFormed(calls)) {
      return repair("your tool calls had no usable ids or names");
    }
    if (reply.wasCutOff()) {
      mostTokens = 2 * Prompts.ANALYSIS_TOKENS;
    }
    history.echo(reply);
    for (ChatReply.Call call : calls) {
      if (callsSeen.merge(call.name() + call.arguments(), 1, Integer::sum) >= MOST_EQUAL_CALLS) {
        return Optional.of(Outcome.rejected("repeat_cap"));
      }
      Optional<Outcome> end = run(call, reply.wasCutOff());
      if (end.isPresent()) {
        return end;
      }
    }
    return Optional.empty();
  }

  private Optional<Outcome> run(ChatReply.Call call, boolean isCutOff) {
    Optional<ObjectNode> arguments = Json.readObject(call.arguments());
    ObjectNode result;
    if (arguments.isEmpty()) {
      result = ToolBox.error("the arguments were no JSON object and were taken as {}; call again");
    } else if (call.name().equals(TERMINAL_TOOL) && isCutOff) {
      result = ToolBox.error("your message was cut off; call " + TERMINAL_TOOL + " again");
    } else if (call.name().equals(TERMINAL_TOOL)) {
      FinalAnswer answer = FinalAnswer.read(arguments.get(), tools.evidence());
      if (!(answer instanceof FinalAnswer.Refused refused)) {
        return Optional.of(end(answer));
      }
      result = ToolBox.error(refused.why());
    } else {
      result = tools.run(call.name(), arguments.get());
    }
    history.answerCall(call.id(), result);
    return Optional.empty();
  }

  private static boolean areWellFormed(List<ChatReply.Call> calls) {
    Set<String> ids = new HashSet<>();
    return calls.stream().allMatch(call -> call.isWellFormed() && ids.add(call.id()));
  }

  private Optional<Outcome> read(ChatReply reply) {
    if (reply.wasFiltered()) {
      return Optional.of(Outcome.rejected("filtered"));
    }
    if (reply.wasCutOff()) {
      return retryWithMoreRoom();
    }
    String content = reply.content();
    if (!content.isBlank()) {
      history.echo(reply);
    }
    FinalAnswer answer = finalAnswer(content);
    if (answer instanceof FinalAnswer.Refused refused) {
      return repair(refused.why());
    }
    return Optional.of(end(answer));
  }

  private Optional<Outcome> retryWithMoreRoom() {
    if (mostTokens > Prompts.ANALYSIS_TOKENS) {
      return Optional.of(Outcome.rejected("cut_off"));
    }
    mostTokens = 2 * Prompts.ANALYSIS_TOKENS;
    return Optional.empty();
  }

  private FinalAnswer finalAnswer(String content) {
    if (AnswerText.holdsLeakedCall(content)) {
      return new FinalAnswer.Refused("your tool call came as text; use the tool interface");
    }
    return AnswerText.withoutThinking(content)
        .map(AnswerText::objects)
        .map(objects -> FinalAnswer.readAll(objects, tools.evidence()))
        .orElse(new FinalAnswer.Refused("your thinking was not closed"));
  }

  private Optional<Outcome> repair(String why) {
    if (isRepaired) {
      return Optional.of(Outcome.rejected("unusable_answer"));
    }
    isRepaired = true;
    history.askForRepair(why);
    return Optional.empty();
  }

  private Outcome end(FinalAnswer answer) {
    if (answer instanceof FinalAnswer.Accepted accepted) {
      AgentInsights insights =
          new AgentInsights(
              accepted.optimizations(), accepted.confidence(), tools.trace().sentences());
      return new Outcome(new Analysis.Refined(accepted.evidence().chosen(), insights), "answered");
    }
    List<String> questions =
        answer instanceof FinalAnswer.Questions asked ? asked.questions() : List.of();
    return new Outcome(new Analysis.NoAnswer(Failure.REJECTED, questions), "questions");
  }
}
