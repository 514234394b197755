package com.aluminatiai.estimation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Chooses what is assumed about the power of a node: what the caller stated, else the factor for
 * the kind of node and work. Immutable and thread-safe.
 */
final class PowerRules {
  private static final String RATING = "rating_ratio.";
  private static final Assumed WHOLE = new Assumed(Range.exactly(1), "contained in the watts");

  private final PowerFactors factors;
  private final LoadRules load;
  private final HostRules hosts;
  private final Map<String, PowerFactors.Factor> ratings = new HashMap<>();
  private final Assumed tpuIdle;
  private final Assumed sliceLoad;
  private final Assumed sliceRest;
  private final Assumed network;
  private final Assumed networkOfModules;

  PowerRules(PowerFactors factors) {
    this.factors = factors;
    this.tpuIdle = Assumed.from(factors.get("tpu_idle_fraction"));
    this.sliceLoad = Assumed.from(factors.get("slice_load_ratio"));
    this.sliceRest = Assumed.from(factors.get("slice_rest_fraction"));
    this.load = new LoadRules(factors);
    this.hosts = new HostRules(factors);
    this.network = Assumed.from(factors.get("network_fraction"));
    this.networkOfModules = Assumed.from(factors.get("network_fraction.module"));
    for (PowerFactors.Factor factor : factors.all()) {
      if (factor.key().startsWith(RATING)) {
        ratings.put(factor.key().substring(RATING.length()), factor);
      }
    }
  }

  Assumed gpuWatts(Usage usage) {
    if (usage.acceleratorWatts().isPresent()) {
      return Assumed.stated(usage.acceleratorWatts().getAsDouble());
    }
    return usage
        .acceleratorWattsBand()
        .map(band -> new Assumed(below(usage.powerLimitWatts(), band), Assumed.DERIVED))
        .orElseGet(() -> limit(usage).watts());
  }

  /** Nothing draws more than the limit that was set. */
  private static Range below(OptionalDouble limitWatts, Range band) {
    double most = limitWatts.orElse(Double.MAX_VALUE);
    return new Range(
        Math.min(most, band.low()), Math.min(most, band.best()), Math.min(most, band.high()));
  }

  /** Whether the watts of the accelerator are known with the load in them. */
  private static boolean isLoadInWatts(Usage usage) {
    return usage.acceleratorWatts().isPresent() || usage.acceleratorWattsBand().isPresent();
  }

  Assumed hours(Usage usage) {
    Range band = usage.hoursBand();
    return new Assumed(band, band.low() == band.high() ? Assumed.STATED : Assumed.DERIVED);
  }

  private PowerLimit limit(Usage usage) {
    return PowerLimit.of(usage, ratedWatts(usage));
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
    if (isLoadInWatts(usage)) {
      return WHOLE;
    }
    return usage.utilizationPercent().isPresent()
        ? Assumed.stated(usage.utilizationPercent().getAsDouble() / 100)
        : LoadRules.IN_THE_LOAD;
  }

  Assumed idle(Usage usage) {
    if (isLoadInWatts(usage)) {
      return WHOLE;
    }
    if (isTpu(usage)) {
      return limit(usage).fraction(tpuIdle);
    }
    List<Range> loads = new ArrayList<>();
    for (WorkloadType type : List.of(WorkloadType.OTHER, type(usage))) {
      Assumed open = load.ofWholeRun(HostClass.of(usage.accelerator()), type);
      loads.add(open.band());
      loads.add(limit(usage).fraction(open).band());
    }
    return limit(usage).fraction(load.idle(usage.accelerator(), loads));
  }

  Assumed fullLoad(Usage usage) {
    if (isLoadInWatts(usage)) {
      return WHOLE;
    }
    HostClass host = HostClass.of(usage.accelerator());
    Assumed ofRating =
        usage.utilizationPercent().isPresent()
            ? load.whileBusy(host, type(usage))
            : load.ofWholeRun(host, type(usage));
    return limit(usage).fraction(ofRating);
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

  private static boolean isTpu(Usage usage) {
    return usage.accelerator().formFactor() == FormFactor.TPU;
  }

  Assumed hostWatts(Usage usage) {
    if (usage.hostWattsPerAccelerator().isPresent() || isTpu(usage)) {
      return hosts.watts(usage, List.of());
    }
    List<HostRules.State> states = new ArrayList<>();
    Usage open = Usage.of(usage.accelerator(), 1, 1);
    states.add(state(open));
    open = open.withWorkloadType(type(usage));
    states.add(state(open));
    if (usage.powerLimitWatts().isPresent()) {
      states.add(state(open.withPowerLimitWatts(usage.powerLimitWatts().getAsDouble())));
    }
    if (usage.utilizationPercent().isPresent()) {
      open = open.withUtilizationPercent(usage.utilizationPercent().getAsDouble());
      states.add(state(open));
    }
    states.add(state(usage));
    return hosts.watts(usage, states);
  }

  private HostRules.State state(Usage usage) {
    double watts =
        CalibratedModel.nodeWattsPerGpu(
            gpuWatts(usage).band().best(),
            utilization(usage).band().best(),
            idle(usage).band().best(),
            fullLoad(usage).band().best(),
            0);
    return new HostRules.State(watts, hosts.load(usage));
  }

  /** What a module stores lies on its board, within its rating. */
  Assumed network(Usage usage) {
    if (usage.networkFraction().isPresent()) {
      return Assumed.stated(usage.networkFraction().getAsDouble());
    }
    return HostClass.of(usage.accelerator()) == HostClass.MODULE ? networkOfModules : network;
  }

  private static Assumed scaled(Accelerator accelerator, PowerFactors.Factor ratio) {
    return new Assumed(ratio.band().times(accelerator.tdpWatts()), ratio.source());
  }

  private static WorkloadType type(Usage usage) {
    return usage.workloadType().orElse(WorkloadType.OTHER);
  }
}
