package com.aluminatiai.estimation;

import com.aluminatiai.estimation.input.Require;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * The door of this library: looks accelerators and regions up, estimates, explains and compares.
 * Immutable and thread-safe; reads its data files once, when {@link #standard} is first called, and
 * does no I/O afterwards.
 */
public final class Estimator {
  private static final class Standard {
    static final Estimator INSTANCE = load(FactorFiles.read(), OwnFactors.none());
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

  private static Estimator load(FactorFiles files, OwnFactors own) {
    return new Estimator(
        AcceleratorCatalogue.load(files, own),
        RegionCatalogue.load(files, own),
        files.version(own.text()),
        own.added(PowerFactors.standard()));
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
   * Begins an estimator with accelerators, regions or factors of your own beside those of this
   * library.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
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
   * Returns the version of all that estimates rest on: the date of the factor files, and a hash of
   * them and of what {@link #builder} was given.
   *
   * @return {@code 2026.11+ab12cd34} for instance
   */
  public String factorsVersion() {
    return factorsVersion;
  }

  /**
   * Returns the calibrated model with the factors of this estimator, to be tested or computed with.
   *
   * @return the model
   */
  public CalibratedModel calibratedModel() {
    return calibrated;
  }

  /**
   * Makes a profile for many jobs of one kind, with the factors of this estimator; see {@link
   * EnergyProfile#of(Usage, Site)}.
   *
   * @param usage what ran
   * @param site where it ran
   * @return the profile
   */
  public EnergyProfile profile(Usage usage, Site site) {
    return EnergyProfile.of(calibrated, usage, site);
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
        RentalCost.of(usage, site),
        Optional.empty(),
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
        kwh.times(assumptions.gridKgPerKwh(), Range.Errors.INDEPENDENT),
        kwh.times(assumptions.usdPerKwh(), Range.Errors.INDEPENDENT));
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
    return explain(calibrated, usage, site);
  }

  /**
   * Explains the energy of a job by any model: the rows of {@link EnergyModel#explain}, then grid
   * intensity and price, which move emissions and cost.
   *
   * @param model the model
   * @param usage what ran
   * @param site where it ran
   * @return one row an assumption
   */
  public List<ExplainedAssumption> explain(EnergyModel model, Usage usage, Site site) {
    List<ExplainedAssumption> rows = new ArrayList<>(model.explain(usage, site));
    rows.addAll(Explanation.ofElectricity(calibrated.basis(usage, site), site.gridAccounting()));
    return List.copyOf(rows);
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
   * Returns sites with grid intensities of one accounting, as {@link #compare(Usage, Site, double,
   * List, List, Comparison.SortBy)} takes them: what their regions share, else the one that is
   * known for most, the life cycle first. A site whose region has no figure of it, or whose
   * intensity was stated, is returned as it is.
   *
   * @param sites the sites
   * @return as many sites, in their order
   */
  public static List<Site> countedAlike(List<Site> sites) {
    CommonAccounting accounting = CommonAccounting.of(sites);
    return sites.stream().map(accounting::counted).toList();
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
    return compare(calibrated, usage, site, modelSizeGb, otherAccelerators, otherRegions, sortBy);
  }

  /**
   * Compares as {@link #compare(Usage, Site, double, List, List, Comparison.SortBy)} does, by any
   * energy model. Of a model of your own nothing is known but its range: that cancels between two
   * cells of the same accelerator, as far as it is the same in percent, and counts in full between
   * two others.
   *
   * @param model the model
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
      EnergyModel model,
      Usage usage,
      Site site,
      double modelSizeGb,
      List<Accelerator> otherAccelerators,
      List<Region> otherRegions,
      Comparison.SortBy sortBy) {
    List<Contest.Candidate> candidates =
        otherAccelerators.stream()
            .map(accelerator -> new Contest.Candidate(accelerator, Optional.empty()))
            .toList();
    return contest(model, usage, site, modelSizeGb, candidates, otherRegions, sortBy);
  }

  /**
   * Compares as {@link #compare(Usage, Site, double, List, List, Comparison.SortBy)} does, with
   * accelerators as they were found by name. Where a name stands for a slice, it counts with its
   * own share and memory, and hours go with the share. Any other has the share of the job where
   * that was stated, and stands for the whole where the job's is that of a name.
   *
   * @param usage what ran
   * @param site where it ran
   * @param modelSizeGb size of the weights in GB, more than 0
   * @param otherNames what was found for the names of others; empty for the job's own
   * @param otherRegions the regions to compare; empty for the job's own site
   * @param sortBy what alternatives are sorted by
   * @return a cell for each pair of name and region
   * @throws IllegalArgumentException if a name found nothing, or the model size is not more than 0
   *     or not finite
   */
  public Comparison compareNames(
      Usage usage,
      Site site,
      double modelSizeGb,
      List<Match<Accelerator>> otherNames,
      List<Region> otherRegions,
      Comparison.SortBy sortBy) {
    List<Contest.Candidate> candidates = new ArrayList<>();
    for (Match<Accelerator> match : otherNames) {
      Accelerator found =
          match
              .found()
              .orElseThrow(
                  () -> new IllegalArgumentException("otherNames must be found: " + match));
      candidates.add(new Contest.Candidate(found, match.slice()));
    }
    return contest(calibrated, usage, site, modelSizeGb, candidates, otherRegions, sortBy);
  }

  private Comparison contest(
      EnergyModel model,
      Usage usage,
      Site site,
      double modelSizeGb,
      List<Contest.Candidate> candidates,
      List<Region> otherRegions,
      Comparison.SortBy sortBy) {
    Objects.requireNonNull(model, "model");
    Require.moreThanZero("modelSizeGb", modelSizeGb, 1e9);
    List<Site> sites =
        otherRegions.isEmpty()
            ? List.of(site)
            : otherRegions.stream().map(region -> sameOrNew(site, region)).toList();
    List<Site> all = new ArrayList<>(sites);
    all.add(site);
    CommonAccounting accounting = CommonAccounting.of(all);
    return new Contest(
            (what, where) -> outcome(model, what, where),
            hoursScaling,
            accounting,
            usage,
            site,
            modelSizeGb,
            sortBy)
        .against(candidates, sites);
  }

  /**
   * What is your own. A row with the id or code of one of the catalogue stands in its place. The
   * version of the factors says what was added: two estimators with the same additions have the
   * same, and one with none has that of {@link #standard}. Not thread-safe.
   */
  public static final class Builder {
    private static final Pattern ID = Pattern.compile("[A-Z0-9_]+");

    private final OwnFactors own = OwnFactors.none();

    private Builder() {}

    /**
     * Adds an accelerator, which is found by its id, name and aliases like any other.
     *
     * @param accelerator the accelerator
     * @return this
     * @throws IllegalArgumentException if its id is not of upper case, digits and underscores, or
     *     is that of a stand-in
     */
    public Builder accelerator(Accelerator accelerator) {
      if (!ID.matcher(accelerator.id()).matches() || !accelerator.isKnown()) {
        throw new IllegalArgumentException(
            "id must be upper case, digits and underscores, and not "
                + Accelerator.UNKNOWN_ID
                + ": \""
                + accelerator.id()
                + "\"");
      }
      own.accelerators().put(accelerator.id(), accelerator);
      return this;
    }

    /**
     * Adds a region, which is found by its code and name.
     *
     * @param region the region
     * @return this
     */
    public Builder region(Region region) {
      return region(region, List.of());
    }

    /**
     * Adds a region with further names. A name that a region of the catalogue has as well finds
     * neither and suggests both; one that stands for a city or part of it finds this one.
     *
     * @param region the region
     * @param names what it is found by, besides code and name
     * @return this
     */
    public Builder region(Region region, List<String> names) {
      own.regions().put(region.code(), RegionRow.own(region, List.copyOf(names)));
      return this;
    }

    /**
     * Puts a factor of the calibrated model in place of the library's: {@code pue.unknown}, {@code
     * full_load_fraction.inference_card}. The keys and their units are in {@code
     * power-factors.tsv}. {@code embodied_kg.}, {@code tpu_watts.} and {@code rating_ratio.} with
     * the id of an accelerator are of that accelerator, in kg CO2e, watts, and as a ratio.
     *
     * @param key the factor's key
     * @param band the figure with its band, in the factor's unit
     * @param source where it is from
     * @return this
     * @throws IllegalArgumentException if no factor has that key, or the band reaches down to 0
     *     where it may not
     */
    public Builder factor(String key, Range band, String source) {
      Objects.requireNonNull(band, "band");
      Objects.requireNonNull(source, "source");
      own.factors().put(key, OwnFactors.factor(key, band, source));
      return this;
    }

    /**
     * Makes the estimator. Reads the data files of this library, and does no I/O afterwards.
     *
     * @return an estimator
     * @throws IllegalArgumentException if a name is that of another accelerator as well
     */
    public Estimator build() {
      if (own.isEmpty()) {
        return standard();
      }
      try {
        return load(FactorFiles.read(), own);
      } catch (IllegalStateException e) {
        throw new IllegalArgumentException(e.getMessage(), e);
      }
    }
  }

  private Outcome outcome(EnergyModel model, Usage usage, Site site) {
    if (model instanceof CalibratedModel own) {
      return new Outcome.Calibrated(
          Effects.of(own.assumptions(usage, site)),
          usage.durationHours() * usage.acceleratorCount());
    }
    CalibratedAssumptions electricity = calibrated.assumptions(usage, site);
    return new Outcome.Plain(
        model.energyKwh(usage, site), electricity.gridKgPerKwh(), electricity.usdPerKwh());
  }

  private static Site sameOrNew(Site site, Region region) {
    return site.region().filter(region::equals).isPresent() ? site : Site.in(region);
  }
}
