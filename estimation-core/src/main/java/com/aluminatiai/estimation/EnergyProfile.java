package com.aluminatiai.estimation;

/**
 * The calibrated model's best figure for one kind of job, boiled down to two numbers: for many jobs
 * on the same accelerator, with the same kind of work, at the same site. Nothing is allocated and
 * nothing checked when it computes. Immutable and thread-safe.
 */
public final class EnergyProfile {
  private final double fixedKw;
  private final double loadKw;
  private final double usualPercent;

  private EnergyProfile(double fixedKw, double loadKw, double usualPercent) {
    this.fixedKw = fixedKw;
    this.loadKw = loadKw;
    this.usualPercent = usualPercent;
  }

  /**
   * Makes a profile from what is assumed about a kind of job.
   *
   * @param assumptions what {@link CalibratedModel#assumptions} returned
   * @return the profile
   */
  public static EnergyProfile of(CalibratedAssumptions assumptions) {
    double utilization = assumptions.utilizationFraction().best();
    double idle = kw(assumptions, 0);
    return new EnergyProfile(idle, kw(assumptions, 1) - idle, utilization * 100);
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
    double percent = Double.isNaN(utilizationPercent) ? usualPercent : utilizationPercent;
    return (fixedKw + loadKw * (percent / 100)) * acceleratorHours;
  }
}
