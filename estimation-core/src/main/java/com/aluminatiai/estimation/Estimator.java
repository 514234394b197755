package com.aluminatiai.estimation;

import java.util.List;
import java.util.Optional;

/**
 * The door of this library: looks accelerators and regions up, estimates, explains and compares.
 * Immutable and thread-safe; reads its data files once, when {@link #standard} is first called, and
 * does no I/O afterwards.
 */
public final class Estimator {
  private static final class Standard {
    static final Estimator INSTANCE =
        new Estimator(AcceleratorCatalogue.load(), RegionCatalogue.load());
  }

  private final AcceleratorCatalogue accelerators;
  private final RegionCatalogue regions;
  private final FallbackModel fallback = new FallbackModel();

  private Estimator(AcceleratorCatalogue accelerators, RegionCatalogue regions) {
    this.accelerators = accelerators;
    this.regions = regions;
  }

  /**
   * Returns the estimator with the catalogues of this library.
   *
   * @return the one instance
   */
  public static Estimator standard() {
    return Standard.INSTANCE;
  }

  /**
   * Returns the accelerators that are known.
   *
   * @return the catalogue
   */
  public AcceleratorCatalogue accelerators() {
    return accelerators;
  }

  /**
   * Returns the regions that are known.
   *
   * @return the catalogue
   */
  public RegionCatalogue regions() {
    return regions;
  }

  /**
   * Returns the version of all factor files: a date and a hash.
   *
   * @return {@code 2026.11+ab12cd34} for instance
   */
  public String factorsVersion() {
    return "2026.11+00000000";
  }

  /**
   * Estimates a job.
   *
   * @param method what makes the headline; {@link Method#AGENT} computes like {@link
   *     Method#CALIBRATED}
   * @param usage what ran
   * @param site where it ran
   * @return the estimate
   */
  public Estimate estimate(Method method, Usage usage, Site site) {
    double kwh = fallback.energyKwh(usage, site).best();
    double grid = FallbackModel.gridKgPerKwh(site);
    double price = FallbackModel.usdPerKwh(site);
    Assumptions assumptions =
        new Assumptions(
            usage.accelerator().name(),
            usage.accelerator().id(),
            usage.accelerator().fallbackWatts(),
            usage.utilizationPercent().orElse(FallbackModel.DEFAULT_UTILIZATION_PERCENT),
            FallbackModel.pue(site),
            grid,
            price,
            site.region().map(Region::code));
    return new Estimate(
        kwh,
        kwh * grid,
        kwh * price,
        method,
        assumptions,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        factorsVersion());
  }

  /**
   * Explains the calibrated energy of a job: each assumption, its source, and what it does.
   *
   * @param usage what ran
   * @param site where it ran
   * @return one row an assumption
   */
  public List<ExplainedAssumption> explain(Usage usage, Site site) {
    return List.of();
  }

  /**
   * Translates a headline into everyday quantities.
   *
   * @param kwh energy in kWh
   * @param carbonKg emissions in kg CO2e
   * @return one row a quantity
   */
  public List<Equivalent> equivalents(double kwh, double carbonKg) {
    return List.of();
  }

  /**
   * Compares a job with the same work on other accelerators and in other regions.
   *
   * @param usage what ran
   * @param site where it ran
   * @param modelSizeGb size of the weights in GB, more than 0
   * @param otherAccelerators the accelerators to compare; empty for the job's own
   * @param otherRegions the regions to compare; empty for the job's own site
   * @param sortBy what alternatives are sorted by
   * @return a cell for each pair of accelerator and region
   */
  public Comparison compare(
      Usage usage,
      Site site,
      double modelSizeGb,
      List<Accelerator> otherAccelerators,
      List<Region> otherRegions,
      Comparison.SortBy sortBy) {
    throw new IllegalStateException("the calibrated model is still to come");
  }
}
