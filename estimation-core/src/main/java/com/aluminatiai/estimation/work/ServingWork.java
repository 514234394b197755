package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.input.Require;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Tokens that a language model makes for those who ask it: inference.
 *
 * <p>How many requests are served at once moves the energy of a token tenfold. State {@code
 * concurrency}, or {@code tokensPerSecond} of the whole deployment; where both are stated, tokens
 * per second count, because they say how long it takes. Immutable and thread-safe.
 */
public final class ServingWork implements Work {
  /** Most tokens or requests: a thousand times what the world makes in a year today. */
  public static final double MOST = 1e18;

  private static final double MOST_AT_ONCE = 1e6;

  private static final double MOST_TOKENS_PER_SECOND = 1e9;

  /** Requests at once that memory is counted for, where they are not stated. */
  private static final double USUAL_AT_ONCE = 32;

  private static final double MOST_TOKENS_OF_A_REQUEST = 1e8;

  private final LanguageModel model;
  private final double outputTokens;
  private final Stated stated;

  private record Stated(
      OptionalDouble inputTokens,
      OptionalDouble requests,
      OptionalDouble concurrency,
      OptionalDouble tokensPerSecond,
      OptionalDouble bits) {
    static final Stated NOTHING =
        new Stated(
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            OptionalDouble.empty());
  }

  private ServingWork(LanguageModel model, double outputTokens, Stated stated) {
    this.model = model;
    this.outputTokens = outputTokens;
    this.stated = stated;
  }

  /**
   * Returns work of which the model and the output are known.
   *
   * @param model the model
   * @param outputTokens tokens that it makes in all, more than 0, at most 10^18
   * @return the work
   * @throws IllegalArgumentException if the tokens are out of their range or not a number
   * @throws NullPointerException if {@code model} is null
   */
  public static ServingWork of(LanguageModel model, double outputTokens) {
    Objects.requireNonNull(model, "model");
    return new ServingWork(
        model, Require.moreThanZero("outputTokens", outputTokens, MOST), Stated.NOTHING);
  }

  /**
   * Returns this work with the tokens that the model reads. Where they are not stated, prompts are
   * short, as in the measured chats.
   *
   * @param tokens in all requests together, 0 to 10^18
   * @return a copy
   * @throws IllegalArgumentException if they are out of their range or not a number
   */
  public ServingWork withInputTokens(double tokens) {
    OptionalDouble input = OptionalDouble.of(Require.within("inputTokens", tokens, 0, MOST));
    return with(
        new Stated(
            input, stated.requests, stated.concurrency, stated.tokensPerSecond, stated.bits));
  }

  /**
   * Returns this work with the number of requests, which says how long each answer is.
   *
   * @param requests more than 0, at most 10^18
   * @return a copy
   * @throws IllegalArgumentException if they are out of their range or not a number
   */
  public ServingWork withRequests(double requests) {
    OptionalDouble many = OptionalDouble.of(Require.moreThanZero("requests", requests, MOST));
    return with(
        new Stated(
            stated.inputTokens, many, stated.concurrency, stated.tokensPerSecond, stated.bits));
  }

  /**
   * Returns this work with the requests that are served at once, on all accelerators together.
   *
   * @param requests mean of the batch, more than 0, at most 10^6
   * @return a copy
   * @throws IllegalArgumentException if they are out of their range or not a number
   */
  public ServingWork withConcurrency(double requests) {
    OptionalDouble many =
        OptionalDouble.of(Require.moreThanZero("concurrency", requests, MOST_AT_ONCE));
    return with(
        new Stated(stated.inputTokens, stated.requests, many, stated.tokensPerSecond, stated.bits));
  }

  /**
   * Returns this work with the output tokens per second of all accelerators together. They count
   * where {@code concurrency} is stated too.
   *
   * @param tokens more than 0, at most 10^9
   * @return a copy
   * @throws IllegalArgumentException if they are out of their range or not a number
   */
  public ServingWork withTokensPerSecond(double tokens) {
    OptionalDouble rate =
        OptionalDouble.of(Require.moreThanZero("tokensPerSecond", tokens, MOST_TOKENS_PER_SECOND));
    return with(
        new Stated(stated.inputTokens, stated.requests, stated.concurrency, rate, stated.bits));
  }

  /**
   * Returns this work with the bits in which the model is served.
   *
   * @param bits of one parameter, 1 to 64
   * @return a copy
   * @throws IllegalArgumentException if they are out of their range or not a number
   */
  public ServingWork withBits(double bits) {
    OptionalDouble served = OptionalDouble.of(Require.within("bits", bits, 1, 64));
    return with(
        new Stated(
            stated.inputTokens,
            stated.requests,
            stated.concurrency,
            stated.tokensPerSecond,
            served));
  }

  private ServingWork with(Stated other) {
    return new ServingWork(model, outputTokens, other);
  }

  /** {@return the model} */
  public LanguageModel model() {
    return model;
  }

  /** {@return the tokens that the model makes, in all} */
  public double outputTokens() {
    return outputTokens;
  }

  /** {@return the tokens that the model reads, in all; empty if not stated} */
  public OptionalDouble inputTokens() {
    return stated.inputTokens;
  }

  /** {@return the requests, in all; empty if not stated} */
  public OptionalDouble requests() {
    return stated.requests;
  }

  /** {@return the requests that are served at once; empty if not stated} */
  public OptionalDouble concurrency() {
    return stated.concurrency;
  }

  /** {@return the output tokens per second; empty if not stated} */
  public OptionalDouble tokensPerSecond() {
    return stated.tokensPerSecond;
  }

  /** {@return the bits in which the model is served; empty if not stated} */
  public OptionalDouble bits() {
    return stated.bits;
  }

  /**
   * {@inheritDoc}
   *
   * <p>The watts are derived as well. {@link ServingModel} tells more than the usage holds.
   */
  @Override
  public Optional<Usage> on(Accelerator accelerator, int acceleratorCount) {
    return Optional.of(
        ServingModel.standard().estimate(this, accelerator, acceleratorCount).usage());
  }

  /** {@inheritDoc} Where a data sheet is not known, the range is wider: nothing hinders. */
  @Override
  public Optional<String> obstacle(Accelerator accelerator) {
    Objects.requireNonNull(accelerator, "accelerator");
    return Optional.empty();
  }

  /** {@inheritDoc} It counts 32 requests at once where they are not stated. */
  @Override
  public MemoryNeed memory() {
    return MemoryNeed.ofServing(
        model.withBits(stated.bits.orElse(model.bits())),
        stated.concurrency.orElse(USUAL_AT_ONCE),
        tokensOfARequest());
  }

  private OptionalDouble tokensOfARequest() {
    if (stated.requests.isEmpty()) {
      return OptionalDouble.empty();
    }
    double tokens = (outputTokens + stated.inputTokens.orElse(0)) / stated.requests.getAsDouble();
    return OptionalDouble.of(Math.min(MOST_TOKENS_OF_A_REQUEST, tokens));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServingWork work
        && model.equals(work.model)
        && outputTokens == work.outputTokens
        && stated.equals(work.stated);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, outputTokens, stated);
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.3g output tokens of %s", outputTokens, model.name());
  }
}
