package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.input.Require;
import com.aluminatiai.estimation.work.CommonDeployments.Deployment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Joules from tokens: what serving a language model takes on given accelerators, or on those that a
 * hosted service is assumed to have.
 *
 * <p>The accelerators serve as one deployment, or as replicas where the model fits into fewer of
 * them and that takes less. The energy is that of the accelerators alone. How good it is stands in
 * PLANNING-SERVING.md. Immutable and thread-safe.
 */
public final class ServingModel {
  private static final class Standard {
    static final ServingModel INSTANCE =
        new ServingModel(new ServingRules(ServingFactors.read(), MeasuredCurves.read()));
  }

  private final ServingRules rules;

  ServingModel(ServingRules rules) {
    this.rules = rules;
  }

  /**
   * Returns the model with the figures that ship with this library.
   *
   * @return the one instance
   */
  public static ServingModel standard() {
    return Standard.INSTANCE;
  }

  /**
   * Estimates serving on these accelerators.
   *
   * @param work what is served
   * @param accelerator the device
   * @param acceleratorCount how many serve the model together, 1 to 1,000,000
   * @return the estimate
   * @throws IllegalArgumentException if the count is out of its range
   * @throws NullPointerException if an argument is null
   */
  public ServingEstimate estimate(ServingWork work, Accelerator accelerator, int acceleratorCount) {
    Objects.requireNonNull(work, "work");
    Objects.requireNonNull(accelerator, "accelerator");
    Require.within("acceleratorCount", acceleratorCount, 1, Usage.MOST);
    return estimate(work, new Deployment(accelerator, acceleratorCount), List.of());
  }

  /**
   * Estimates serving by a hosted service, whose accelerators nobody knows. Assumed is the first of
   * these whose memory holds {@link ServingWork#memory()}, that is 1.2 times the weights and the
   * cache of 32 requests or those stated: 1, 2, 4 or 8 H100, 8 H200, 8 B200, then twice as many
   * B200 until they do.
   *
   * @param work what is served
   * @return the estimate; {@link ServingEstimate#inferred()} names {@code gpu_type} and {@code
   *     num_gpus}
   * @throws NullPointerException if {@code work} is null
   */
  public ServingEstimate estimate(ServingWork work) {
    Objects.requireNonNull(work, "work");
    MemoryNeed need = work.memory();
    Deployment smallest =
        CommonDeployments.smallest(
            (accelerator, count) -> need.fits(count, accelerator.memoryGb().orElseThrow()));
    return estimate(work, smallest, List.of("gpu_type", "num_gpus"));
  }

  private double usual(String many) {
    return rules.factor("concurrency_per_accelerator." + many);
  }

  private Deployed deployed(ServingWork work, Deployment on) {
    double usualOutput = rules.factor("step.output_tokens");
    double output =
        work.requests().isPresent()
            ? Math.max(1, work.outputTokens() / work.requests().getAsDouble())
            : usualOutput;
    double prompt =
        work.inputTokens().isPresent()
            ? work.inputTokens().getAsDouble() / work.outputTokens() * output
            : rules.promptTokens();
    return new Deployed(
        work.model().activeParametersBillions().best(),
        work.model().parametersBillions().best(),
        work.bits().orElse(work.model().bits()),
        rules.device(on.accelerator()),
        on.count(),
        prompt,
        output);
  }

  private ServingEstimate estimate(
      ServingWork work, Deployment on, List<String> inferredDeployment) {
    Deployed deployed = deployed(work, on);
    ServingBand band = new ServingBand(rules, work.model(), deployed);
    List<String> inferred = new ArrayList<>();
    ServingBand.Found found;
    if (work.tokensPerSecond().isPresent()) {
      found = band.atRate(work.tokensPerSecond().getAsDouble());
    } else if (work.concurrency().isPresent()) {
      found = band.at(Range.exactly(work.concurrency().getAsDouble()));
    } else {
      inferred.add("concurrency");
      found = band.at(assumedConcurrency(deployed));
    }
    if (work.bits().isEmpty()) {
      inferred.add("bits");
    }
    inferred.addAll(inferredDeployment);
    return new ServingEstimate(
        work,
        on.accelerator(),
        on.count(),
        found.figures(),
        new ServingEstimate.Used(
            found.concurrency(), deployed.bits(), List.copyOf(inferred), band.isMeasured()));
  }

  /** Few, usual, many, but no more than the memory holds beside the weights. */
  private Range assumedConcurrency(Deployed deployed) {
    double most = rules.mostHeld(deployed);
    int count = deployed.count();
    double few = Math.min(most, count * usual("few"));
    double many = Math.min(most, count * usual("many"));
    return new Range(few, Math.min(most, count * usual("usual")), many);
  }
}
