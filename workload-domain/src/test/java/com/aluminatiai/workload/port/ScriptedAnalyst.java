package com.aluminatiai.workload.port;

import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.WorkloadSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An AI that answers what it is told to, when it is told to. Thread-safe. */
public final class ScriptedAnalyst implements WorkloadAnalyst {
  private final Analysis answer;
  private final CountDownLatch gate;
  private final List<WorkloadSpec> asked = new CopyOnWriteArrayList<>();

  private ScriptedAnalyst(Analysis answer, CountDownLatch gate) {
    this.answer = answer;
    this.gate = gate;
  }

  /**
   * Returns an AI that answers at once.
   *
   * @param answer its answer
   * @return the AI
   */
  public static ScriptedAnalyst answering(Analysis answer) {
    return new ScriptedAnalyst(answer, new CountDownLatch(0));
  }

  /**
   * Returns an AI that answers when a gate opens.
   *
   * @param answer its answer
   * @param gate opens at zero
   * @return the AI
   */
  public static ScriptedAnalyst answeringAfter(CountDownLatch gate, Analysis answer) {
    return new ScriptedAnalyst(answer, gate);
  }

  /**
   * Returns what it was asked about, in order.
   *
   * @return the specifications
   */
  public List<WorkloadSpec> asked() {
    return asked;
  }

  @Override
  public String model() {
    return "MiniMax-M2.1";
  }

  @Override
  public Analysis analyse(WorkloadSpec spec) throws InterruptedException {
    asked.add(spec);
    gate.await();
    return answer;
  }
}
