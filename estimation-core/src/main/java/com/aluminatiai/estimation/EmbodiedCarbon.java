package com.aluminatiai.estimation;

import java.util.Optional;

/**
 * Emissions of making the hardware, amortised by hours over its lifetime, per accelerator with its
 * share of the host. Immutable and thread-safe.
 */
final class EmbodiedCarbon {
  private static final Range NO_HOST = Range.exactly(0);

  private final PowerFactors factors;
  private final Range hostKg;
  private final Range lifetimeHours;

  EmbodiedCarbon(PowerFactors factors) {
    this.factors = factors;
    this.hostKg = factors.get("embodied_host_kg").band();
    this.lifetimeHours = factors.get("lifetime_hours").band();
  }

  /** Returns kg CO2e, or nothing where no source gives a factor for the accelerator. */
  Optional<Range> kg(Usage usage) {
    Accelerator accelerator = usage.accelerator();
    return factors
        .find("embodied_kg." + accelerator.id())
        .map(factor -> kgPerHour(accelerator, factor.band()))
        .map(kg -> kg.times(usage.durationHours() * usage.acceleratorCount()));
  }

  private Range kgPerHour(Accelerator accelerator, Range kg) {
    // The figure of a TPU is of the whole chip's share; a module's host is counted apart.
    Range host = accelerator.formFactor() == FormFactor.TPU ? NO_HOST : hostKg;
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
