package com.aluminatiai.estimation;

import java.util.ArrayList;
import java.util.List;

/**
 * The simple formula: {@code kWh = watts × count × hours × utilization × PUE / 1000}. It knows
 * neither idle power nor the host. Watts are measured ones (which have the utilization in them),
 * else the smaller of rating and power limit, times the share of each accelerator that the job had.
 * Immutable and thread-safe.
 */
public final class FallbackModel implements EnergyModel {
  /** Utilization in percent where none is stated. */
  public static final double DEFAULT_UTILIZATION_PERCENT = 80;

  /** PUE where neither caller nor region gives one. */
  public static final double DEFAULT_PUE = 1.3;

  /** Grid carbon intensity in kg CO2e per kWh where neither caller nor region gives one. */
  public static final double DEFAULT_GRID_KG_PER_KWH = 0.4;

  /** Electricity price in USD per kWh where neither caller nor region gives one. */
  public static final double DEFAULT_USD_PER_KWH = 0.15;

  private static final String DEFAULT = "the formula's default";

  /** Creates the model. */
  public FallbackModel() {}

  @Override
  public String id() {
    return Method.FALLBACK.code();
  }

  @Override
  public Range energyKwh(Usage usage, Site site) {
    return Range.exactly(
        energyKwh(
            watts(usage) * usage.acceleratorFraction(),
            usage.acceleratorCount(),
            usage.durationHours(),
            utilizationPercent(usage),
            pue(site)));
  }

  @Override
  public List<ExplainedAssumption> explain(Usage usage, Site site) {
    List<ExplainedAssumption> rows = new ArrayList<>();
    boolean isMeasured = usage.acceleratorWatts().isPresent();
    boolean isLimited = watts(usage) < usage.accelerator().fallbackWatts();
    String ofWatts = isMeasured || isLimited ? Assumed.STATED : usage.accelerator().source();
    rows.add(row("gpu_watts", "W", watts(usage), ofWatts));
    if (!isMeasured) {
      rows.add(
          row(
              "utilization_fraction",
              "1",
              utilizationPercent(usage) / 100,
              usage.utilizationPercent().isPresent() ? Assumed.STATED : DEFAULT));
    }
    if (usage.acceleratorFraction() != 1) {
      rows.add(row("gpu_fraction", "1", usage.acceleratorFraction(), Assumed.STATED));
    }
    String ofRegion =
        site.region()
            .filter(region -> region.pue().isPresent())
            .map(Region::source)
            .orElse(DEFAULT);
    rows.add(row("pue", "1", pue(site), site.pue().isPresent() ? Assumed.STATED : ofRegion));
    return List.copyOf(rows);
  }

  private static ExplainedAssumption row(String name, String unit, double figure, String source) {
    return ExplainedAssumption.of(name, unit, Range.exactly(figure), source);
  }

  /** Measured watts as they are; else the rating, or the power limit where that is less. */
  private static double watts(Usage usage) {
    if (usage.acceleratorWatts().isPresent()) {
      return usage.acceleratorWatts().getAsDouble();
    }
    double rated = usage.accelerator().fallbackWatts();
    return Math.min(rated, usage.powerLimitWatts().orElse(rated));
  }

  /** A measured mean has the load in it, also where a utilization is stated. */
  static double utilizationPercent(Usage usage) {
    return usage.acceleratorWatts().isPresent()
        ? 100
        : usage.utilizationPercent().orElse(DEFAULT_UTILIZATION_PERCENT);
  }

  /**
   * Computes the formula on plain numbers, without checks and without allocation: for hot loops.
   *
   * @param watts watts of one accelerator
   * @param acceleratorCount number of accelerators
   * @param durationHours hours
   * @param utilizationPercent utilization, 0 to 100
   * @param pue power usage effectiveness
   * @return energy in kWh
   */
  public static double energyKwh(
      double watts,
      double acceleratorCount,
      double durationHours,
      double utilizationPercent,
      double pue) {
    return watts * acceleratorCount * durationHours * (utilizationPercent / 100) * pue / 1000;
  }

  /** Returns the inputs of the formula, as an estimate shows them. */
  static Assumptions assumptions(Usage usage, Site site) {
    return new Assumptions(
        usage.accelerator().name(),
        usage.accelerator().id(),
        watts(usage),
        usage.acceleratorFraction(),
        utilizationPercent(usage),
        pue(site),
        gridKgPerKwh(site),
        usdPerKwh(site),
        site.region().map(Region::code),
        site.gridAccounting());
  }

  static double pue(Site site) {
    if (site.pue().isPresent()) {
      return site.pue().getAsDouble();
    }
    return site.region().isPresent() ? site.region().get().pue().orElse(DEFAULT_PUE) : DEFAULT_PUE;
  }

  static double gridKgPerKwh(Site site) {
    if (site.gridKgPerKwh().isPresent()) {
      return site.gridKgPerKwh().getAsDouble();
    }
    return site.region().isPresent()
        ? site.region().get().gridKgPerKwh().best()
        : DEFAULT_GRID_KG_PER_KWH;
  }

  static double usdPerKwh(Site site) {
    if (site.usdPerKwh().isPresent()) {
      return site.usdPerKwh().getAsDouble();
    }
    return site.region().isPresent()
        ? site.region().get().usdPerKwh().orElse(DEFAULT_USD_PER_KWH)
        : DEFAULT_USD_PER_KWH;
  }
}
