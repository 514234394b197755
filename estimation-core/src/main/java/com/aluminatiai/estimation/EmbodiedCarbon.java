package com.aluminatiai.estimation;

import java.util.Optional;

/**
 * Emissions of making the hardware, amortised by hours over its lifetime, per accelerator with its
 * share of the host. Immutable and thread-safe.
 */
final class EmbodiedCarbon {
  private static final Range NO_HOST = Range.exactly(0);

  private final PowerFactors factors;
  private final Range nodeKg;
  private final Range lifetimeHours;

  EmbodiedCarbon(PowerFactors factors) {
    this.factors = factors;
    this.nodeKg = factors.get("embodied_kg_per_node").band();
    this.lifetimeHours = factors.get("lifetime_hours").band();
  }

  /** Returns kg CO2e, or nothing where no source gives a factor for the accelerator. */
  Optional<Range> kg(Usage usage) {
    return factors
        .find("embodied_kg." + usage.accelerator().id())
        .map(factor -> kgPerHour(factor.band(), hostKg(usage)))
        .map(
            kg ->
                kg.times(
                    usage.durationHours()
                        * usage.acceleratorCount()
                        * usage.acceleratorFraction()));
  }

  /** Returns an accelerator's share of its node; a TPU's own figure has it in it. */
  private Range hostKg(Usage usage) {
    HostClass host = HostClass.of(usage.accelerator());
    if (host == HostClass.TPU || host == HostClass.MODULE) {
      return NO_HOST;
    }
    Range many =
        usage.acceleratorsPerNode().isPresent()
            ? Range.exactly(usage.acceleratorsPerNode().getAsInt())
            : factors.get("accelerators_per_node." + host.key()).band();
    return new Range(
        nodeKg.low() / many.high(), nodeKg.best() / many.best(), nodeKg.high() / many.low());
  }

  private Range kgPerHour(Range kg, Range host) {
    double best = kg.best() + host.best();
    double low =
        square((kg.low() + host.best()) / best)
            + square((kg.best() + host.low()) / best)
            + square(lifetimeHours.best() / lifetimeHours.high());
    double high =
        square((kg.high() + host.best()) / best)
            + square((kg.best() + host.high()) / best)
            + square(lifetimeHours.best() / lifetimeHours.low());
    double perHour = best / lifetimeHours.best();
    return new Range(
        perHour * StrictMath.exp(-Math.sqrt(low)),
        perHour,
        perHour * StrictMath.exp(Math.sqrt(high)));
  }

  private static double square(double ratio) {
    double log = StrictMath.log(ratio);
    return log * log;
  }
}
