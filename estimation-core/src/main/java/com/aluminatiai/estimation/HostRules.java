package com.aluminatiai.estimation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses what is assumed about the watts of a node beside its accelerators, per accelerator.
 * Immutable and thread-safe.
 */
final class HostRules {
  /** What an accelerator draws, and the part of its full watts that its host does. */
  record State(double watts, double hostLoad) {}

  private record Share(
      PowerFactors.Factor fraction, PowerFactors.Factor wattsPerNode, PowerFactors.Factor perNode) {
    /** Few accelerators share the host at the high end, many at the low end. */
    Range watts(double tdpWatts, Range many) {
      return new Range(
          fraction.band().low() * tdpWatts + wattsPerNode.band().low() / many.high(),
          fraction.band().best() * tdpWatts + wattsPerNode.band().best() / many.best(),
          fraction.band().high() * tdpWatts + wattsPerNode.band().high() / many.low());
    }

    /** What is assumed, and then what follows from the number in a node where it is stated. */
    List<Range> watts(Usage usage) {
      double tdpWatts = usage.accelerator().tdpWatts();
      Range open = perNode.band();
      Range assumed = watts(tdpWatts, open);
      if (open.low() < open.high()) {
        // The host of a few cards may be one that would run anyway.
        assumed = new Range(0, assumed.best(), assumed.high());
      }
      if (usage.acceleratorsPerNode().isEmpty()) {
        return List.of(assumed);
      }
      // A host of more has more boards, network cards and fans as well.
      double many = Math.min(usage.acceleratorsPerNode().getAsInt(), open.high());
      return List.of(assumed, watts(tdpWatts, Range.exactly(many)));
    }
  }

  private static final Assumed NO_HOST =
      new Assumed(Range.exactly(0), "contained in the measured system watts");

  private final Map<HostClass, Share> shares = new EnumMap<>(HostClass.class);
  private final double idleRatio;

  HostRules(PowerFactors factors) {
    idleRatio = factors.get("host_idle_ratio").band().best();
    for (HostClass host : HostClass.values()) {
      if (host != HostClass.TPU) {
        shares.put(
            host,
            new Share(
                factors.get("host_fraction." + host.key()),
                factors.get("host_watts_per_node." + host.key()),
                factors.get("accelerators_per_node." + host.key())));
      }
    }
  }

  /**
   * Returns how much of its full watts a host draws: in an idle node everything draws less. Derived
   * watts are those of busy time.
   */
  double load(Usage usage) {
    boolean isBusy = usage.acceleratorWattsBand().isPresent() && usage.acceleratorWatts().isEmpty();
    return isBusy || usage.utilizationPercent().isEmpty()
        ? 1
        : idleRatio + (1 - idleRatio) * (usage.utilizationPercent().getAsDouble() / 100);
  }

  /**
   * Returns the host's watts per accelerator. Their doubt, as a share of what accelerator and host
   * draw together, is at most that of every state that says less: a statement makes no one less
   * sure.
   *
   * @param usage what ran
   * @param states what is drawn where less is said, and last what is drawn by all that was said
   */
  Assumed watts(Usage usage, List<State> states) {
    if (usage.hostWattsPerAccelerator().isPresent()) {
      return Assumed.stated(usage.hostWattsPerAccelerator().getAsDouble());
    }
    HostClass host = HostClass.of(usage.accelerator());
    if (host == HostClass.TPU) {
      return NO_HOST;
    }
    Share share = shares.get(host);
    double down = Double.POSITIVE_INFINITY;
    double up = Double.POSITIVE_INFINITY;
    Range band = Range.exactly(0);
    double total = 0;
    for (Range full : share.watts(usage)) {
      for (State state : states) {
        band = full.times(state.hostLoad);
        total = Math.max(Double.MIN_NORMAL, state.watts + band.best());
        down = Math.min(down, (band.best() - band.low()) / total);
        up = Math.min(up, (band.high() - band.best()) / total);
      }
    }
    double low = Math.min(band.best(), Math.max(band.low(), band.best() - down * total));
    double high = Math.max(band.best(), Math.min(band.high(), band.best() + up * total));
    return new Assumed(new Range(low, band.best(), high), share.fraction.source());
  }
}
