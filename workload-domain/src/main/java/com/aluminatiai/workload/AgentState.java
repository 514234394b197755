package com.aluminatiai.workload;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * How far an agent that was asked for has come.
 *
 * @param progress answered, pending or failed
 * @param failure why it did not answer; present if and only if it failed
 * @param model the model that was asked; empty where none is configured
 */
public record AgentState(Progress progress, Optional<Failure> failure, Optional<String> model) {
  /** How far an agent has come. */
  public enum Progress {
    /** It answered and its figures are the headline. */
    ANSWERED,
    /** Its conversation goes on. */
    PENDING,
    /** It did not answer. */
    FAILED;

    /**
     * Returns the name as it is written in JSON and SQL.
     *
     * @return the name in lower case
     */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Why an agent did not answer. */
  public enum Failure {
    /** No key is configured. */
    NOT_CONFIGURED("no MINIMAX_API_KEY is configured"),
    /** It took longer than it may. */
    TIMEOUT("it took too long"),
    /** It could not be reached, or refused. */
    UNAVAILABLE("it could not be reached, or refused"),
    /** What it said could not be used. */
    REJECTED("what it said could not be used"),
    /** The caller has used up the day's agent submissions. */
    LIMIT("the day's agent submissions are used up");

    private final String reason;

    Failure(String reason) {
      this.reason = reason;
    }

    /**
     * Returns what to tell the user.
     *
     * @return one sentence
     */
    public String sentence() {
      return "The agent did not answer: "
          + reason
          + "; the figures are those of the method that is shown.";
    }

    /**
     * Returns the name as it is written in JSON and SQL.
     *
     * @return the name in lower case
     */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Checks that a failure has a reason and nothing else has one.
   *
   * @throws IllegalArgumentException if it has not
   */
  public AgentState {
    Objects.requireNonNull(model, "model");
    if ((progress == Progress.FAILED) != failure.isPresent()) {
      throw new IllegalArgumentException(
          "failure must be given exactly if progress is FAILED: " + progress);
    }
  }

  /**
   * Returns the state of an agent that answered.
   *
   * @param model the model
   * @return the state
   */
  public static AgentState answered(String model) {
    return new AgentState(Progress.ANSWERED, Optional.empty(), Optional.of(model));
  }

  /**
   * Returns the state of an agent whose conversation goes on.
   *
   * @param model the model
   * @return the state
   */
  public static AgentState pending(String model) {
    return new AgentState(Progress.PENDING, Optional.empty(), Optional.of(model));
  }

  /**
   * Returns the state of an agent that did not answer.
   *
   * @param failure why
   * @param model the model; empty where none is configured
   * @return the state
   */
  public static AgentState failed(Failure failure, Optional<String> model) {
    return new AgentState(Progress.FAILED, Optional.of(failure), model);
  }
}
