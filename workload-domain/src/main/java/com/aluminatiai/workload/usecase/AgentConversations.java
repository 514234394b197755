package com.aluminatiai.workload.usecase;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadAnalyst;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Holds the conversations with the agent. A workload whose agent is pending is stored before its
 * conversation begins; the conversation's lease is stored with it, so that another process takes it
 * over if this one dies. An outcome is applied only to a workload that is still pending, so it is
 * applied once. Thread-safe.
 */
public final class AgentConversations implements AutoCloseable {
  private final WorkloadStore store;
  private final WorkloadEstimator estimator;
  private final Optional<WorkloadAnalyst> analyst;
  private final AgentPolicy policy;
  private final Clock clock;
  private final Consumer<AgentState> outcomes;
  private final Semaphore places;
  private final ExecutorService threads;

  /**
   * Creates the conversations' place.
   *
   * @param store where workloads are kept
   * @param estimator computes every figure
   * @param analyst the AI; empty where none is configured
   * @param policy how much agents may do
   * @param clock the time
   * @param outcomes hears once of every submission for which an agent was asked how that ended:
   *     answered, or failed and why
   */
  public AgentConversations(
      WorkloadStore store,
      WorkloadEstimator estimator,
      Optional<WorkloadAnalyst> analyst,
      AgentPolicy policy,
      Clock clock,
      Consumer<AgentState> outcomes) {
    this.store = store;
    this.estimator = estimator;
    this.analyst = analyst;
    this.policy = policy;
    this.clock = clock;
    this.outcomes = outcomes;
    this.places = new Semaphore(policy.maxConcurrency());
    this.threads =
        Executors.newCachedThreadPool(
            task -> {
              Thread thread = new Thread(task, "agent");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Returns whether an agent is configured.
   *
   * @return true if there is one
   */
  public boolean isConfigured() {
    return analyst.isPresent();
  }

  /**
   * Returns the model that is asked.
   *
   * @return its name as users see it; empty if no agent is configured
   */
  public Optional<String> model() {
    return analyst.map(WorkloadAnalyst::model);
  }

  /** How far the agent of a submission has come before anything was done. */
  AgentState firstState() {
    return analyst
        .map(agent -> AgentState.pending(agent.model()))
        .orElseGet(() -> told(AgentState.failed(Failure.NOT_CONFIGURED, Optional.empty())));
  }

  /** Counts a stored submission: one that was sent twice is stored and counted once. */
  private boolean isWithinLimit(Caller caller) throws StorageException {
    return policy.limitPerDay() == 0
        || caller.agentLimitSubject().isEmpty()
        || store.countAgentSubmission(
            caller.agentLimitSubject().get(),
            clock.instant().atZone(ZoneOffset.UTC).toLocalDate(),
            policy.limitPerDay());
  }

  private AgentState told(AgentState outcome) {
    outcomes.accept(outcome);
    return outcome;
  }

  /** Until when a conversation that is submitted now belongs to this process. */
  Instant firstLeaseUntil() {
    return clock.instant().plus(policy.firstLease());
  }

  /** Longest time that a submission waits for its agent. */
  Duration answerWait(boolean isAsked) {
    return isAsked ? policy.answerWait() : Duration.ZERO;
  }

  /**
   * Begins the conversation about a workload that is stored as pending, and waits for it as long as
   * a submission may. The conversation goes on when the wait is over. A caller who has used up the
   * day's limit gets none.
   */
  Workload converse(Caller caller, Workload pending) throws InterruptedException {
    Owner owner = caller.owner();
    try {
      if (!isWithinLimit(caller)) {
        return apply(owner, pending, noAnswer(Failure.LIMIT)).orElse(pending);
      }
    } catch (StorageException e) {
      return pending; // It is stored: whoever claims it when its lease has ended holds it.
    }
    long deadlineNanos = System.nanoTime() + policy.answerWait().toNanos();
    if (!places.tryAcquire(policy.answerWait().toNanos(), TimeUnit.NANOSECONDS)) {
      return pending;
    }
    Future<Optional<Workload>> outcome = threads.submit(() -> holdAndLeave(owner, pending));
    try {
      long leftNanos = Math.max(0, deadlineNanos - System.nanoTime());
      return outcome.get(leftNanos, TimeUnit.NANOSECONDS).orElse(pending);
    } catch (TimeoutException goesOn) {
      return pending;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageException) {
        return pending; // Its lease will end, and whoever claims it tries again.
      }
      throw new IllegalStateException("a conversation broke", e.getCause());
    }
  }

  /**
   * Claims one conversation that a process left behind, and holds it. To be called every few
   * seconds, by any number of threads and processes.
   *
   * @return false if there is none to hold, or no place to hold it
   * @throws StorageException if the storage cannot be reached
   * @throws InterruptedException if the thread is interrupted; somebody will claim the conversation
   *     again
   */
  public boolean resumeOne() throws StorageException, InterruptedException {
    if (!places.tryAcquire()) {
      return false;
    }
    try {
      Instant now = clock.instant();
      Optional<PendingConversation> claimed = store.claimPending(now, now.plus(policy.lease()));
      if (claimed.isPresent()) {
        resume(claimed.get(), now);
      }
      return claimed.isPresent();
    } finally {
      places.release();
    }
  }

  /** The submission's own attempt was the first. */
  private void resume(PendingConversation claimed, Instant now)
      throws StorageException, InterruptedException {
    boolean isTooOld = claimed.workload().createdAt().plus(AgentPolicy.MOST_AGE).isBefore(now);
    if (analyst.isEmpty()) {
      apply(claimed.owner(), claimed.workload(), noAnswer(Failure.NOT_CONFIGURED));
    } else if (isTooOld || 1 + claimed.attempt() > AgentPolicy.MOST_ATTEMPTS) {
      apply(claimed.owner(), claimed.workload(), noAnswer(Failure.TIMEOUT));
    } else {
      hold(claimed.owner(), claimed.workload());
    }
  }

  private Optional<Workload> holdAndLeave(Owner owner, Workload pending)
      throws StorageException, InterruptedException {
    try {
      return hold(owner, pending);
    } finally {
      places.release();
    }
  }

  private Optional<Workload> hold(Owner owner, Workload pending)
      throws StorageException, InterruptedException {
    Analysis analysis = analyst.orElseThrow().analyse(pending.spec());
    return apply(owner, pending, analysis);
  }

  private static Analysis noAnswer(Failure failure) {
    return new Analysis.NoAnswer(failure, List.of());
  }

  /**
   * Stores an outcome unless somebody else has; a change by the user in between is kept and the
   * outcome laid on it.
   */
  private Optional<Workload> apply(Owner owner, Workload asked, Analysis analysis)
      throws StorageException {
    OwnedWorkloads workloads = store.of(owner);
    while (true) {
      Optional<Workload> current = workloads.find(asked.id());
      if (current.isEmpty() || !current.get().agent().isPending()) {
        return current;
      }
      Workload next = after(current.get(), asked.spec(), analysis);
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

  private Workload after(Workload current, WorkloadSpec asked, Analysis analysis) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    if (analysis instanceof Analysis.Refined refined) {
      String model = analyst.orElseThrow().model();
      ChosenInputs chosen = refined.chosen().onlyWhatIsOpenIn(current.spec());
      AgentPart part =
          new AgentPart(
              Optional.of(AgentState.answered(model)),
              chosen,
              Optional.of(insights(refined.insights(), asked, current.spec())),
              List.of());
      return current.afterAgent(
          now, part, estimator.estimate(Method.AGENT, current.spec(), chosen));
    }
    Analysis.NoAnswer none = (Analysis.NoAnswer) analysis;
    AgentState failed = AgentState.failed(none.failure(), analyst.map(WorkloadAnalyst::model));
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

  /**
   * Interrupts the conversations that are held. Their workloads stay pending, for whoever starts
   * next.
   */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
