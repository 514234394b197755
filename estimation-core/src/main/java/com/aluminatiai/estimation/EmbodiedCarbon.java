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
  private final Range nodeOfCardsKg;
  private final Range lifetimeHours;

  EmbodiedCarbon(PowerFactors factors) {
    this.factors = factors;
    this.nodeKg = factors.get("embodied_kg_per_node").band();
    this.nodeOfCardsKg = factors.get("embodied_kg_per_node.pcie").band();
    this.lifetimeHours = factors.get("lifetime_hours").band();
  }

  /**
   * Returns kg CO2e by a source for the accelerator, else by its class; nothing for a device that
   * the catalogue does not know.
   */
  Optional<Range> kg(Usage usage) {
    return factor(usage.accelerator())
        .map(factor -> kgPerHour(factor.band(), hostKg(usage)))
        .map(
            kg ->
                kg.times(
                    usage.durationHours()
                        * usage.acceleratorCount()
                        * usage.acceleratorFraction()));
  }

  private Optional<PowerFactors.Factor> factor(Accelerator accelerator) {
    if (!accelerator.isKnown()) {
      return Optional.empty();
    }
    return factors
        .find("embodied_kg." + accelerator.id())
        .or(() -> factors.find("embodied_kg_class." + HostClass.of(accelerator).key()));
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
    Range node = host == HostClass.PCIE ? nodeOfCardsKg : nodeKg;
    return new Range(node.low() / many.high(), node.best() / many.best(), node.high() / many.low());
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
