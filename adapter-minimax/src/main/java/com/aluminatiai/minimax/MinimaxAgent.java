package com.aluminatiai.minimax;

import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.CodeSlots;
import com.aluminatiai.workload.CodeWish;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.port.SlotFiller;
import com.aluminatiai.workload.port.WorkloadAnalyst;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * The door of this adapter: an analyst, and a filler of slots in client code, by a MiniMax model
 * over its OpenAI-compatible chat API. Holds one connection pool and one circuit breaker.
 * Thread-safe.
 */
public final class MinimaxAgent implements WorkloadAnalyst, SlotFiller {
  private static final int MOST_SNIPPETS_AT_ONCE = 4;

  private final MinimaxSettings settings;
  private final WorkloadEstimator estimator;
  private final Surroundings surroundings;
  private final Prompts prompts;
  private final ChatClient chat;
  private final CircuitBreaker breaker;
  private final Switchboard switchboard;
  private final Semaphore snippets = new Semaphore(MOST_SNIPPETS_AT_ONCE);

  /** Hears of the end of each conversation, for metrics. Must be thread-safe and quick. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Takes note of an end.
     *
     * @param purpose {@code analysis} or {@code snippet}
     * @param outcome {@code answered}, {@code rejected}, {@code unavailable}, {@code timeout}, or
     *     {@code broken_off} when the thread was interrupted
     * @param requests number of HTTP requests that were sent
     */
    void ended(String purpose, String outcome, int requests);
  }

  /**
   * What tests replace.
   *
   * @param callTimeout longest single call
   * @param snippetTimeout longest conversation for client code
   * @param time the passing of time
   * @param jitter numbers from 0 to 1
   */
  record Surroundings(
      Duration callTimeout, Duration snippetTimeout, Time time, DoubleSupplier jitter) {}

  /**
   * Creates an agent.
   *
   * @param settings how MiniMax is reached
   * @param estimator computes every figure
   * @param clock the time
   * @param listener hears of the end of each conversation
   */
  public MinimaxAgent(
      MinimaxSettings settings, WorkloadEstimator estimator, Clock clock, Listener listener) {
    this(
        settings,
        estimator,
        listener,
        new Surroundings(
            Duration.ofSeconds(45),
            Duration.ofSeconds(30),
            Time.of(clock),
            () -> ThreadLocalRandom.current().nextDouble()));
  }

  MinimaxAgent(
      MinimaxSettings settings,
      WorkloadEstimator estimator,
      Listener listener,
      Surroundings surroundings) {
    this.settings = settings;
    this.estimator = estimator;
    this.surroundings = surroundings;
    this.prompts = new Prompts(settings.model());
    this.chat =
        new ChatClient(
            new Endpoint(settings, surroundings.callTimeout()),
            surroundings.time(),
            surroundings.jitter());
    this.breaker = new CircuitBreaker(surroundings.time());
    this.switchboard = new Switchboard(breaker, listener);
  }

  /**
   * Returns whether MiniMax is left alone because it failed: no conversation begins but one now and
   * then that tries.
   *
   * @return true from the failure that was too many to the next success
   */
  public boolean isLeftAlone() {
    return breaker.isOpen();
  }

  @Override
  public String model() {
    return settings.model();
  }

  @Override
  public Analysis analyse(WorkloadSpec spec) throws InterruptedException {
    Deadline deadline = Deadline.in(settings.agentTimeout(), surroundings.time());
    return switchboard.hold(
        new Tally("analysis", deadline),
        tally -> {
          Outcome outcome =
              new AnalysisConversation(chat, prompts, new ToolBox(estimator, spec), tally)
                  .hold(spec);
          tally.endedBecause(outcome.reason());
          return new Switchboard.Said<>(outcome.analysis(), outcome.isRefined());
        },
        failure -> new Analysis.NoAnswer(failure, List.of()));
  }

  @Override
  public Optional<CodeSlots> fill(CodeWish wish) throws InterruptedException {
    if (!snippets.tryAcquire()) {
      return Optional.empty();
    }
    try {
      Deadline deadline = Deadline.in(surroundings.snippetTimeout(), surroundings.time());
      return switchboard.hold(
          new Tally("snippet", deadline),
          tally -> {
            Optional<CodeSlots> slots = new SlotConversation(chat, prompts, tally).hold(wish);
            tally.endedBecause(slots.isPresent() ? "answered" : "unusable_answer");
            return new Switchboard.Said<>(slots, slots.isPresent());
          },
          failure -> Optional.empty());
    } finally {
      snippets.release();
    }
  }
}
