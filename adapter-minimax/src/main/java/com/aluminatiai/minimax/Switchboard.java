package com.aluminatiai.minimax;

import com.aluminatiai.workload.AgentState.Failure;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets conversations begin, and notes how they end: circuit breaker, log, listener. Thread-safe.
 */
final class Switchboard {
  private static final Logger LOG = LoggerFactory.getLogger(MinimaxAgent.class);

  private final CircuitBreaker breaker;
  private final MinimaxAgent.Listener listener;

  /**
   * What came of a conversation.
   *
   * @param answer what the port answers
   * @param isUsable whether the model's word could be used
   */
  record Said<T>(T answer, boolean isUsable) {}

  /** A conversation. */
  @FunctionalInterface
  interface Talk<T> {
    Said<T> hold(Protocol protocol) throws ChatProblem, InterruptedException;
  }

  Switchboard(CircuitBreaker breaker, MinimaxAgent.Listener listener) {
    this.breaker = breaker;
    this.listener = listener;
  }

  /** Holds a conversation; what goes wrong becomes the answer that {@code ifFailed} gives. */
  <T> T hold(Protocol protocol, Talk<T> talk, Function<Failure, T> ifFailed)
      throws InterruptedException {
    if (!breaker.tryEnter()) {
      protocol.endedBecause("breaker_open");
      noteEnd(protocol, Failure.UNAVAILABLE.code());
      return ifFailed.apply(Failure.UNAVAILABLE);
    }
    boolean isNoted = false;
    try {
      Said<T> said = talk.hold(protocol);
      if (said.isUsable()) {
        breaker.succeeded();
        isNoted = true;
      }
      noteEnd(protocol, said.isUsable() ? "answered" : Failure.REJECTED.code());
      return said.answer();
    } catch (ChatProblem problem) {
      isNoted = tellBreaker(problem);
      warn(protocol, problem);
      Failure failure = problem.trouble().failure();
      noteEnd(protocol, failure.code());
      return ifFailed.apply(failure);
    } finally {
      if (!isNoted) {
        breaker.undecided();
      }
    }
  }

  private boolean tellBreaker(ChatProblem problem) {
    switch (problem.trouble().effect()) {
      case OPENS -> breaker.accountIsUsedUp(problem.hints().resetsAt());
      case COUNTS -> breaker.failed();
      case NONE -> {
        return false;
      }
    }
    return true;
  }

  private static void warn(Protocol protocol, ChatProblem problem) {
    protocol.endedBecause(problem.getMessage());
    if (problem.trouble().isAlert()) {
      LOG.error(
          "MiniMax refuses this service ({}: {}): check key, address, model and account",
          problem.trouble(),
          problem.getMessage());
    } else {
      LOG.warn("MiniMax gave no answer ({}: {})", problem.trouble(), problem.getMessage());
    }
  }

  private void noteEnd(Protocol protocol, String outcome) {
    LOG.info(
        "MiniMax {}: {} ({}), {} requests, {} answers, {} ms, model \"{}\", trace \"{}\"",
        protocol.purpose(),
        outcome,
        protocol.reason(),
        protocol.requests(),
        protocol.turns(),
        protocol.elapsedMillis(),
        protocol.model(),
        protocol.traceId());
    listener.ended(protocol.purpose(), outcome, protocol.requests());
  }
}
