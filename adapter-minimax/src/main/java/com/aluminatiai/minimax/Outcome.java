package com.aluminatiai.minimax;

import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import java.util.List;

/**
 * How a conversation ended.
 *
 * @param analysis what the port answers
 * @param reason one word for the log
 */
record Outcome(Analysis analysis, String reason) {
  static Outcome rejected(String reason) {
    return new Outcome(new Analysis.NoAnswer(Failure.REJECTED, List.of()), reason);
  }

  boolean isRefined() {
    return analysis instanceof Analysis.Refined;
  }
}
