package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.port.WorkloadAnalyst;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
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
  /**
   * Most submissions that wait for an agent at once, or for the answer to an equal one: each holds
   * a thread of the server, which has others to serve. Further ones are answered as pending at
   * once.
   */
  static final int MOST_WAITING = 64;

  /** How long a stop waits for the conversations that it breaks off to be left to others. */
  private static final Duration LEAVE_WITHIN = Duration.ofSeconds(5);

  private final WorkloadStore store;
  private final Optional<WorkloadAnalyst> analyst;
  private final AgentPolicy policy;
  private final AgentLimit limit;
  private final Clock clock;
  private final Consumer<AgentState> outcomes;
  private final ConversationEnds ends;
  private final Semaphore waits = new Semaphore(MOST_WAITING);
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
    this.analyst = analyst;
    this.policy = policy;
    this.limit = new AgentLimit(store, policy.limitPerDay(), clock);
    this.clock = clock;
    this.outcomes = outcomes;
    this.ends =
        new ConversationEnds(
            store, estimator, analyst.map(WorkloadAnalyst::model), clock, outcomes);
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
        .orElseGet(() -> AgentState.failed(Failure.NOT_CONFIGURED, Optional.empty()));
  }

  /** Until when a conversation that is submitted now belongs to this process. */
  Instant firstLeaseUntil() {
    return clock.instant().plus(policy.firstLease());
  }

  /** Longest time that a submission waits for its agent. */
  Duration answerWait(boolean isAsked) {
    return isAsked ? policy.answerWait() : Duration.ZERO;
  }

  /** Takes a place to wait; returns false if as many as may wait already. */
  boolean beginWait() {
    return waits.tryAcquire();
  }

  /** Gives the place back. */
  void endWait() {
    waits.release();
  }

  /** How many submissions wait for their agent now. */
  int waiting() {
    return MOST_WAITING - waits.availablePermits();
  }

  /**
   * Begins the conversation about a workload that is stored, and waits for it as long as a
   * submission may. The conversation goes on when the wait is over. A caller who has used up the
   * day's limit gets none.
   */
  Workload converse(Caller caller, Workload stored) throws InterruptedException {
    if (!stored.agent().isPending()) {
      stored.agent().state().ifPresent(outcomes);
      return stored;
    }
    Owner owner = caller.owner();
    try {
      // Only here: a submission that was sent twice is stored and counted once.
      return limit.take(caller)
          ? awaited(owner, stored)
          : ends.apply(owner, stored, ConversationEnds.without(Failure.LIMIT)).orElse(stored);
    } catch (StorageException e) {
      return stored; // Whoever claims it when its lease has ended holds it.
    }
  }

  private Workload awaited(Owner owner, Workload pending)
      throws StorageException, InterruptedException {
    if (!beginWait()) {
      return left(owner, pending);
    }
    try {
      long deadlineNanos = System.nanoTime() + policy.answerWait().toNanos();
      return places.tryAcquire(policy.answerWait().toNanos(), TimeUnit.NANOSECONDS)
          ? begun(owner, pending, deadlineNanos)
          : left(owner, pending);
    } finally {
      endWait();
    }
  }

  private Workload begun(Owner owner, Workload pending, long deadlineNanos)
      throws StorageException, InterruptedException {
    Future<Optional<Workload>> outcome;
    try {
      outcome = threads.submit(() -> holdAndFree(owner, pending));
    } catch (RejectedExecutionException stopping) {
      places.release();
      return left(owner, pending);
    }
    try {
      long leftNanos = Math.max(0, deadlineNanos - System.nanoTime());
      return outcome.get(leftNanos, TimeUnit.NANOSECONDS).orElse(pending);
    } catch (TimeoutException goesOn) {
      return pending;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof StorageException
          || e.getCause() instanceof InterruptedException) {
        return pending; // Whoever claims it tries again.
      }
      throw new IllegalStateException("a conversation broke", e.getCause());
    }
  }

  /** Leaves a conversation to whoever looks next, here or on another replica. */
  private Workload left(Owner owner, Workload pending) throws StorageException {
    store.of(owner).leaveConversation(pending.id(), clock.instant());
    return pending;
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
      ends.apply(
          claimed.owner(), claimed.workload(), ConversationEnds.without(Failure.NOT_CONFIGURED));
    } else if (isTooOld || 1 + claimed.attempt() > AgentPolicy.MOST_ATTEMPTS) {
      ends.apply(claimed.owner(), claimed.workload(), ConversationEnds.without(Failure.TIMEOUT));
    } else {
      hold(claimed.owner(), claimed.workload());
    }
  }

  private Optional<Workload> holdAndFree(Owner owner, Workload pending)
      throws StorageException, InterruptedException {
    try {
      return hold(owner, pending);
    } finally {
      places.release();
    }
  }

  private Optional<Workload> hold(Owner owner, Workload pending)
      throws StorageException, InterruptedException {
    try {
      return ends.apply(owner, pending, analyst.orElseThrow().analyse(pending.spec()));
    } catch (InterruptedException e) {
      left(owner, pending);
      throw e;
    }
  }

  /**
   * Interrupts the conversations that are held. Their workloads stay pending, and may be claimed at
   * once.
   */
  @Override
  public void close() {
    threads.shutdownNow();
    try {
      threads.awaitTermination(LEAVE_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
