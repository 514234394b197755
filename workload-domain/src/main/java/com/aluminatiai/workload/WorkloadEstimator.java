package com.aluminatiai.workload;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.ExplainedAssumption;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Estimates what a user said of a workload, with an agent's choices where the user left something
 * open. Immutable, and thread-safe if whoever hears of estimates is.
 */
public final class WorkloadEstimator {
  private final Estimator estimator;
  private final SpecWarnings warnings;
  private final Method defaultMethod;
  private final Consumer<Method> estimated;

  /**
   * Creates an estimator.
   *
   * @param estimator the library that computes
   * @param defaultMethod the headline's method where a specification names none
   * @throws IllegalArgumentException if {@code defaultMethod} is {@link Method#AGENT}
   */
  public WorkloadEstimator(Estimator estimator, Method defaultMethod) {
    this(estimator, defaultMethod, method -> {});
  }

  /**
   * Creates an estimator that tells of its estimates.
   *
   * @param estimator the library that computes
   * @param defaultMethod the headline's method where a specification names none
   * @param estimated hears of every estimate by which method its headline is
   * @throws IllegalArgumentException if {@code defaultMethod} is {@link Method#AGENT}
   */
  public WorkloadEstimator(Estimator estimator, Method defaultMethod, Consumer<Method> estimated) {
    if (defaultMethod == Method.AGENT) {
      throw new IllegalArgumentException("defaultMethod must be fallback or calibrated: agent");
    }
    this.estimator = estimator;
    this.warnings = new SpecWarnings(estimator);
    this.defaultMethod = defaultMethod;
    this.estimated = estimated;
  }

  /**
   * Returns the library that computes.
   *
   * @return the estimator with its catalogues
   */
  public Estimator library() {
    return estimator;
  }

  /**
   * Estimates by the method of the specification.
   *
   * @param spec what the user said
   * @return the estimate and its warnings
   */
  public Estimation estimate(WorkloadSpec spec) {
    return estimate(spec.method().orElse(defaultMethod), spec, ChosenInputs.NONE);
  }

  /**
   * Estimates by a given method, with an agent's choices.
   *
   * @param method the headline's method
   * @param spec what the user said
   * @param chosen what an agent chose; what the user stated stays as stated
   * @return the estimate and its warnings
   */
  public Estimation estimate(Method method, WorkloadSpec spec, ChosenInputs chosen) {
    Estimation estimation = seen(method, spec, chosen);
    estimated.accept(method);
    return estimation;
  }

  /** Estimates what is only looked at, and tells nobody of it. */
  Estimation seen(Method method, WorkloadSpec spec, ChosenInputs chosen) {
    Optional<TokenWork.Outcome> tokens = tokens(spec);
    Usage usage = usage(spec, chosen, tokens);
    Estimate plain = estimator.estimate(method, usage, site(spec, chosen));
    Estimate estimate = tokens.map(outcome -> plain.withDerived(outcome.derived())).orElse(plain);
    return new Estimation(estimate, warnings.of(spec, estimate));
  }

  /**
   * Explains the calibrated figure of a specification.
   *
   * @param spec what the user said
   * @param chosen what an agent chose; what the user stated stays as stated
   * @return each assumption, and how far it moves the energy
   */
  public List<ExplainedAssumption> explain(WorkloadSpec spec, ChosenInputs chosen) {
    return chosen
        .onlyWhatIsOpenIn(spec)
        .namedIn(estimator.explain(usage(spec, chosen), site(spec, chosen)));
  }

  /**
   * Returns the usage that a specification describes.
   *
   * @param spec what the user said
   * @param chosen what an agent chose; what the user stated stays as stated
   * @return the usage
   */
  public Usage usage(WorkloadSpec spec, ChosenInputs chosen) {
    return usage(spec, chosen, tokens(spec));
  }

  /** Derives what follows from tokens; what cannot be derived any more stands as it was stored. */
  private static Optional<TokenWork.Outcome> tokens(WorkloadSpec spec) {
    if (!spec.work().isDerived()) {
      return Optional.empty();
    }
    try {
      return Optional.of(TokenWork.of(spec).outcome());
    } catch (TokenWorkException noMore) {
      return Optional.empty();
    }
  }

  private Usage usage(WorkloadSpec spec, ChosenInputs chosen, Optional<TokenWork.Outcome> tokens) {
    ChosenInputs open = chosen.onlyWhatIsOpenIn(spec);
    OptionalDouble percent = either(spec.utilizationPercent(), open.utilizationPercent());
    Optional<WorkloadType> type = spec.workloadType().or(open::workloadType);
    OptionalInt perNode = open.gpusPerNode();
    Usage named = ofName(spec);
    Usage usage =
        withHardware(
            tokens.map(outcome -> derived(named, outcome.usage())).orElse(named), spec.hardware());
    usage = percent.isPresent() ? usage.withUtilizationPercent(percent.getAsDouble()) : usage;
    usage = type.isPresent() ? usage.withWorkloadType(type.get()) : usage;
    return perNode.isPresent() ? usage.withAcceleratorsPerNode(perNode.getAsInt()) : usage;
  }

  /** The hours are those of the specification, with the band that follows from the tokens. */
  private static Usage derived(Usage named, Usage outcome) {
    Range hours = outcome.hoursBand();
    Usage banded =
        named.withHoursBand(
            hours.best() == named.durationHours()
                ? hours
                : hours.times(named.durationHours() / hours.best()));
    return outcome.acceleratorWattsBand().map(banded::withAcceleratorWattsBand).orElse(banded);
  }

  /** A name may say that it is a slice of a device. */
  private Usage ofName(WorkloadSpec spec) {
    Match<Accelerator> match = estimator.accelerators().find(spec.gpuType());
    Accelerator device = match.found().orElseGet(() -> Accelerator.unknown(spec.gpuType()));
    Usage usage = Usage.of(device, spec.numGpus(), spec.durationHours());
    return match.slice().map(usage::withSlice).orElse(usage);
  }

  /**
   * Returns a usage with hardware as it was stated. A stated share wins over that of the name.
   *
   * @param usage a usage
   * @param hardware what was stated of its hardware
   * @return a copy
   */
  public static Usage withHardware(Usage usage, Hardware hardware) {
    OptionalDouble fraction = hardware.gpuFraction();
    OptionalDouble watts = hardware.gpuWatts();
    OptionalDouble limit = hardware.powerLimitWatts();
    OptionalDouble host = hardware.hostWattsPerGpu();
    OptionalInt perNode = hardware.gpusPerNode();
    Usage stated = usage;
    stated = fraction.isPresent() ? stated.withAcceleratorFraction(fraction.getAsDouble()) : stated;
    stated = watts.isPresent() ? stated.withAcceleratorWatts(watts.getAsDouble()) : stated;
    stated = limit.isPresent() ? stated.withPowerLimitWatts(limit.getAsDouble()) : stated;
    stated = host.isPresent() ? stated.withHostWattsPerAccelerator(host.getAsDouble()) : stated;
    return perNode.isPresent() ? stated.withAcceleratorsPerNode(perNode.getAsInt()) : stated;
  }

  /**
   * Returns the site that a specification describes. A region that the catalogue no longer knows
   * counts as not stated.
   *
   * @param spec what the user said
   * @param chosen what an agent chose; what the user stated stays as stated
   * @return the site
   */
  public Site site(WorkloadSpec spec, ChosenInputs chosen) {
    ChosenInputs open = chosen.onlyWhatIsOpenIn(spec);
    Optional<Region> region =
        spec.site()
            .region()
            .or(open::region)
            .flatMap(name -> estimator.regions().find(name).found());
    Site site = region.map(Site::in).orElse(Site.UNKNOWN);
    OptionalDouble pue = either(spec.site().pue(), open.pue());
    OptionalDouble grid = spec.site().gridKgPerKwh();
    OptionalDouble price = spec.site().usdPerKwh();
    site = pue.isPresent() ? site.withPue(pue.getAsDouble()) : site;
    site = grid.isPresent() ? site.withGridKgPerKwh(grid.getAsDouble()) : site;
    site = price.isPresent() ? site.withUsdPerKwh(price.getAsDouble()) : site;
    return withTerms(site, spec.details().terms());
  }

  /**
   * Returns a site with the terms that were stated.
   *
   * @param site a site
   * @param terms whose hardware it has, and its rent
   * @return a copy
   */
  public static Site withTerms(Site site, Terms terms) {
    OptionalDouble rent = terms.usdPerGpuHour();
    Site stated = rent.isPresent() ? site.withUsdPerAcceleratorHour(rent.getAsDouble()) : site;
    return terms.hosting().equals(Optional.of(Hosting.OWN)) ? stated.withOwnHardware() : stated;
  }

  private static OptionalDouble either(OptionalDouble stated, OptionalDouble chosen) {
    return stated.isPresent() ? stated : chosen;
  }

  /**
   * Returns what the user should know about what a specification says, whatever the estimate: of
   * its accelerator and its memory, of figures that look mistaken, of its region.
   *
   * @param spec what the user said
   * @return sentences for the user; empty if there is nothing to say
   */
  public List<String> statedWarnings(WorkloadSpec spec) {
    return warnings.ofStated(spec);
  }
}
