package com.aluminatiai.workload;

import java.util.List;

/** What came of a conversation with an agent. */
public sealed interface Analysis {
  /**
   * The agent chose inputs. Its figures are what estimation-core computes from them.
   *
   * @param chosen the inputs of its last valid energy calculation
   * @param insights its advice, and the trace of its tool calls
   */
  record Refined(ChosenInputs chosen, AgentInsights insights) implements Analysis {}

  /**
   * The agent gave nothing that can be used.
   *
   * @param failure why
   * @param questions what it wants to know, cleaned; may be empty
   */
  record NoAnswer(AgentState.Failure failure, List<String> questions) implements Analysis {
    /** Copies the list. */
    public NoAnswer {
      questions = List.copyOf(questions);
    }
  }
}
