package com.aluminatiai.workload;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.MachineType;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Range;
import com.aluminatiai.estimation.Slice;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** What a user should know about what was said of a workload. Immutable. */
final class SpecWarnings {
  private static final String WHOLE_BOARD = "the whole board is assumed";
  private static final String ASKING = "; write it as";
  private static final double UNKNOWN_WATTS = 500;

  /** What sums of rounded figures differ by, as a ratio. */
  private static final double ROUNDING = 1e-9;

  private final Estimator estimator;

  SpecWarnings(Estimator estimator) {
    this.estimator = estimator;
  }

  private List<String> ofAccelerator(WorkloadSpec spec) {
    Match<Accelerator> match = estimator.accelerators().find(spec.gpuType());
    if (match.found().isEmpty()) {
      return List.of(unknownAccelerator(spec, match));
    }
    List<String> warnings = new ArrayList<>();
    if (!match.remark().isEmpty() && !asksForStatedShare(spec, match)) {
      warnings.add("gpu_type \"" + spec.gpuType() + "\" " + remark(spec, match) + ".");
    }
    oddCount(spec, match).ifPresent(warnings::add);
    doesNotFit(spec, match).ifPresent(warnings::add);
    return warnings;
  }

  /** A name that leaves the job's share open does so no more where the share is stated. */
  private static boolean asksForStatedShare(WorkloadSpec spec, Match<Accelerator> match) {
    return spec.hardware().gpuFraction().isPresent()
        && match.remark().contains(SpecField.GPU_FRACTION.code());
  }

  /** Of a board whose share is stated not the whole is assumed. */
  private static String remark(WorkloadSpec spec, Match<Accelerator> match) {
    return spec.hardware().gpuFraction().isEmpty()
        ? match.remark()
        : match.remark().replace(WHOLE_BOARD, "gpu_fraction is the share of the whole board");
  }

  /** A machine, or a name that states a number of devices, is asked for as a whole. */
  private static Optional<String> oddCount(WorkloadSpec spec, Match<Accelerator> match) {
    int many = match.count().orElse(1);
    int over = spec.numGpus() % many;
    if (over == 0) {
      return Optional.empty();
    }
    return Optional.of(
        "num_gpus "
            + spec.numGpus()
            + " is no multiple of the "
            + many
            + " accelerators of "
            + match.machine().map(MachineType::name).orElse("\"" + spec.gpuType() + "\"")
            + "; "
            + (spec.numGpus() - over + many)
            + " were probably meant.");
  }

  /** Returns what there is to say of a specification, whatever its estimate. */
  List<String> ofStated(WorkloadSpec spec) {
    List<String> warnings = new ArrayList<>(ofAccelerator(spec));
    warnings.addAll(StatedWarnings.of(spec.utilizationPercent(), spec.hardware()));
    spec.site().region().ifPresent(name -> addRemark(warnings, name));
    return warnings;
  }

  /** Returns everything that there is to say of a specification and its estimate. */
  List<String> of(WorkloadSpec spec, Estimate estimate) {
    List<String> warnings = ofStated(spec);
    estimate
        .calibrated()
        .filter(calibrated -> isOutside(estimate.kwh(), calibrated.kwh()))
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

  private static boolean isOutside(double kwh, Range range) {
    return kwh < range.low() * (1 - ROUNDING) || kwh > range.high() * (1 + ROUNDING);
  }

  private void addRemark(List<String> warnings, String region) {
    String remark = estimator.regions().find(region).remark();
    if (!remark.isEmpty()) {
      warnings.add("region \"" + region + "\" " + remark + ".");
    }
  }

  private static String unknownAccelerator(WorkloadSpec spec, Match<Accelerator> match) {
    List<Accelerator> nearest = match.suggestions();
    String reason = match.remark().isEmpty() ? "is not in the catalogue" : match.remark();
    if (spec.hardware().gpuFraction().isPresent() && reason.contains(ASKING)) {
      reason = reason.substring(0, reason.indexOf(ASKING));
    }
    String named = "gpu_type \"" + spec.gpuType() + "\" " + reason;
    if (spec.hardware().gpuWatts().isPresent()) {
      return named + ": " + StatedWarnings.measuredAreUsed(spec.hardware());
    }
    double limit = spec.hardware().powerLimitWatts().orElse(UNKNOWN_WATTS);
    String assumed =
        limit < UNKNOWN_WATTS
            ? named + ": its power limit of " + rounded(limit) + " W assumed"
            : named + ": 500 W assumed";
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
  static String rounded(double number) {
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
