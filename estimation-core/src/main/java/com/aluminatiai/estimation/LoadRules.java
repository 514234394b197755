package com.aluminatiai.estimation;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Chooses what is assumed about the power of an accelerator at work, as a fraction of its rating.
 *
 * <p>Where the utilization is open, one band says what the mean of a whole run was: time and load
 * were measured together, so that they have one doubt and not two. Where it is stated, the band is
 * of the time at work. Immutable and thread-safe.
 */
final class LoadRules {
  /** What the band of an open utilization holds already. */
  static final Assumed IN_THE_LOAD =
      new Assumed(Range.exactly(1), "contained in full_load_fraction, the mean of a whole run");

  private static final Assumed TRAINED =
      new Assumed(Range.exactly(1), "contained in the measured system watts");

  private static final String KEY = "full_load_fraction.";

  private final Map<WorkloadType, Assumed> modules = new EnumMap<>(WorkloadType.class);
  private final Map<WorkloadType, Assumed> cards = new EnumMap<>(WorkloadType.class);
  private final Assumed busyCard;
  private final Assumed tpu;
  private final Assumed idle;

  LoadRules(PowerFactors factors) {
    for (WorkloadType type : WorkloadType.values()) {
      modules.put(type, Assumed.from(factors.get(KEY + key(type, "_module"))));
      cards.put(type, Assumed.from(factors.get(KEY + key(type, "_card"))));
    }
    busyCard = Assumed.from(factors.get(KEY + "busy_card"));
    tpu = Assumed.from(factors.get(KEY + "tpu"));
    idle = Assumed.from(factors.get("idle_fraction"));
  }

  private static String key(WorkloadType type, String form) {
    return switch (type) {
      case TRAINING, FINE_TUNING -> "training" + form;
      case INFERENCE -> "inference" + form;
      case IMAGE_GENERATION, VIDEO_GENERATION -> type.code();
      case OTHER -> "unknown" + form;
    };
  }

  private static boolean trains(WorkloadType type) {
    return type == WorkloadType.TRAINING || type == WorkloadType.FINE_TUNING;
  }

  /** Returns the fraction of the rating that a whole run draws on average. */
  Assumed ofWholeRun(HostClass host, WorkloadType type) {
    if (host == HostClass.TPU) {
      return trains(type) ? TRAINED : tpu;
    }
    return (host.isBaseboard() ? modules : cards).get(type);
  }

  /**
   * Returns the fraction of the rating that it draws while a kernel runs. Modules that serve or
   * train count as busy nearly all the time, so that a run's mean says it; cards wait between
   * kernels, and are near their rating within them.
   */
  Assumed whileBusy(HostClass host, WorkloadType type) {
    return host.isBaseboard() ? ofWholeRun(host, type) : busyCard;
  }

  /**
   * Returns the fraction of the rating at no utilization: what the catalogue knows of the device,
   * within the band of all readings. Its doubt is at most that of each load, as a ratio: who states
   * a utilization, or anything else, knows no less than who leaves it open.
   */
  Assumed idle(Accelerator accelerator, List<Range> loads) {
    Range band = idle.band();
    double best =
        accelerator.idleWatts().isEmpty()
            ? band.best()
            : accelerator.idleWatts().getAsDouble() / accelerator.tdpWatts();
    best = Math.min(Math.max(best, band.low()), band.high());
    double low = band.low();
    double high = band.high();
    for (Range load : loads) {
      low = Math.max(low, best * (load.low() / load.best()));
      high = Math.min(high, best * (load.high() / load.best()));
    }
    return new Assumed(new Range(Math.min(low, best), best, Math.max(high, best)), idle.source());
  }
}
