package com.aluminatiai.workload;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.ExplainedAssumption;
import com.aluminatiai.estimation.MachineType;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Slice;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Estimates what a user said of a workload, with an agent's choices where the user left something
 * open. Immutable, and thread-safe if whoever hears of estimates is.
 */
public final class WorkloadEstimator {
  private final Estimator estimator;
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
    Estimate estimate = estimator.estimate(method, usage(spec, chosen), site(spec, chosen));
    estimated.accept(method);
    return new Estimation(estimate, warnings(spec, estimate));
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
    ChosenInputs open = chosen.onlyWhatIsOpenIn(spec);
    Usage usage =
        withFraction(
            Usage.of(accelerator(spec), spec.numGpus(), spec.durationHours()),
            estimator.accelerators().find(spec.gpuType()));
    OptionalDouble percent = either(spec.utilizationPercent(), open.utilizationPercent());
    Optional<WorkloadType> type = spec.workloadType().or(open::workloadType);
    OptionalInt perNode = open.gpusPerNode();
    usage = percent.isPresent() ? usage.withUtilizationPercent(percent.getAsDouble()) : usage;
    usage = type.isPresent() ? usage.withWorkloadType(type.get()) : usage;
    return perNode.isPresent() ? usage.withAcceleratorsPerNode(perNode.getAsInt()) : usage;
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
    return price.isPresent() ? site.withUsdPerKwh(price.getAsDouble()) : site;
  }

  /** A name may say that it is a slice of a device. */
  private static Usage withFraction(Usage usage, Match<Accelerator> match) {
    return match.slice().isPresent()
        ? usage.withAcceleratorFraction(match.slice().get().fraction())
        : usage;
  }

  private static OptionalDouble either(OptionalDouble stated, OptionalDouble chosen) {
    return stated.isPresent() ? stated : chosen;
  }

  private Accelerator accelerator(WorkloadSpec spec) {
    return estimator
        .accelerators()
        .find(spec.gpuType())
        .found()
        .orElseGet(() -> Accelerator.unknown(spec.gpuType()));
  }

  /**
   * Returns what the user should know about the accelerator of a specification: that it is not in
   * the catalogue or stands for more or less than its name says, or that the model does not fit in
   * its memory.
   *
   * @param spec what the user said
   * @return sentences for the user; empty if there is nothing to say
   */
  public List<String> acceleratorWarnings(WorkloadSpec spec) {
    Match<Accelerator> match = estimator.accelerators().find(spec.gpuType());
    if (match.found().isEmpty()) {
      return List.of(unknownAccelerator(spec.gpuType(), match));
    }
    List<String> warnings = new ArrayList<>();
    if (!match.remark().isEmpty()) {
      warnings.add("gpu_type \"" + spec.gpuType() + "\" " + match.remark() + ".");
    }
    match.machine().flatMap(machine -> oddCount(spec, machine)).ifPresent(warnings::add);
    doesNotFit(spec, match).ifPresent(warnings::add);
    return warnings;
  }

  private static Optional<String> oddCount(WorkloadSpec spec, MachineType machine) {
    int over = spec.numGpus() % machine.count();
    if (over == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "num_gpus "
            + spec.numGpus()
            + " is no multiple of the "
            + machine.count()
            + " accelerators of "
            + machine.name()
            + "; "
            + (spec.numGpus() - over + machine.count())
            + " were probably meant.");
  }

  private List<String> warnings(WorkloadSpec spec, Estimate estimate) {
    List<String> warnings = new ArrayList<>(acceleratorWarnings(spec));
    spec.site().region().ifPresent(name -> addRemark(warnings, name));
    estimate
        .calibrated()
        .filter(calibrated -> !calibrated.kwh().contains(estimate.kwh()))
        .ifPresent(
            calibrated ->
                warnings.add(
                    "The headline of "
                        + rounded(estimate.kwh())
                        + " kWh lies outside the calibrated range of "
                        + rounded(calibrated.kwh().low())
                        + " to "
                        + rounded(calibrated.kwh().high())
                        + " kWh; use \"method\": \"calibrated\" for the headline, or state what"
                        + " you know of the site."));
    return warnings;
  }

  private void addRemark(List<String> warnings, String region) {
    String remark = estimator.regions().find(region).remark();
    if (!remark.isEmpty()) {
      warnings.add("region \"" + region + "\" " + remark + ".");
    }
  }

  private static String unknownAccelerator(String gpuType, Match<Accelerator> match) {
    List<Accelerator> nearest = match.suggestions();
    String reason = match.remark().isEmpty() ? "is not in the catalogue" : match.remark();
    String assumed = "gpu_type \"" + gpuType + "\" " + reason + ": 500 W assumed";
    return nearest.isEmpty()
        ? assumed + "; GET /api/gpus lists the names."
        : assumed
            + (nearest.size() == 1 ? "; the nearest name is " : "; the nearest names are ")
            + nearest.stream().map(Accelerator::name).collect(Collectors.joining(", "))
            + ".";
  }

  private static Optional<String> doesNotFit(WorkloadSpec spec, Match<Accelerator> match) {
    OptionalDouble eachGb = memoryGb(match);
    if (eachGb.isEmpty() || spec.modelSizeGb() <= eachGb.getAsDouble() * spec.numGpus()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "A model of %s GB does not fit in the %s GB of memory of %d x %s; at least %d are needed for the weights.",
            plain(spec.modelSizeGb()),
            plain(eachGb.getAsDouble() * spec.numGpus()),
            spec.numGpus(),
            match.slice().isPresent() ? spec.gpuType() : match.found().get().name(),
            (long) Math.ceil(spec.modelSizeGb() / eachGb.getAsDouble())));
  }

  /** Returns the memory of one device, or of the slice that its name means. */
  private static OptionalDouble memoryGb(Match<Accelerator> match) {
    OptionalDouble whole = match.found().orElseThrow().memoryGb();
    if (match.slice().isEmpty() || whole.isEmpty()) {
      return whole;
    }
    Slice slice = match.slice().get();
    return slice.memoryGb().isPresent()
        ? slice.memoryGb()
        : OptionalDouble.of(whole.getAsDouble() * slice.fraction());
  }

  /** Four digits are enough for a sentence. */
  private static String rounded(double number) {
    return BigDecimal.valueOf(number)
        .round(new MathContext(4, RoundingMode.HALF_UP))
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String plain(double number) {
    return number == Math.rint(number)
        ? String.format(Locale.ROOT, "%.0f", number)
        : String.format(Locale.ROOT, "%.1f", number);
  }
}
