package com.aluminatiai.minimax;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent that talks to a fake server, with time under control. */
final class AgentAtFake implements AutoCloseable {
  static final WorkloadSpec SPEC =
      new WorkloadSpec(
          70,
          8,
          "H100",
          72,
          OptionalDouble.empty(),
          true,
          Optional.empty(),
          Optional.empty(),
          WorkloadSpec.StatedSite.NONE,
          WorkloadSpec.Labels.NONE);

  static final WorkloadEstimator ESTIMATOR =
      new WorkloadEstimator(Estimator.standard(), Method.FALLBACK);

  final FakeMinimax fake;
  final FakeTime time = new FakeTime();
  final List<String> ends = new CopyOnWriteArrayList<>();
  final MinimaxAgent agent;

  private AgentAtFake(
      String scenario, WorkloadEstimator estimator, Duration agentTimeout, Duration callTimeout) {
    fake = FakeMinimax.playing(scenario);
    MinimaxSettings settings =
        MinimaxSettings.withKey(FakeMinimax.KEY).baseUrl(fake.baseUrl()).agentTimeout(agentTimeout);
    agent =
        new MinimaxAgent(
            settings,
            estimator,
            (purpose, outcome, requests) -> ends.add(purpose + " " + outcome + " " + requests),
            new MinimaxAgent.Surroundings(callTimeout, agentTimeout, time, () -> 0.5));
  }

  static AgentAtFake playing(String scenario) {
    return impatient(scenario, Duration.ofSeconds(60), Duration.ofSeconds(45));
  }

  /** An agent whose energy tool has a fault. */
  static AgentAtFake faulty() {
    WorkloadEstimator estimator =
        new WorkloadEstimator(
            Estimator.standard(),
            Method.FALLBACK,
            method -> {
              throw new IllegalStateException("patient zero");
            });
    return new AgentAtFake("happy", estimator, Duration.ofSeconds(60), Duration.ofSeconds(45));
  }

  static AgentAtFake impatient(String scenario, Duration agentTimeout, Duration callTimeout) {
    return new AgentAtFake(scenario, ESTIMATOR, agentTimeout, callTimeout);
  }

  Analysis analyse() throws InterruptedException {
    return agent.analyse(SPEC);
  }

  int requests() {
    return fake.requests().size();
  }

  @Override
  public void close() {
    fake.close();
  }
}
