package com.aluminatiai.workload.usecase;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Lays what came of a conversation on its workload, once. Thread-safe. */
final class ConversationEnds {
  private final WorkloadStore store;
  private final WorkloadEstimator estimator;
  private final Optional<String> model;
  private final Clock clock;
  private final Consumer<AgentState> outcomes;
  private final JobClock jobs;

  ConversationEnds(
      WorkloadStore store,
      WorkloadEstimator estimator,
      Optional<String> model,
      Clock clock,
      Consumer<AgentState> outcomes) {
    this.store = store;
    this.estimator = estimator;
    this.model = model;
    this.clock = clock;
    this.outcomes = outcomes;
    this.jobs = new JobClock(estimator);
  }

  /** Returns that there is no answer, and why. */
  static Analysis without(Failure failure) {
    return new Analysis.NoAnswer(failure, List.of());
  }

  /**
   * Stores an outcome unless somebody else has; a change by the user in between is kept and the
   * outcome laid on it.
   */
  Optional<Workload> apply(Owner owner, Workload asked, Analysis analysis) throws StorageException {
    OwnedWorkloads workloads = store.of(owner);
    while (true) {
      Optional<Workload> current = workloads.find(asked.id());
      if (current.isEmpty() || !current.get().agent().isPending()) {
        return current;
      }
      Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
      Workload next = after(jobs.at(current.get(), now), asked.spec(), analysis, now);
      Optional<HistoryEntry> entry =
          analysis instanceof Analysis.Refined
              ? Optional.of(HistoryEntry.of(HistoryEntry.Event.AGENT_REFINED, next))
              : Optional.empty();
      if (workloads.update(next, entry)) {
        next.agent().state().ifPresent(outcomes);
        return Optional.of(next);
      }
    }
  }

  private Workload after(Workload current, WorkloadSpec asked, Analysis analysis, Instant now) {
    if (analysis instanceof Analysis.Refined refined) {
      String name = model.orElseThrow();
      ChosenInputs chosen = refined.chosen().onlyWhatIsOpenIn(current.spec());
      AgentPart part =
          new AgentPart(
              Optional.of(AgentState.answered(name)),
              chosen,
              Optional.of(insights(refined.insights(), asked, current.spec())),
              List.of());
      return current.afterAgent(
          now, part, estimator.estimate(Method.AGENT, current.spec(), chosen));
    }
    Analysis.NoAnswer none = (Analysis.NoAnswer) analysis;
    AgentState failed = AgentState.failed(none.failure(), model);
    AgentPart part =
        new AgentPart(Optional.of(failed), ChosenInputs.NONE, Optional.empty(), none.questions());
    return current.afterAgent(
        now, part, new Estimation(current.estimate(), current.estimateWarnings()));
  }

  /** The trace tells of the workload that was asked about; where it changed since, it says so. */
  private static AgentInsights insights(AgentInsights said, WorkloadSpec asked, WorkloadSpec now) {
    if (asked.durationHours() == now.durationHours()
        && asked.utilizationPercent().equals(now.utilizationPercent())) {
      return said;
    }
    List<String> trace = new ArrayList<>(said.reasoningTrace());
    trace.add(
        "The workload was changed meanwhile: the figures are for its present hours and"
            + " utilization, with the inputs chosen above.");
    return new AgentInsights(said.optimizations(), said.confidence(), trace);
  }
}
