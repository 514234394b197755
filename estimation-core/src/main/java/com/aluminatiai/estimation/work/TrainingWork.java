package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.estimation.input.Require;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Training of a language model on a number of tokens, and the hours that it takes.
 *
 * <p>{@code hours = FLOPs ÷ (MFU × peak × accelerators)}, {@code FLOPs = 6·N·D}, or {@code 4·N·D}
 * with {@link #withLora}: N the active parameters, D the tokens. The peak is the dense BF16
 * throughput of the catalogue. The MFU, the share of it that training reaches end to end, is that
 * of published runs with its band; a stated one has none. How well that does is in {@code
 * PLANNING.md}. Immutable and thread-safe.
 */
public final class TrainingWork implements Work {
  /** Most tokens that a work may have: a hundred thousand times what a run takes today. */
  public static final double MOST_TOKENS = 1e18;

  private static final double BILLION = 1e9;
  private static final double TERA = 1e12;
  private static final double SECONDS_PER_HOUR = 3600;

  private final LanguageModel model;
  private final double tokens;
  private final boolean isLora;
  private final OptionalDouble mfu;
  private final TrainingEfficiency efficiency;

  private TrainingWork(
      LanguageModel model,
      double tokens,
      boolean isLora,
      OptionalDouble mfu,
      TrainingEfficiency efficiency) {
    this.model = model;
    this.tokens = tokens;
    this.isLora = isLora;
    this.mfu = mfu;
    this.efficiency = efficiency;
  }

  /**
   * Returns training of all parameters of a model: pre-training or full fine-tuning, which the
   * number of tokens tells apart.
   *
   * @param model the model
   * @param tokens tokens that are trained on, those of every epoch; more than 0, at most 10^18
   * @return the work
   * @throws IllegalArgumentException if the tokens are out of their range or not a number
   */
  public static TrainingWork of(LanguageModel model, double tokens) {
    return of(model, tokens, WorkFactors.training());
  }

  static TrainingWork of(LanguageModel model, double tokens, WorkFactors factors) {
    Objects.requireNonNull(model, "model");
    Require.moreThanZero("trainingTokens", tokens, MOST_TOKENS);
    return new TrainingWork(
        model, tokens, false, OptionalDouble.empty(), new TrainingEfficiency(factors));
  }

  /**
   * Returns this work with adapters alone trained, on frozen weights (LoRA, QLoRA).
   *
   * @return a copy
   */
  public TrainingWork withLora() {
    return new TrainingWork(model, tokens, true, mfu, efficiency);
  }

  /**
   * Returns this work with a stated MFU: the share of the accelerator's dense BF16 peak that the
   * training reaches from its first to its last hour.
   *
   * @param mfu more than 0, at most 1
   * @return a copy
   * @throws IllegalArgumentException if it is out of its range or not a number
   */
  public TrainingWork withMfu(double mfu) {
    Require.moreThanZero("mfu", mfu, 1);
    return new TrainingWork(model, tokens, isLora, OptionalDouble.of(mfu), efficiency);
  }

  /** {@return the model} */
  public LanguageModel model() {
    return model;
  }

  /** {@return the tokens that are trained on} */
  public double tokens() {
    return tokens;
  }

  /** {@return whether adapters alone are trained} */
  public boolean isLora() {
    return isLora;
  }

  /** {@return the stated MFU; empty if not stated} */
  public OptionalDouble mfu() {
    return mfu;
  }

  /** {@return the floating-point operations that it takes; one point where the size is known} */
  public Range flops() {
    return model
        .activeParametersBillions()
        .times(efficiency.flopsPerParameterAndToken(isLora) * tokens * BILLION);
  }

  /**
   * Derives the hours on a number of accelerators.
   *
   * @param accelerator the device
   * @param acceleratorCount number of devices, 1 to 1,000,000
   * @return the hours; empty where {@link #obstacle} says why
   * @throws IllegalArgumentException if the count is out of its range, or would take more than
   *     1,000,000 hours: the message says how many accelerators do not
   */
  public Optional<TrainingHours> hours(Accelerator accelerator, int acceleratorCount) {
    return hours(Usage.of(accelerator, acceleratorCount, 0));
  }

  /**
   * Derives the hours on accelerators or parts of them.
   *
   * @param usage the device, its number, and the share of each; its hours do not matter
   * @return the hours; empty where {@link #obstacle} says why
   * @throws IllegalArgumentException if that would take more than 1,000,000 hours: the message says
   *     how many accelerators do not
   */
  public Optional<TrainingHours> hours(Usage usage) {
    Accelerator accelerator = usage.accelerator();
    if (obstacle(accelerator).isPresent()) {
      return Optional.empty();
    }
    Range reached = mfuOn(accelerator, usage.acceleratorCount());
    double peak = accelerator.bf16Tflops().getAsDouble() * TERA * usage.acceleratorFraction();
    double most = reached.best() * peak * SECONDS_PER_HOUR;
    double acceleratorHours = flops().best() / most;
    Range doubt = new Range(reached.best() / reached.high(), 1, reached.best() / reached.low());
    Range hours =
        flops().times(doubt, Range.Errors.INDEPENDENT).times(1 / (most * usage.acceleratorCount()));
    if (hours.best() > Usage.MOST) {
      throw tooLong(usage, acceleratorHours);
    }
    return Optional.of(new TrainingHours(hours, reached, flops()));
  }

  private static IllegalArgumentException tooLong(Usage usage, double acceleratorHours) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "acceleratorCount must be larger: %d x %s would take %.0f hours, more than %d; at least %.0f are needed",
            usage.acceleratorCount(),
            usage.accelerator().name(),
            acceleratorHours / usage.acceleratorCount(),
            Usage.MOST,
            Math.ceil(acceleratorHours / Usage.MOST)));
  }

  private Range mfuOn(Accelerator accelerator, int count) {
    return mfu.isPresent()
        ? Range.exactly(mfu.getAsDouble())
        : efficiency.mfu(this, accelerator, count);
  }

  @Override
  public Optional<Usage> on(Accelerator accelerator, int acceleratorCount) {
    return hours(accelerator, acceleratorCount)
        .map(
            derived ->
                Usage.of(accelerator, acceleratorCount, 0)
                    .withHoursBand(derived.hours())
                    .withWorkloadType(isLora ? WorkloadType.FINE_TUNING : WorkloadType.TRAINING));
  }

  @Override
  public Optional<String> obstacle(Accelerator accelerator) {
    return accelerator.bf16Tflops().isPresent()
        ? Optional.empty()
        : Optional.of("no BF16 throughput of " + accelerator.name() + " is known");
  }

  @Override
  public MemoryNeed memory() {
    return isLora ? MemoryNeed.ofLora(model) : MemoryNeed.ofTraining(model);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TrainingWork work
        && model.equals(work.model)
        && tokens == work.tokens
        && isLora == work.isLora
        && mfu.equals(work.mfu);
  }

  @Override
  public int hashCode() {
    return Objects.hash(model, tokens, isLora, mfu);
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return (isLora ? "LoRA of " : "training of ")
        + model.name()
        + String.format(Locale.ROOT, " on %.3g tokens", tokens)
        + (mfu.isPresent() ? ", MFU " + mfu.getAsDouble() : "");
  }
}
