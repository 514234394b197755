package com.aluminatiai.estimation.work;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Range;

/**
 * What share of an accelerator's peak training reaches, end to end, by the kind of accelerator, the
 * size of the model, the number of accelerators and the length of the run. Immutable and
 * thread-safe.
 */
final class TrainingEfficiency {
  private static final double LEAST_BILLIONS = 0.05;
  private static final double MOST_BILLIONS = 500;
  private static final double USUAL_BILLIONS = 10;
  private static final double USUAL_COUNT = 8;
  private static final double BILLION = 1e9;

  private final WorkFactors factors;

  TrainingEfficiency(WorkFactors factors) {
    this.factors = factors;
  }

  /** FLOPs that a parameter and a token take. */
  double flopsPerParameterAndToken(boolean isLora) {
    return factors.best("flops_per_parameter_and_token." + (isLora ? "lora" : "full"));
  }

  Range mfu(TrainingWork work, Accelerator accelerator, int count) {
    if (work.isLora()) {
      double effect = large(work) * loss(count, "count_loss_exponent.lora");
      return scaled(level("mfu_lora.", accelerator), effect);
    }
    double loss = loss(count, "count_loss_exponent.full");
    Range brief = scaled(level("mfu_short.", accelerator), large(work) * loss);
    Range sustained = scaled(level("mfu_sustained.", accelerator), sustained(work) * loss);
    return between(brief, sustained, sustainedShare(work.tokens() / BILLION));
  }

  private double sustained(TrainingWork work) {
    double exponent = factors.best("size_exponent.sustained");
    double ofMixture = work.model().isMixture() ? factors.best("mixture_ratio.sustained") : 1;
    return StrictMath.pow(size(work), exponent) * ofMixture;
  }

  private double large(TrainingWork work) {
    return StrictMath.pow(Math.max(1, size(work)), factors.best("size_exponent.large"));
  }

  private static double size(TrainingWork work) {
    double billions = work.model().activeParametersBillions().best();
    return Math.min(Math.max(billions, LEAST_BILLIONS), MOST_BILLIONS) / USUAL_BILLIONS;
  }

  private double loss(int count, String exponent) {
    return StrictMath.pow(Math.max(count, USUAL_COUNT) / USUAL_COUNT, -factors.best(exponent));
  }

  /** How far a run is from a short one to a whole one: 0 to 1, by the logarithm of its tokens. */
  private double sustainedShare(double tokensBillions) {
    double from = factors.best("tokens_billions.short");
    double to = factors.best("tokens_billions.sustained");
    double share = StrictMath.log(tokensBillions / from) / StrictMath.log(to / from);
    return Math.min(Math.max(share, 0), 1);
  }

  /** The level of an accelerator's own id, else of the longest beginning of its architecture. */
  Range level(String kind, Accelerator accelerator) {
    return factors.get(levelKey(kind, accelerator));
  }

  String levelKey(String kind, Accelerator accelerator) {
    String own = kind + accelerator.id();
    if (factors.has(own)) {
      return own;
    }
    String name = accelerator.architecture();
    for (int length = name.length(); length > 0; length--) {
      String key = kind + name.substring(0, length);
      if (factors.has(key)) {
        return key;
      }
    }
    return kind + "other";
  }

  private static Range scaled(Range level, double effect) {
    return new Range(
        Math.min(1, level.low() * effect),
        Math.min(1, level.best() * effect),
        Math.min(1, level.high() * effect));
  }

  private static Range between(Range from, Range to, double share) {
    return new Range(
        between(from.low(), to.low(), share),
        between(from.best(), to.best(), share),
        between(from.high(), to.high(), share));
  }

  private static double between(double from, double to, double share) {
    return from * StrictMath.pow(to / from, share);
  }
}
