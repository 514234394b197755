package com.aluminatiai.minimax;

import com.aluminatiai.workload.AgentState.Failure;
import java.util.function.Consumer;
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
    Said<T> hold(Tally tally) throws ChatProblem, InterruptedException;
  }

  Switchboard(CircuitBreaker breaker, MinimaxAgent.Listener listener) {
    this.breaker = breaker;
    this.listener = listener;
  }

  /** Holds a conversation; what goes wrong becomes the answer that {@code ifFailed} gives. */
  <T> T hold(Tally tally, Talk<T> talk, Function<Failure, T> ifFailed) throws InterruptedException {
    if (!breaker.tryEnter()) {
      tally.endedBecause("breaker_open");
      noteEnd(tally, Failure.UNAVAILABLE.code());
      return ifFailed.apply(Failure.UNAVAILABLE);
    }
    String outcome = "broken_off";
    Consumer<CircuitBreaker> effect = CircuitBreaker::undecided;
    try {
      Said<T> said = talk.hold(tally);
      if (said.isUsable()) {
        effect = CircuitBreaker::succeeded;
      }
      outcome = said.isUsable() ? "answered" : Failure.REJECTED.code();
      return said.answer();
    } catch (ChatProblem problem) {
      warn(tally, problem);
      Failure failure = problem.trouble().failure();
      outcome = failure.code();
      effect = effectOf(problem);
      return ifFailed.apply(failure);
    } catch (RuntimeException fault) {
      // Its message may hold what was said, so only its kind and place are told.
      outcome = Failure.UNAVAILABLE.code();
      tally.endedBecause("fault");
      LOG.error("A conversation broke, which is a fault of this service: {}", place(fault));
      return ifFailed.apply(Failure.UNAVAILABLE);
    } finally {
      effect.accept(breaker);
      noteEnd(tally, outcome);
    }
  }

  private static Consumer<CircuitBreaker> effectOf(ChatProblem problem) {
    return switch (problem.trouble().effect()) {
      case NONE -> CircuitBreaker::undecided;
      case COUNTS -> CircuitBreaker::failed;
      case OPENS -> breaker -> breaker.accountIsUsedUp(problem.hints().resetsAt());
    };
  }

  private static void warn(Tally tally, ChatProblem problem) {
    tally.endedBecause(problem.getMessage());
    switch (problem.trouble()) {
      case ACCOUNT, CONFIGURATION ->
          LOG.error(
              "MiniMax refuses this service, check key, address, model and account: {}",
              problem.getMessage());
      case OUR_REQUEST ->
          LOG.error(
              "MiniMax calls our request invalid, which is a fault of this service: {}",
              problem.getMessage());
      case TRANSIENT, RATE_LIMIT, SLOW_RATE_LIMIT, UNKNOWN, BROKEN_ANSWER, TIMEOUT, SENSITIVE ->
          LOG.warn("MiniMax gave no answer: {}", problem.getMessage());
    }
  }

  private static String place(RuntimeException fault) {
    StackTraceElement[] stack = fault.getStackTrace();
    return fault.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  private void noteEnd(Tally tally, String outcome) {
    LOG.info("MiniMax {}", tally.summary(outcome));
    listener.ended(tally.purpose(), outcome, tally.requests());
  }
}
