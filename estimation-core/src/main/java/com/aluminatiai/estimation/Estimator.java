package com.aluminatiai.estimation;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The door of this library: looks accelerators and regions up, estimates, explains and compares.
 * Immutable and thread-safe; reads its data files once, when {@link #standard} is first called, and
 * does no I/O afterwards.
 */
public final class Estimator {
  private static final class Standard {
    static final Estimator INSTANCE = load(FactorFiles.read());
  }

  private final AcceleratorCatalogue accelerators;
  private final RegionCatalogue regions;
  private final String factorsVersion;
  private final FallbackModel fallback = new FallbackModel();
  private final CalibratedModel calibrated;
  private final EmbodiedCarbon embodied;
  private final EverydayQuantities everyday;
  private final Range hoursScaling;

  private Estimator(
      AcceleratorCatalogue accelerators,
      RegionCatalogue regions,
      String factorsVersion,
      PowerFactors factors) {
    this.accelerators = accelerators;
    this.regions = regions;
    this.factorsVersion = factorsVersion;
    this.calibrated = new CalibratedModel(factors);
    this.embodied = new EmbodiedCarbon(factors);
    this.everyday = new EverydayQuantities(factors);
    this.hoursScaling = factors.get("hours_scaling_ratio").band();
  }

  private static Estimator load(FactorFiles files) {
    return new Estimator(
        AcceleratorCatalogue.load(files),
        RegionCatalogue.load(files),
        files.version(),
        PowerFactors.standard());
  }

  /** Returns an estimator with the same catalogues and other factors. */
  Estimator with(PowerFactors factors) {
    return new Estimator(accelerators, regions, factorsVersion, factors);
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
    return factorsVersion;
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
    Objects.requireNonNull(method, "method");
    CalibratedEstimate range = calibrated.estimate(usage, site);
    Assumptions assumptions =
        method == Method.FALLBACK
            ? FallbackModel.assumptions(usage, site)
            : CalibratedModel.headline(usage, site, range.assumptions());
    double kwh =
        method == Method.FALLBACK ? fallback.energyKwh(usage, site).best() : range.kwh().best();
    return new Estimate(
        kwh,
        kwh * assumptions.gridKgPerKwh(),
        kwh * assumptions.usdPerKwh(),
        method,
        assumptions,
        Optional.of(range),
        embodied.kg(usage),
        waterLitres(usage, site, range),
        factorsVersion());
  }

  /**
   * Estimates a job by a model of the caller's own: its energy, and the emissions and the cost that
   * follow from it at the site.
   *
   * @param model the model
   * @param usage what ran
   * @param site where it ran
   * @return the estimate
   */
  public ModelEstimate estimate(EnergyModel model, Usage usage, Site site) {
    Range kwh = model.energyKwh(usage, site);
    CalibratedAssumptions assumptions = calibrated.assumptions(usage, site);
    return new ModelEstimate(
        model.id(),
        kwh,
        Effects.product(kwh, assumptions.gridKgPerKwh()),
        Effects.product(kwh, assumptions.usdPerKwh()));
  }

  /** Water is counted by the energy of the machines, not of the building around them. */
  private static Optional<Range> waterLitres(Usage usage, Site site, CalibratedEstimate range) {
    OptionalDouble litresPerKwh =
        site.region().isPresent() ? site.region().get().wueLitresPerKwh() : OptionalDouble.empty();
    if (litresPerKwh.isEmpty()) {
      return Optional.empty();
    }
    Range itKwh =
        Effects.of(range.assumptions()).itKwh(usage.durationHours() * usage.acceleratorCount());
    return Optional.of(itKwh.times(litresPerKwh.getAsDouble()));
  }

  /**
   * Explains the calibrated energy of a job: each assumption, its source, and by how many percent
   * the energy moves when it alone goes through its band. Grid intensity and price, listed last,
   * move emissions and cost instead.
   *
   * @param usage what ran
   * @param site where it ran
   * @return one row an assumption
   */
  public List<ExplainedAssumption> explain(Usage usage, Site site) {
    return Explanation.of(calibrated.basis(usage, site), site.gridAccounting());
  }

  /**
   * Translates a headline into everyday quantities: {@code km_by_car} and {@code tree_months} (a
   * tree's uptake in a month) from the emissions, {@code phone_charges} and {@code household_days}
   * from the energy.
   *
   * @param kwh energy in kWh, 0 or more
   * @param carbonKg emissions in kg CO2e, 0 or more
   * @return one row a quantity
   * @throws IllegalArgumentException if a figure is negative or not finite
   */
  public List<Equivalent> equivalents(double kwh, double carbonKg) {
    Require.within("kwh", kwh, 0, Double.MAX_VALUE);
    Require.within("carbonKg", carbonKg, 0, Double.MAX_VALUE);
    return everyday.of(kwh, carbonKg);
  }

  /**
   * Compares a job with the same work on other accelerators and in other regions, by the calibrated
   * model. Hours are scaled by peak throughput where both accelerators' is known; else the same
   * hours are taken. What was measured on the job's accelerator, and what was stated of its site,
   * holds there alone.
   *
   * <p>Savings have a range: what both sides share (load, network, and on the same accelerator the
   * node, or at the same site PUE, grid and price) cancels; what they do not share, and scaled
   * hours, widen it. A cell is distinguishable when that range does not contain zero.
   *
   * <p>Emissions are compared by grid intensities of one accounting: the regions' own where they
   * share it, else the one that is known for most of them, the life cycle first. Where a region has
   * no figure of that accounting, its cells come last in an order by emissions and are not
   * distinguishable. An intensity that was stated is taken as it is.
   *
   * @param usage what ran
   * @param site where it ran
   * @param modelSizeGb size of the weights in GB, more than 0
   * @param otherAccelerators the accelerators to compare; empty for the job's own
   * @param otherRegions the regions to compare; empty for the job's own site
   * @param sortBy what alternatives are sorted by
   * @return a cell for each pair of accelerator and region
   * @throws IllegalArgumentException if the model size is not more than 0 or not finite
   */
  public Comparison compare(
      Usage usage,
      Site site,
      double modelSizeGb,
      List<Accelerator> otherAccelerators,
      List<Region> otherRegions,
      Comparison.SortBy sortBy) {
    Require.moreThanZero("modelSizeGb", modelSizeGb, 1e9);
    List<Accelerator> across =
        otherAccelerators.isEmpty() ? List.of(usage.accelerator()) : otherAccelerators;
    List<Site> sites =
        otherRegions.isEmpty()
            ? List.of(site)
            : otherRegions.stream().map(region -> sameOrNew(site, region)).toList();
    List<Site> all = new ArrayList<>(sites);
    all.add(site);
    CommonAccounting accounting = CommonAccounting.of(all);
    return new Contest(calibrated, hoursScaling, accounting, usage, site, modelSizeGb, sortBy)
        .against(across, sites);
  }

  private static Site sameOrNew(Site site, Region region) {
    return site.region().filter(region::equals).isPresent() ? site : Site.in(region);
  }
}
