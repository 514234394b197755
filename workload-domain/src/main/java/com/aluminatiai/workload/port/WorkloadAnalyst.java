package com.aluminatiai.workload.port;

import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.WorkloadSpec;

/**
 * An AI that chooses better inputs for an estimate and gives advice. Implementations are
 * thread-safe, keep their own deadline, and never throw for what the AI said.
 */
public interface WorkloadAnalyst {
  /**
   * Returns the model's name as users see it.
   *
   * @return {@code MiniMax-M2.1} for instance
   */
  String model();

  /**
   * Holds a conversation about a workload. Takes up to its deadline.
   *
   * @param spec what the user said; nothing else is sent to the AI
   * @return chosen inputs and advice, or why there are none
   * @throws InterruptedException if the thread is interrupted, on shutdown for instance
   */
  Analysis analyse(WorkloadSpec spec) throws InterruptedException;
}
