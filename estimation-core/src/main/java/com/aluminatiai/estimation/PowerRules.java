package com.aluminatiai.estimation;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * Chooses what is assumed about the power of a node: what the caller stated, else the factor for
 * the kind of node and work. Immutable and thread-safe.
 */
final class PowerRules {
  private record Host(
      PowerFactors.Factor fraction, PowerFactors.Factor wattsPerNode, PowerFactors.Factor perNode) {
    /** Few accelerators share the host at the high end, many at the low end. */
    Assumed watts(Usage usage) {
      double tdp = usage.accelerator().tdpWatts();
      Range many =
          usage.acceleratorsPerNode().isPresent()
              ? Range.exactly(usage.acceleratorsPerNode().getAsInt())
              : perNode.band();
      Range band =
          new Range(
              fraction.band().low() * tdp + wattsPerNode.band().low() / many.high(),
              fraction.band().best() * tdp + wattsPerNode.band().best() / many.best(),
              fraction.band().high() * tdp + wattsPerNode.band().high() / many.low());
      return new Assumed(band, fraction.source());
    }
  }

  private static final String RATING = "rating_ratio.";
  private static final Assumed WHOLE =
      new Assumed(Range.exactly(1), "contained in the measured watts");
  private static final Assumed NO_HOST =
      new Assumed(Range.exactly(0), "contained in the measured system watts");

  private final PowerFactors factors;
  private final Map<HostClass, Host> hosts = new EnumMap<>(HostClass.class);
  private final Map<WorkloadType, Assumed> fullLoadOfModules = new EnumMap<>(WorkloadType.class);
  private final Map<WorkloadType, Assumed> fullLoadOfCards = new EnumMap<>(WorkloadType.class);
  private final Map<WorkloadType, Assumed> utilizationOfModules = new EnumMap<>(WorkloadType.class);
  private final Map<WorkloadType, Assumed> utilizationOfCards = new EnumMap<>(WorkloadType.class);
  private final Map<String, PowerFactors.Factor> ratings = new HashMap<>();
  private final Assumed idle;
  private final Assumed sliceLoad;
  private final Assumed sliceRest;
  private final Assumed network;

  PowerRules(PowerFactors factors) {
    this.factors = factors;
    this.idle = Assumed.from(factors.get("idle_fraction"));
    this.sliceLoad = Assumed.from(factors.get("slice_load_ratio"));
    this.sliceRest = Assumed.from(factors.get("slice_rest_fraction"));
    this.network = Assumed.from(factors.get("network_fraction"));
    for (PowerFactors.Factor factor : factors.all()) {
      if (factor.key().startsWith(RATING)) {
        ratings.put(factor.key().substring(RATING.length()), factor);
      }
    }
    for (HostClass host : HostClass.values()) {
      if (host != HostClass.TPU) {
        hosts.put(
            host,
            new Host(
                factors.get("host_fraction." + host.key()),
                factors.get("host_watts_per_node." + host.key()),
                factors.get("accelerators_per_node." + host.key())));
      }
    }
    for (WorkloadType type : WorkloadType.values()) {
      String work =
          switch (type) {
            case TRAINING, FINE_TUNING -> "training";
            case INFERENCE -> "inference";
            case OTHER -> "unknown";
          };
      String module = work.equals("training") ? "training_module" : work;
      String card = work.equals("training") ? "training_card" : work;
      fullLoadOfModules.put(type, factor("full_load_fraction." + module));
      fullLoadOfCards.put(type, factor("full_load_fraction." + card));
      utilizationOfModules.put(type, factor("utilization_fraction." + module));
      utilizationOfCards.put(type, factor("utilization_fraction." + card));
    }
  }

  Assumed gpuWatts(Usage usage) {
    return usage.acceleratorWatts().isPresent()
        ? Assumed.stated(usage.acceleratorWatts().getAsDouble())
        : PowerLimit.of(usage, ratedWatts(usage)).watts();
  }

  /** Watts that the device is rated at, whatever limit was set. */
  private Assumed ratedWatts(Usage usage) {
    Accelerator accelerator = usage.accelerator();
    if (accelerator.formFactor() == FormFactor.TPU) {
      return factors
          .find("tpu_watts." + accelerator.id())
          .map(Assumed::from)
          .orElseGet(() -> scaled(accelerator, factors.get("tpu_watts_per_tdp_watt")));
    }
    return accelerator.isKnown()
        ? rated(accelerator)
        : scaled(accelerator, factors.get("unknown_watts_ratio"));
  }

  /** A rating has a band where the maker leaves it open or publishes none. */
  private Assumed rated(Accelerator accelerator) {
    Rating rating = accelerator.rating();
    if (rating.isOpen()) {
      return new Assumed(
          new Range(rating.lowWatts(), accelerator.tdpWatts(), rating.highWatts()),
          accelerator.source());
    }
    PowerFactors.Factor doubt =
        ratings.getOrDefault(accelerator.id(), ratings.get(accelerator.vendor()));
    return doubt == null
        ? new Assumed(Range.exactly(accelerator.tdpWatts()), accelerator.source())
        : scaled(accelerator, doubt);
  }

  Assumed utilization(Usage usage) {
    if (usage.acceleratorWatts().isPresent()) {
      return WHOLE;
    }
    if (usage.utilizationPercent().isPresent()) {
      return Assumed.stated(usage.utilizationPercent().getAsDouble() / 100);
    }
    HostClass host = HostClass.of(usage.accelerator());
    if (host == HostClass.TPU) {
      return factor("utilization_fraction.tpu");
    }
    return (host.trainsLargeModels() ? utilizationOfModules : utilizationOfCards).get(type(usage));
  }

  Assumed idle(Usage usage) {
    if (usage.acceleratorWatts().isPresent()) {
      return WHOLE;
    }
    return PowerLimit.of(usage, ratedWatts(usage)).fraction(idleOfRating(usage.accelerator()));
  }

  private Assumed idleOfRating(Accelerator accelerator) {
    if (accelerator.formFactor() == FormFactor.TPU) {
      return factor("tpu_idle_fraction");
    }
    if (accelerator.idleWatts().isEmpty()) {
      return idle;
    }
    Range band = idle.band();
    double seen = accelerator.idleWatts().getAsDouble() / accelerator.tdpWatts();
    double best = Math.min(Math.max(seen, band.low()), band.high());
    return new Assumed(new Range(band.low(), best, band.high()), idle.source());
  }

  Assumed fullLoad(Usage usage) {
    HostClass host = HostClass.of(usage.accelerator());
    if (usage.acceleratorWatts().isPresent() || host == HostClass.TPU) {
      return WHOLE;
    }
    return PowerLimit.of(usage, ratedWatts(usage))
        .fraction(
            (host.trainsLargeModels() ? fullLoadOfModules : fullLoadOfCards).get(type(usage)));
  }

  /**
   * Returns the part of the node's watts per accelerator that is the job's. Idle and memory power
   * are shared by all slices of a device, so that power does not go with the share alone: the high
   * end charges the job with part of what nobody else may be using.
   */
  Assumed share(Usage usage) {
    double fraction = usage.acceleratorFraction();
    if (fraction == 1) {
      return Assumed.WHOLE_ACCELERATOR;
    }
    double rest = 1 - fraction;
    Range band = sliceLoad.band();
    Range charged = sliceRest.band();
    return new Assumed(
        new Range(
            Math.min(1, fraction * band.low() + rest * charged.low()),
            Math.min(1, fraction * band.best() + rest * charged.best()),
            Math.min(1, fraction * band.high() + rest * charged.high())),
        sliceRest.source());
  }

  Assumed hostWatts(Usage usage) {
    if (usage.hostWattsPerAccelerator().isPresent()) {
      return Assumed.stated(usage.hostWattsPerAccelerator().getAsDouble());
    }
    HostClass host = HostClass.of(usage.accelerator());
    return host == HostClass.TPU ? NO_HOST : hosts.get(host).watts(usage);
  }

  Assumed network(Usage usage) {
    return usage.networkFraction().isPresent()
        ? Assumed.stated(usage.networkFraction().getAsDouble())
        : network;
  }

  private static Assumed scaled(Accelerator accelerator, PowerFactors.Factor ratio) {
    return new Assumed(ratio.band().times(accelerator.tdpWatts()), ratio.source());
  }

  private Assumed factor(String key) {
    return Assumed.from(factors.get(key));
  }

  private static WorkloadType type(Usage usage) {
    return usage.workloadType().orElse(WorkloadType.OTHER);
  }
}
