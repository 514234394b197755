package com.aluminatiai.app.command;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.Site;
import com.aluminatiai.estimation.Usage;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.Hardware;
import com.aluminatiai.workload.Hosting;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.StatedWarnings;
import com.aluminatiai.workload.Terms;
import com.aluminatiai.workload.WorkloadEstimator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Estimates a job without database or network. */
final class EstimateCommand implements Subcommand {
  private static final List<String> TYPES =
      Arrays.stream(WorkloadType.values()).map(WorkloadType::code).toList();

  private static final List<String> HOSTINGS =
      Arrays.stream(Hosting.values()).map(Hosting::code).toList();

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "estimate",
            "Estimate what a job costs in energy, carbon and money; nothing is stored.");
    spec.addOption(
        Specs.option("--gpu", "NAME", String.class, "Accelerator, in any usual spelling.")
            .required(true)
            .build());
    spec.addOption(
        Specs.option("--gpus", "COUNT", Integer.class, "How many of them; 1 if not given.")
            .build());
    spec.addOption(
        Specs.option("--hours", "HOURS", Double.class, "Wall-clock hours.").required(true).build());
    spec.addOption(
        Specs.number("--utilization", "PERCENT", "Utilization of the accelerators, 0 to 100."));
    spec.addOption(
        Specs.text("--region", "REGION", "Where it runs: FR, US-CA, us-east-1, aws:us-east-1 ..."));
    spec.addOption(Specs.number("--pue", "RATIO", "Power usage effectiveness, 1 to 5."));
    spec.addOption(Specs.number("--grid", "KG", "Grid carbon intensity in kg CO2e per kWh."));
    spec.addOption(Specs.number("--price", "USD", "Electricity price in USD per kWh."));
    spec.addOption(
        Specs.number("--rent", "USD", "Rent of one accelerator in USD an hour, 0 to 10000."));
    spec.addOption(
        Specs.choice(
            "--hosting",
            "WHOSE",
            HOSTINGS,
            "Whose hardware it is: own (no rent) or rented (default)."));
    StatedHardware.addOptions(spec);
    spec.addOption(Specs.choice("--workload-type", "TYPE", TYPES, String.join(", ", TYPES) + "."));
    spec.addOption(
        Specs.choice(
            "--method",
            "METHOD",
            List.of("fallback", "calibrated"),
            "Method of the headline: fallback (default) or calibrated."));
    spec.addOption(
        Specs.flag("--explain", "Tell what each assumption rests on and how far it moves kWh."));
    spec.addOption(Specs.flag("--json", "Print JSON."));
    Specs.examples(
        spec,
        Specs.JAR + " estimate --gpu H100 --gpus 8 --hours 72 --utilization 85",
        Specs.JAR + " estimate --gpu 'RTX 4090' --hours 10 --region FR --json",
        Specs.JAR + " estimate --gpu A100-MIG-1g.5gb --hours 24",
        Specs.JAR + " estimate --gpu H100 --gpus 8 --hours 72 --gpu-watts 560 --gpus-per-node 8",
        Specs.JAR + " estimate --gpu MI300X --hours 5 --method calibrated --explain");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) {
    Estimator estimator = Estimator.standard();
    List<String> warnings = new ArrayList<>();
    Usage usage = usage(words, estimator, warnings);
    Site site = site(words, estimator, warnings);
    Estimate estimate = estimator.estimate(method(words), usage, site);
    estimate
        .calibrated()
        .filter(calibrated -> !calibrated.kwh().contains(estimate.kwh()))
        .ifPresent(
            calibrated ->
                warnings.add(
                    "The headline lies outside the calibrated range; try --method calibrated."));
    EstimateReport report =
        new EstimateReport(
            usage,
            estimate,
            words.hasMatchedOption("--explain") ? estimator.explain(usage, site) : List.of(),
            estimator.equivalents(estimate.kwh(), estimate.carbonKg()),
            warnings);
    if (words.hasMatchedOption("--json")) {
      report.printJson(output.results());
    } else {
      report.printTable(output.results());
    }
    warnings.forEach(warning -> output.remarks().println("Warning: " + warning));
    return 0;
  }

  private static Usage usage(ParseResult words, Estimator estimator, List<String> warnings) {
    String name = words.matchedOptionValue("--gpu", "");
    if (name.isBlank()) {
      throw wrong(words, "--gpu must name an accelerator");
    }
    Match<Accelerator> match = estimator.accelerators().find(name);
    Hardware hardware = StatedHardware.read(words);
    warning(name, match, hardware).ifPresent(warnings::add);
    int count = words.matchedOptionValue("--gpus", 1);
    double hours = words.matchedOptionValue("--hours", 0.0);
    if (count < 1 || count > Usage.MOST) {
      throw wrong(words, "--gpus must be a whole number from 1 to 1000000, not " + count);
    }
    if (!(hours > 0 && hours <= Usage.MOST)) {
      throw wrong(words, "--hours must be more than 0 and at most 1000000, not " + hours);
    }
    Usage usage = Usage.of(match.found().orElseGet(() -> Accelerator.unknown(name)), count, hours);
    if (match.slice().isPresent()) {
      usage = usage.withAcceleratorFraction(match.slice().get().fraction());
    }
    OptionalDouble utilization = number(words, "--utilization", 0, 100);
    if (utilization.isPresent()) {
      usage = usage.withUtilizationPercent(utilization.getAsDouble());
    }
    usage = WorkloadEstimator.withHardware(usage, hardware);
    warnings.addAll(StatedWarnings.of(utilization, hardware));
    Optional<WorkloadType> type = workloadType(words);
    return type.isPresent() ? usage.withWorkloadType(type.get()) : usage;
  }

  /** Says what a name that is no device's own was taken for. */
  private static Optional<String> warning(
      String name, Match<Accelerator> match, Hardware hardware) {
    String remark = match.remark();
    if (match.found().isPresent()) {
      boolean isAnswered =
          hardware.gpuFraction().isPresent() && remark.contains(SpecField.GPU_FRACTION.code());
      return remark.isEmpty() || isAnswered
          ? Optional.empty()
          : Optional.of("\"" + name + "\" " + remark + ".");
    }
    String unknown = "\"" + name + "\" " + (remark.isEmpty() ? "is not in the catalogue" : remark);
    if (hardware.gpuWatts().isPresent()) {
      return Optional.of(unknown + ": " + StatedWarnings.measuredAreUsed(hardware));
    }
    return Optional.of(
        String.format(Locale.ROOT, "%s: %.0f W assumed", unknown, Accelerator.UNKNOWN_WATTS)
            + Searches.didYouMean(match.suggestions().stream().map(Accelerator::name).toList()));
  }

  private static Site site(ParseResult words, Estimator estimator, List<String> warnings) {
    Site site = region(words, estimator, warnings).map(Site::in).orElse(Site.UNKNOWN);
    OptionalDouble pue = number(words, "--pue", 1, 5);
    OptionalDouble grid = number(words, "--grid", 0, 5);
    OptionalDouble price = number(words, "--price", 0, 100);
    site = pue.isPresent() ? site.withPue(pue.getAsDouble()) : site;
    site = grid.isPresent() ? site.withGridKgPerKwh(grid.getAsDouble()) : site;
    site = price.isPresent() ? site.withUsdPerKwh(price.getAsDouble()) : site;
    return WorkloadEstimator.withTerms(site, terms(words));
  }

  private static Terms terms(ParseResult words) {
    String hosting = words.matchedOptionValue("--hosting", "");
    Optional<Hosting> whose = Hosting.find(hosting);
    if (whose.isEmpty() && words.hasMatchedOption("--hosting")) {
      throw wrong(words, "--hosting must be own or rented, not \"" + hosting + "\"");
    }
    return new Terms(whose, number(words, "--rent", 0, 10_000), OptionalDouble.empty());
  }

  private static Optional<Region> region(
      ParseResult words, Estimator estimator, List<String> warnings) {
    if (!words.hasMatchedOption("--region")) {
      return Optional.empty();
    }
    String name = words.matchedOptionValue("--region", "");
    Match<Region> match = estimator.regions().find(name);
    if (match.found().isEmpty()) {
      throw wrong(
          words,
          "--region: \"%s\" %s"
                  .formatted(name, match.remark().isEmpty() ? "is not known" : match.remark())
              + Searches.didYouMean(
                  match.suggestions().stream()
                      .map(region -> region.code() + " (" + region.name() + ")")
                      .toList()));
    }
    if (!match.remark().isEmpty()) {
      warnings.add("\"%s\" %s.".formatted(name, match.remark()));
    }
    return match.found();
  }

  private static OptionalDouble number(ParseResult words, String option, int least, int most) {
    if (!words.hasMatchedOption(option)) {
      return OptionalDouble.empty();
    }
    double number = words.matchedOptionValue(option, 0.0);
    if (!(number >= least && number <= most)) {
      throw wrong(
          words,
          String.format(
              Locale.ROOT, "%s must be within %d and %d, not %s", option, least, most, number));
    }
    return OptionalDouble.of(number);
  }

  private static Optional<WorkloadType> workloadType(ParseResult words) {
    if (!words.hasMatchedOption("--workload-type")) {
      return Optional.empty();
    }
    String name = words.matchedOptionValue("--workload-type", "");
    return Optional.of(
        Arrays.stream(WorkloadType.values())
            .filter(type -> type.code().equalsIgnoreCase(name.replace('-', '_')))
            .findFirst()
            .orElseThrow(
                () ->
                    wrong(
                        words,
                        "--workload-type " + new FieldForm.Word(TYPES).rule() + ", not " + name)));
  }

  private static Method method(ParseResult words) {
    String name = words.matchedOptionValue("--method", Method.FALLBACK.code());
    return Arrays.stream(Method.values())
        .filter(method -> method != Method.AGENT && method.code().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(() -> wrong(words, "--method must be fallback or calibrated, not " + name));
  }

  private static ParameterException wrong(ParseResult words, String message) {
    return new ParameterException(words.commandSpec().commandLine(), message);
  }
}
