package com.aluminatiai.app.command;

import com.aluminatiai.estimation.Accelerator;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Match;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.Region;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.estimation.work.Plan;
import com.aluminatiai.workload.Details;
import com.aluminatiai.workload.Hardware;
import com.aluminatiai.workload.Hosting;
import com.aluminatiai.workload.Plans;
import com.aluminatiai.workload.Terms;
import com.aluminatiai.workload.TokenWork;
import com.aluminatiai.workload.TokenWorkException;
import com.aluminatiai.workload.Work;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Says on what work may run, how many of it and where, and what that takes. */
final class PlanCommand implements Subcommand {
  private static final List<String> TYPES =
      Arrays.stream(WorkloadType.values()).map(WorkloadType::code).toList();
  private static final List<String> HOSTINGS =
      Arrays.stream(Hosting.values()).map(Hosting::code).toList();
  private static final List<String> SORTS =
      Arrays.stream(Plan.SortBy.values())
          .map(sort -> sort.name().toLowerCase(Locale.ROOT))
          .toList();
  private static final int USUAL_ROWS = 15;

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "plan",
            "Plan work before it runs: on what, how many, where, and what that takes.",
            "The work is said in tokens; hours follow from them. Nothing is stored.");
    spec.addOption(Specs.text("--model", "NAME", "Language model, in any usual spelling."));
    spec.addOption(Specs.number("--parameters", "BILLIONS", "Its parameters, if it has no name."));
    spec.addOption(
        Specs.number(
            "--active-parameters", "BILLIONS", "Those that a token uses (mixtures of experts)."));
    spec.addOption(Specs.number("--training-tokens", "COUNT", "Tokens to train on: 15e12."));
    spec.addOption(Specs.flag("--lora", "Train adapters alone."));
    spec.addOption(Specs.number("--mfu", "SHARE", "Model FLOPs utilization, more than 0 to 1."));
    spec.addOption(Specs.number("--output-tokens", "COUNT", "Tokens to serve: inference."));
    spec.addOption(Specs.number("--input-tokens", "COUNT", "Tokens of the prompts."));
    spec.addOption(Specs.number("--concurrency", "COUNT", "Requests at a time."));
    spec.addOption(Specs.choice("--workload-type", "TYPE", TYPES, String.join(", ", TYPES) + "."));
    spec.addOption(
        Specs.text("--gpu", "NAMES", "Accelerators, separated by commas [all that can be had]."));
    spec.addOption(Specs.text("--gpus", "COUNTS", "How many, separated by commas."));
    spec.addOption(Specs.text("--region", "REGIONS", "Where, separated by commas."));
    spec.addOption(Specs.number("--deadline", "HOURS", "The most hours that it may take."));
    spec.addOption(Specs.number("--max-rent", "USD", "The most rent."));
    spec.addOption(Specs.number("--max-carbon", "KG", "The most emissions in kg CO2e."));
    spec.addOption(Specs.number("--rent", "USD", "Rent of one accelerator in USD an hour."));
    spec.addOption(
        Specs.choice("--hosting", "WHOSE", HOSTINGS, "own (no rent) or rented (default)."));
    spec.addOption(
        Specs.choice("--sort", "FIGURE", SORTS, String.join(", ", SORTS) + " [carbon_kg]."));
    spec.addOption(
        Specs.option("--limit", "ROWS", Integer.class, "Rows of the table [15]; JSON has all.")
            .build());
    spec.addOption(Specs.flag("--json", "Print JSON."));
    Specs.examples(
        spec,
        Specs.JAR + " plan --model llama-3.1-70b --training-tokens 5e8 --lora --deadline 24",
        Specs.JAR + " plan --parameters 7 --training-tokens 2e12 --gpu H100,B200 --gpus 64,256",
        Specs.JAR + " plan --model llama-3.1-70b --output-tokens 1e9 --region FR,US-CA --sort kwh");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) {
    Estimator library = Estimator.standard();
    WorkloadEstimator estimator = new WorkloadEstimator(library, Method.FALLBACK);
    Plan.Builder builder;
    try {
      TokenWork tokens =
          new TokenWork(
              work(words),
              type(words),
              Optional.empty(),
              OptionalInt.empty(),
              OptionalDouble.empty());
      builder =
          Plans.of(estimator, tokens.plannable(), spec(words), regions(words, library))
              .accelerators(accelerators(words, library))
              .counts(counts(words))
              .sortBy(sortBy(words));
      number(words, "--deadline").ifPresent(builder::deadlineHours);
      number(words, "--max-rent").ifPresent(builder::mostRentalUsd);
      number(words, "--max-carbon").ifPresent(builder::mostCarbonKg);
    } catch (TokenWorkException impossible) {
      throw wrong(words, impossible.field() + " " + impossible.getMessage());
    } catch (IllegalArgumentException outOfRange) {
      throw wrong(words, outOfRange.getMessage());
    }
    PlanReport report = new PlanReport(builder.build(), library.factorsVersion());
    if (words.hasMatchedOption("--json")) {
      report.printJson(output.results());
    } else {
      report.printTable(
          output.results(), Math.max(1, words.matchedOptionValue("--limit", USUAL_ROWS)));
    }
    return report.isEmpty() ? 1 : 0;
  }

  private static Work work(ParseResult words) {
    return new Work(
        new Work.Model(
            Optional.ofNullable(words.matchedOptionValue("--model", (String) null)),
            number(words, "--parameters"),
            number(words, "--active-parameters"),
            OptionalDouble.empty()),
        new Work.Tokens(
            count(words, "--training-tokens"),
            count(words, "--output-tokens"),
            count(words, "--input-tokens"),
            OptionalLong.empty()),
        number(words, "--mfu"),
        words.hasMatchedOption("--lora") ? Optional.of(true) : Optional.empty(),
        count(words, "--concurrency"),
        OptionalDouble.empty(),
        List.of());
  }

  private static Optional<WorkloadType> type(ParseResult words) {
    String code = words.matchedOptionValue("--workload-type", "");
    Optional<WorkloadType> type =
        Arrays.stream(WorkloadType.values()).filter(one -> one.code().equals(code)).findFirst();
    if (type.isEmpty() && !code.isEmpty()) {
      throw wrong(words, "--workload-type must be " + String.join(", ", TYPES));
    }
    return type;
  }

  /** What is said beside the work itself; any accelerator stands for those of the options. */
  private static WorkloadSpec spec(ParseResult words) {
    Optional<Hosting> hosting =
        Optional.ofNullable(words.matchedOptionValue("--hosting", (String) null))
            .map(
                code ->
                    Hosting.find(code)
                        .orElseThrow(() -> wrong(words, "--hosting must be own or rented")));
    Terms terms = new Terms(hosting, number(words, "--rent"), OptionalDouble.empty());
    return new WorkloadSpec(
        1,
        1,
        "H100",
        1,
        OptionalDouble.empty(),
        false,
        Optional.empty(),
        Optional.empty(),
        StatedSite.NONE,
        Labels.NONE,
        new Details(Hardware.NONE, Work.NONE, terms, Optional.empty()));
  }

  private static List<Accelerator> accelerators(ParseResult words, Estimator library) {
    return found(
        words, "--gpu", "is not in the catalogue", library.accelerators()::find, Accelerator::name);
  }

  private static List<Region> regions(ParseResult words, Estimator library) {
    return found(words, "--region", "is not known", library.regions()::find, Region::code);
  }

  private static <T> List<T> found(
      ParseResult words,
      String option,
      String unknown,
      Function<String, Match<T>> catalogue,
      Function<T, String> shown) {
    List<T> found = new ArrayList<>();
    for (String name : list(words, option)) {
      Match<T> match = catalogue.apply(name);
      if (match.found().isEmpty()) {
        List<String> near = match.suggestions().stream().map(shown).toList();
        throw wrong(words, option + ": \"" + name + "\" " + unknown + Searches.didYouMean(near));
      }
      found.add(match.found().get());
    }
    return found;
  }

  private static List<Integer> counts(ParseResult words) {
    List<Integer> counts = new ArrayList<>();
    for (String count : list(words, "--gpus")) {
      if (!count.matches("[1-9]\\d{0,6}")) {
        throw wrong(words, "--gpus must be whole numbers from 1 to 1000000, not " + count);
      }
      counts.add(Integer.valueOf(count));
    }
    return counts;
  }

  private static Plan.SortBy sortBy(ParseResult words) {
    String code = words.matchedOptionValue("--sort", "carbon_kg");
    if (!SORTS.contains(code)) {
      throw wrong(words, "--sort must be " + String.join(", ", SORTS));
    }
    return Plan.SortBy.valueOf(code.toUpperCase(Locale.ROOT));
  }

  private static List<String> list(ParseResult words, String option) {
    return Stream.of(words.matchedOptionValue(option, "").split(","))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  private static OptionalDouble number(ParseResult words, String option) {
    return words.hasMatchedOption(option)
        ? OptionalDouble.of(words.matchedOptionValue(option, 0.0))
        : OptionalDouble.empty();
  }

  private static OptionalLong count(ParseResult words, String option) {
    OptionalDouble number = number(words, option);
    if (number.isEmpty()) {
      return OptionalLong.empty();
    }
    if (number.getAsDouble() != Math.rint(number.getAsDouble())) {
      throw wrong(words, option + " must be a whole number, such as 5e8");
    }
    return OptionalLong.of((long) number.getAsDouble());
  }

  private static ParameterException wrong(ParseResult words, String message) {
    return new ParameterException(words.commandSpec().commandLine(), message);
  }
}
