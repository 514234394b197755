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
  private final Range laptopKg;
  private final Range lifetimeHours;

  EmbodiedCarbon(PowerFactors factors) {
    this.factors = factors;
    this.nodeKg = factors.get("embodied_kg_per_node").band();
    this.nodeOfCardsKg = factors.get("embodied_kg_per_node.pcie").band();
    this.laptopKg = factors.get("embodied_kg_per_node.laptop").band();
    this.lifetimeHours = factors.get("lifetime_hours").band();
  }

  /**
   * Returns kg CO2e by a source for the accelerator, else by its class; nothing for a device that
   * the catalogue does not know.
   */
  Optional<Range> kg(Usage usage) {
    return factor(usage.accelerator())
        .map(factor -> kgPerHour(factor.band(), usage))
        .map(
            kg ->
                kg.times(
                    usage.durationHours() * usage.acceleratorCount() * usage.acceleratorFraction()))
        .map(kg -> duringDerivedHours(kg, usage));
  }

  private static Range duringDerivedHours(Range kg, Usage usage) {
    Range hours = Basis.ratio(usage.hoursBand());
    return hours.low() == hours.high() ? kg : kg.times(hours, Range.Errors.INDEPENDENT);
  }

  private Optional<PowerFactors.Factor> factor(Accelerator accelerator) {
    if (!accelerator.isKnown()) {
      return Optional.empty();
    }
    return factors
        .find("embodied_kg." + accelerator.id())
        .or(() -> factors.find("embodied_kg_class." + HostClass.of(accelerator).key()));
  }

  /** Who states the number in a node knows no less, as a ratio, than who leaves it open. */
  private Range kgPerHour(Range kg, Usage usage) {
    HostClass host = HostClass.of(usage.accelerator());
    if (host == HostClass.TPU || host == HostClass.MODULE) {
      // A TPU's own figure has the host in it, a module is its own node.
      return kgPerHour(kg, NO_HOST);
    }
    Range open =
        kgPerHour(kg, hostKg(host, factors.get("accelerators_per_node." + host.key()).band()));
    if (usage.acceleratorsPerNode().isEmpty() || host == HostClass.LAPTOP) {
      return open;
    }
    Range many = Range.exactly(usage.acceleratorsPerNode().getAsInt());
    Range stated = kgPerHour(kg, hostKg(host, many));
    double best = stated.best();
    return new Range(
        Math.max(stated.low(), best * (open.low() / open.best())),
        best,
        Math.min(stated.high(), best * (open.high() / open.best())));
  }

  /** Returns an accelerator's share of its node. */
  private Range hostKg(HostClass host, Range many) {
    Range node =
        switch (host) {
          case PCIE -> nodeOfCardsKg;
          case LAPTOP -> laptopKg;
          default -> nodeKg;
        };
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
