package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.input.Require;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The memory that work with a language model needs: what its accelerators share between them, and
 * what each of them needs for itself.
 *
 * <ul>
 *   <li>Training: weights, gradients and the optimizer's state, 16 bytes a parameter, shared; the
 *       activations of one sequence, recomputed, on each.
 *   <li>LoRA: the frozen weights in their bits, and 16 bytes a parameter of the adapters, shared;
 *       the same activations.
 *   <li>Serving: 1.2 times the weights in their bits, and the keys and values of all requests at
 *       once, shared.
 * </ul>
 *
 * <p>Factors and sources are in {@code memory-factors.tsv}. Immutable and thread-safe.
 */
public final class MemoryNeed {
  private static final double BITS_PER_BYTE = 8;
  private static final double MOST_REQUESTS = 1_000_000;
  private static final double MOST_TOKENS = 100_000_000;

  private final Range sharedGb;
  private final Range eachGb;

  MemoryNeed(Range sharedGb, Range eachGb) {
    this.sharedGb = sharedGb;
    this.eachGb = eachGb;
  }

  /**
   * Returns what pre-training or full fine-tuning needs.
   *
   * @param model the model; its bits do not matter
   * @return the need
   */
  public static MemoryNeed ofTraining(LanguageModel model) {
    return ofTraining(model, WorkFactors.memory());
  }

  static MemoryNeed ofTraining(LanguageModel model, WorkFactors factors) {
    return new MemoryNeed(
        product(model.parametersBillions(), factors.get("bytes_per_parameter.training")),
        onEachInTraining(model, factors));
  }

  /**
   * Returns what training adapters on frozen weights needs.
   *
   * @param model the model, in the bits of its frozen weights: 4 for QLoRA
   * @return the need
   */
  public static MemoryNeed ofLora(LanguageModel model) {
    return ofLora(model, WorkFactors.memory());
  }

  static MemoryNeed ofLora(LanguageModel model, WorkFactors factors) {
    Range adapters =
        product(
            product(model.parametersBillions(), factors.get("adapter_share")),
            factors.get("bytes_per_parameter.training"));
    return new MemoryNeed(sum(weightsGb(model), adapters), onEachInTraining(model, factors));
  }

  /**
   * Returns what serving needs.
   *
   * @param model the model, in the bits that it is served in
   * @param concurrency requests at the same time, more than 0, at most 1,000,000
   * @param tokensPerRequest tokens of prompt and answer that are kept, at most 100,000,000; empty
   *     where they are not known
   * @return the need
   * @throws IllegalArgumentException if a figure is out of its range or not a number
   */
  public static MemoryNeed ofServing(
      LanguageModel model, double concurrency, OptionalDouble tokensPerRequest) {
    return ofServing(model, concurrency, tokensPerRequest, WorkFactors.memory());
  }

  static MemoryNeed ofServing(
      LanguageModel model,
      double concurrency,
      OptionalDouble tokensPerRequest,
      WorkFactors factors) {
    Require.moreThanZero("concurrency", concurrency, MOST_REQUESTS);
    Range tokens = factors.get("cached_tokens_per_request");
    if (tokensPerRequest.isPresent()) {
      double stated = tokensPerRequest.getAsDouble();
      tokens = Range.exactly(Require.within("tokensPerRequest", stated, 0, MOST_TOKENS));
    }
    double size =
        StrictMath.pow(
            model.activeParametersBillions().best(), factors.best("cache_size_exponent"));
    Range cacheGb =
        product(factors.get("cache_bytes_per_token"), tokens).times(size * concurrency / 1e9);
    Range loaded = product(weightsGb(model), factors.get("serving_weights_ratio"));
    return new MemoryNeed(sum(loaded, cacheGb), factors.get("gb_per_device.serving"));
  }

  private static Range weightsGb(LanguageModel model) {
    return model.parametersBillions().times(model.bits() / BITS_PER_BYTE);
  }

  /** Recomputed activations: the input of every layer, and all of one layer. */
  private static Range onEachInTraining(LanguageModel model, WorkFactors factors) {
    double root = StrictMath.cbrt(model.activeParametersBillions().best());
    Range layers =
        product(
            factors.get("layers_per_cube_root").times(2 * root), factors.get("activation_layers"));
    Range bytesOfAUnit = sum(layers, factors.get("activation_bytes_of_one_layer"));
    Range units =
        product(
            factors.get("training_tokens_per_device"),
            factors.get("hidden_per_cube_root").times(root));
    return sum(product(units, bytesOfAUnit).times(1e-9), factors.get("gb_per_device.training"));
  }

  private static Range product(Range one, Range other) {
    return one.times(other, Range.Errors.INDEPENDENT);
  }

  private static Range sum(Range one, Range other) {
    return one.plus(other, Range.Errors.INDEPENDENT);
  }

  /** {@return GB that all accelerators hold between them} */
  public Range sharedGb() {
    return sharedGb;
  }

  /** {@return GB that each accelerator holds beside its part} */
  public Range eachGb() {
    return eachGb;
  }

  /**
   * Returns the memory of all accelerators together.
   *
   * @param acceleratorCount number of accelerators, 1 to 1,000,000
   * @return GB
   * @throws IllegalArgumentException if the count is out of its range
   */
  public Range totalGb(int acceleratorCount) {
    Require.within("acceleratorCount", acceleratorCount, 1, Usage.MOST);
    return sum(sharedGb, eachGb.times(acceleratorCount));
  }

  /**
   * Returns whether the best figure fits.
   *
   * @param acceleratorCount number of accelerators, 1 to 1,000,000
   * @param memoryGb memory of each in GB
   * @return true if it does
   * @throws IllegalArgumentException if the count is out of its range
   */
  public boolean fits(int acceleratorCount, double memoryGb) {
    return totalGb(acceleratorCount).best() <= memoryGb * acceleratorCount;
  }

  /**
   * Returns how many accelerators it takes.
   *
   * @param memoryGb memory of each in GB
   * @return the smallest number on which the best figure fits; empty if it fits on none of up to
   *     1,000,000
   */
  public OptionalInt leastCount(double memoryGb) {
    double free = memoryGb - eachGb.best();
    double count = Math.max(1, Math.ceil(sharedGb.best() / free));
    return free > 0 && count <= Usage.MOST ? OptionalInt.of((int) count) : OptionalInt.empty();
  }

  private List<Object> parts() {
    return List.of(sharedGb, eachGb);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MemoryNeed need && parts().equals(need.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return sharedGb + " GB shared, " + eachGb + " GB on each";
  }
}
