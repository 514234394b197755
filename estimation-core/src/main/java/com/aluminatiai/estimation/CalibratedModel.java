package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.List;

/**
 * The model fitted to published measurements: idle floor, load, host, network and PUE.
 *
 * <p>{@code kWh = s × (P_gpu + P_host) × (1 + n) × PUE × N × hours / 1000} with {@code P_gpu = W ×
 * (f_idle + (f_full − f_idle) × u)}; the package documentation says what each symbol is and where
 * its value comes from. The range combines the effects of all assumptions in quadrature in log
 * space; what the caller states has no band and narrows it. How well it does is in {@code
 * ACCURACY.md}. Immutable and thread-safe.
 */
public final class CalibratedModel implements EnergyModel {
  private final PowerRules power;
  private final SiteRules sites;

  /** Creates the model with the factors of this library. */
  public CalibratedModel() {
    this(PowerFactors.standard());
  }

  CalibratedModel(PowerFactors factors) {
    this.power = new PowerRules(factors);
    this.sites = new SiteRules(factors);
  }

  @Override
  public String id() {
    return Method.CALIBRATED.code();
  }

  @Override
  public Range energyKwh(Usage usage, Site site) {
    return Effects.of(assumptions(usage, site))
        .facilityKwh(usage.durationHours() * usage.acceleratorCount());
  }

  @Override
  public List<ExplainedAssumption> explain(Usage usage, Site site) {
    return Explanation.ofEnergy(basis(usage, site));
  }

  /**
   * Estimates energy, emissions and cost of electricity.
   *
   * @param usage what ran
   * @param site where it ran
   * @return the estimate with all its assumptions
   */
  public CalibratedEstimate estimate(Usage usage, Site site) {
    return estimate(assumptions(usage, site), usage.acceleratorCount(), usage.durationHours());
  }

  /**
   * Returns what the model assumes about a job: what the caller stated as one point, all else with
   * its band.
   *
   * @param usage what ran
   * @param site where it ran
   * @return the assumptions
   */
  public CalibratedAssumptions assumptions(Usage usage, Site site) {
    return basis(usage, site).assumptions();
  }

  /**
   * Computes an estimate from its assumptions alone, bit for bit as {@link #estimate(Usage, Site)}
   * did when it made them: a stored record needs neither catalogue nor factors to be computed anew.
   *
   * @param assumptions the assumptions
   * @param acceleratorCount number of accelerators
   * @param durationHours hours
   * @return the estimate
   * @throws IllegalArgumentException if count or hours are out of range or not a number
   */
  public static CalibratedEstimate estimate(
      CalibratedAssumptions assumptions, int acceleratorCount, double durationHours) {
    Require.within("acceleratorCount", acceleratorCount, 1, Usage.MOST);
    Require.within("durationHours", durationHours, 0, Usage.MOST);
    Effects effects = Effects.of(assumptions);
    double acceleratorHours = durationHours * acceleratorCount;
    return new CalibratedEstimate(
        effects.facilityKwh(acceleratorHours),
        effects.carbonKg(acceleratorHours),
        effects.costUsd(acceleratorHours),
        assumptions);
  }

  /**
   * Computes the watts of one accelerator with its share of the host on plain numbers, without
   * checks and without allocation: for hot loops.
   *
   * @param gpuWatts board power in watts
   * @param utilizationFraction utilization, 0 to 1
   * @param idleFraction idle power as a fraction of board power
   * @param fullLoadFraction power at full utilization as a fraction of board power
   * @param hostWattsPerGpu watts of the rest of the node per accelerator
   * @return watts
   */
  public static double nodeWattsPerGpu(
      double gpuWatts,
      double utilizationFraction,
      double idleFraction,
      double fullLoadFraction,
      double hostWattsPerGpu) {
    return gpuWatts * (idleFraction + (fullLoadFraction - idleFraction) * utilizationFraction)
        + hostWattsPerGpu;
  }

  /**
   * Computes facility energy from watts on plain numbers, without checks and without allocation:
   * for hot loops.
   *
   * @param nodeWattsPerGpu watts of one accelerator with its share of the host
   * @param networkFraction energy of network and storage as a fraction of the node's
   * @param pue power usage effectiveness
   * @param acceleratorHours hours times accelerators
   * @return energy in kWh
   */
  public static double energyKwh(
      double nodeWattsPerGpu, double networkFraction, double pue, double acceleratorHours) {
    return nodeWattsPerGpu * (1 + networkFraction) * pue / 1000 * acceleratorHours;
  }

  /** Returns the best figures among the assumptions, as the headline of an estimate shows them. */
  static Assumptions headline(Usage usage, Site site, CalibratedAssumptions assumptions) {
    return new Assumptions(
        usage.accelerator().name(),
        usage.accelerator().id(),
        assumptions.gpuWatts().best(),
        usage.acceleratorFraction(),
        usage.acceleratorWattsBand().isPresent() ? 100 : FallbackModel.utilizationPercent(usage),
        assumptions.pue().best(),
        assumptions.gridKgPerKwh().best(),
        assumptions.usdPerKwh().best(),
        site.region().map(Region::code),
        site.gridAccounting());
  }

  Basis basis(Usage usage, Site site) {
    return new Basis(
        power.gpuWatts(usage),
        power.utilization(usage),
        power.idle(usage),
        power.fullLoad(usage),
        power.hostWatts(usage),
        power.network(usage),
        power.share(usage),
        sites.pue(site),
        sites.grid(site),
        sites.price(site),
        power.hours(usage));
  }
}
