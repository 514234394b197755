package com.aluminatiai.workload;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What was computed, as far as the user stated it. It changes an estimate where hours are derived
 * from its tokens.
 *
 * @param model the model that was trained or served
 * @param tokens how many tokens went through it
 * @param mfu model FLOPs utilization, more than 0, at most 1
 * @param lora whether only adapters were trained
 * @param concurrency requests at a time, 1 to 1,000,000
 * @param tokensPerSecond tokens a second that came out, more than 0, at most 1e9
 * @param inferred the names of what nobody stated and follows from tokens; empty where hours were
 *     stated
 */
public record Work(
    Model model,
    Tokens tokens,
    OptionalDouble mfu,
    Optional<Boolean> lora,
    OptionalLong concurrency,
    OptionalDouble tokensPerSecond,
    List<String> inferred) {
  /** Nothing stated. */
  public static final Work NONE =
      new Work(
          Model.NONE,
          Tokens.NONE,
          OptionalDouble.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalDouble.empty(),
          List.of());

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if a figure is out of its range
   */
  public Work {
    SpecField.MFU.require(mfu);
    SpecField.CONCURRENCY.require(concurrency);
    SpecField.TOKENS_PER_SECOND.require(tokensPerSecond);
    inferred = List.copyOf(inferred);
  }

  /**
   * Tells whether hours follow from tokens.
   *
   * @return false where they were stated or counted
   */
  public boolean isDerived() {
    return !inferred.isEmpty();
  }

  Work withInferred(List<String> names) {
    return new Work(model, tokens, mfu, lora, concurrency, tokensPerSecond, names);
  }

  /**
   * A model.
   *
   * @param name its name, not blank, at most 200 characters
   * @param parametersBillions its parameters in billions, more than 0, at most 1,000,000
   * @param activeParametersBillions those of them that each token uses, at most as many
   * @param bits bits of a weight, more than 0, at most 64
   */
  public record Model(
      Optional<String> name,
      OptionalDouble parametersBillions,
      OptionalDouble activeParametersBillions,
      OptionalDouble bits) {
    /** Nothing stated. */
    public static final Model NONE =
        new Model(
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if a figure or text is out of its range
     */
    public Model {
      name.ifPresent(SpecField.MODEL::require);
      SpecField.PARAMETERS_B.require(parametersBillions);
      SpecField.ACTIVE_PARAMETERS_B.require(activeParametersBillions);
      SpecField.BITS.require(bits);
      double most = parametersBillions.orElse(Double.MAX_VALUE);
      if (activeParametersBillions.orElse(0) > most) {
        throw new IllegalArgumentException(
            "active_parameters_b must be at most parameters_b: " + activeParametersBillions);
      }
    }
  }

  /**
   * Counts of tokens and requests.
   *
   * @param training tokens that were trained on, 1 to 1e15
   * @param output tokens that came out, 1 to 1e15
   * @param input tokens that went in, 0 to 1e15
   * @param requests requests that were answered, 1 to 1e15
   */
  public record Tokens(
      OptionalLong training, OptionalLong output, OptionalLong input, OptionalLong requests) {
    /** Nothing stated. */
    public static final Tokens NONE =
        new Tokens(
            OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if a figure is out of its range
     */
    public Tokens {
      SpecField.TRAINING_TOKENS.require(training);
      SpecField.OUTPUT_TOKENS.require(output);
      SpecField.INPUT_TOKENS.require(input);
      SpecField.REQUESTS.require(requests);
    }
  }

  /**
   * Reads what some source says.
   *
   * @param <E> how reading fails
   * @param values where the fields are read from
   * @return the work
   * @throws E if a field cannot be read
   */
  public static <E extends Exception> Work of(SpecValues<E> values) throws E {
    return new Work(
        new Model(
            values.text(SpecField.MODEL),
            values.number(SpecField.PARAMETERS_B),
            values.number(SpecField.ACTIVE_PARAMETERS_B),
            values.number(SpecField.BITS)),
        new Tokens(
            values.count(SpecField.TRAINING_TOKENS),
            values.count(SpecField.OUTPUT_TOKENS),
            values.count(SpecField.INPUT_TOKENS),
            values.count(SpecField.REQUESTS)),
        values.number(SpecField.MFU),
        values.flag(SpecField.LORA),
        values.count(SpecField.CONCURRENCY),
        values.number(SpecField.TOKENS_PER_SECOND),
        List.of());
  }
}
