package com.aluminatiai.estimation;

/**
 * The calibrated model's best figure for one kind of job, boiled down to two numbers: for many jobs
 * on the same accelerator, with the same kind of work, at the same site. Nothing is allocated and
 * nothing checked when it computes. Immutable and thread-safe.
 */
public final class EnergyProfile {
  private static final CalibratedModel MODEL = new CalibratedModel();

  private final double fixedKw;
  private final double loadKw;
  private final double usualKw;

  private EnergyProfile(double fixedKw, double loadKw, double usualKw) {
    this.fixedKw = fixedKw;
    this.loadKw = loadKw;
    this.usualKw = usualKw;
  }

  /**
   * Makes a profile of what ran: what the calibrated model says of an hour of one such accelerator,
   * at each utilization and where it is not known.
   *
   * @param usage what ran; its count and hours do not matter, and its utilization, where it has
   *     one, is that of rows without
   * @param site where it ran
   * @return the profile
   */
  public static EnergyProfile of(Usage usage, Site site) {
    return of(MODEL, usage, site);
  }

  static EnergyProfile of(CalibratedModel model, Usage usage, Site site) {
    double idle = kw(model.assumptions(usage.withUtilizationPercent(0), site), 0);
    double full = kw(model.assumptions(usage.withUtilizationPercent(100), site), 1);
    CalibratedAssumptions open = model.assumptions(usage, site);
    return new EnergyProfile(idle, full - idle, kw(open, open.utilizationFraction().best()));
  }

  /**
   * Makes a profile from what is assumed about a kind of job, a stored one for instance: another
   * utilization moves the accelerator alone.
   *
   * @param assumptions what {@link CalibratedModel#assumptions} returned
   * @return the profile
   */
  public static EnergyProfile of(CalibratedAssumptions assumptions) {
    double utilization = assumptions.utilizationFraction().best();
    double idle = kw(assumptions, 0);
    return new EnergyProfile(idle, kw(assumptions, 1) - idle, kw(assumptions, utilization));
  }

  private static double kw(CalibratedAssumptions assumptions, double utilizationFraction) {
    double watts =
        CalibratedModel.nodeWattsPerGpu(
            assumptions.gpuWatts().best(),
            utilizationFraction,
            assumptions.idleFraction().best(),
            assumptions.fullLoadFraction().best(),
            assumptions.hostWattsPerGpu().best());
    return CalibratedModel.energyKwh(
            watts, assumptions.networkFraction().best(), assumptions.pue().best(), 1)
        * assumptions.powerShare().best();
  }

  /**
   * Computes facility energy.
   *
   * @param acceleratorHours hours times accelerators
   * @param utilizationPercent utilization, 0 to 100; NaN where it is not known
   * @return energy in kWh, PUE included
   */
  public double energyKwh(double acceleratorHours, double utilizationPercent) {
    double kw =
        Double.isNaN(utilizationPercent) ? usualKw : fixedKw + loadKw * (utilizationPercent / 100);
    return kw * acceleratorHours;
  }
}
