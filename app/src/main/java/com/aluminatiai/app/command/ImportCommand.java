package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.ConfigurationException;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.http.file.FileFormat;
import com.aluminatiai.http.file.ForeignFormat;
import com.aluminatiai.http.file.Omissions;
import com.aluminatiai.http.file.UnknownAccelerators;
import com.aluminatiai.workload.ImportFault;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.Owner;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Imports a file of workloads. */
final class ImportCommand implements Subcommand {
  /** As {@link FileFormat} has them, which would load the readers of files for every command. */
  static final List<String> FORMATS =
      List.of("csv", "ndjson", "slurm", "codecarbon", "kubernetes", "usage");

  private final DatabaseOption database;

  ImportCommand(DatabaseOption database) {
    this.database = database;
  }

  /** What is imported, and how. */
  record Request(
      ImportedFile file,
      Optional<FileFormat> format,
      Owner owner,
      boolean isAtomic,
      Method method,
      ForeignFormat unsaid) {}

  /** What came of it. */
  record Result(ImportReport report, Omissions omissions, UnknownAccelerators unknown) {}

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "import",
            "Import a file of workloads, also while the service runs.",
            "Good lines are taken, bad ones are told of; what has an external id that is there"
                + " already is skipped. The exit status is 1 if a line was bad.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("1")
            .required(true)
            .type(Path.class)
            .description("The file; - is standard input.")
            .build());
    spec.addOption(
        Specs.choice(
            "--format",
            "FORMAT",
            FORMATS,
            "csv, ndjson, slurm (sacct --parsable2 or --json), codecarbon (emissions.csv),"
                + " kubernetes (kubectl get pods,nodes -o json) or usage (calls to language models,"
                + " as LiteLLM and OpenTelemetry log them), packed by gzip or not [default:"
                + " found by the file's content]."));
    spec.addOption(
        Specs.option("--user", "ID", UUID.class, "Whose they become; nobody's if not given.")
            .build());
    spec.addOption(Specs.flag("--atomic", "Take nothing if a line is bad."));
    spec.addOption(
        Specs.number(
            "--model-size-gb",
            "GB",
            "For slurm, codecarbon and kubernetes, which do not say it: size of the models"
                + " [default: unknown]. It enters no estimate."));
    spec.addOption(
        Specs.text(
            "--gpu-type",
            "NAME",
            "For slurm, codecarbon, kubernetes and usage: the GPU of jobs that name none."));
    spec.addOption(
        Specs.text(
            "--project",
            "NAME",
            "For slurm, codecarbon, kubernetes and usage: the project of jobs that name none."));
    spec.addOption(
        Specs.text(
            "--time-zone",
            "ZONE",
            "The zone of times without an offset [default: this computer's for slurm and codecarbon;"
                + " in a file of ours each needs one]."));
    spec.addOption(
        Specs.option(
                "--shards-per-gpu",
                "COUNT",
                Integer.class,
                "For slurm: into how many shards a GPU is cut, for jobs with gres/shard.")
            .build());
    spec.addOption(
        Specs.choice(
            "--measured",
            "WHAT",
            List.of(ForeignFormat.CONSUMED_ENERGY),
            "consumed_energy, for slurm: take ConsumedEnergyRaw, or energy= in AllocTRES, as the"
                + " measured energy of the job's nodes."));
    spec.addOption(
        Specs.choice(
            "--group",
            "WHAT",
            List.of(ForeignFormat.DAY),
            "day, for usage: one workload for all calls of a model, project and day, instead of one"
                + " a call."));
    spec.addOption(
        Specs.text(
            "--site",
            "NAME",
            "For slurm, codecarbon, kubernetes and usage: the site of one's own where the jobs ran."));
    database.addTo(spec);
    Specs.examples(
        spec,
        Specs.JAR + " import history.csv",
        "sacct -a -X --parsable2 -S 2026-01-01 --format=JobID,JobName,Account,State,Start,ElapsedRaw,AllocTRES > jobs.txt",
        Specs.JAR + " import jobs.txt --format slurm --time-zone Europe/Berlin",
        Specs.JAR + " import emissions.csv --format codecarbon",
        "ssh cluster sacct -a -X --json | " + Specs.JAR + " import -");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) throws ConfigurationException, FailedException {
    Request request = request(words);
    Result result = ImportWork.run(database.source(words), request, output.remarks());
    ImportReport report = result.report();
    boolean isRefused = request.isAtomic() && report.rejected() > 0;
    tellFaults(report, output.remarks());
    result
        .omissions()
        .counts()
        .forEach(
            (reason, count) ->
                output.remarks().println("Left out: " + count + " " + reason.plural()));
    result
        .omissions()
        .remarks()
        .forEach(
            remark -> output.remarks().println("Line " + remark.line() + " " + remark.message()));
    result
        .unknown()
        .rows()
        .forEach(
            (name, rows) ->
                output
                    .remarks()
                    .println(
                        "Not in the catalogue, 500 W assumed: \"" + name + "\", rows: " + rows));
    output
        .results()
        .printf(
            Locale.ROOT,
            "Imported %d, skipped %d (external id there already), rejected %d.%n",
            report.imported(),
            report.skipped(),
            report.rejected());
    if (isRefused) {
      output.remarks().println("Nothing was imported.");
    }
    return report.rejected() > 0 ? 1 : 0;
  }

  private Request request(ParseResult words) throws ConfigurationException {
    ImportedFile file = new ImportedFile(words.matchedPositionalValue(0, Path.of("")));
    double modelSizeGb =
        words.matchedOptionValue("--model-size-gb", ForeignFormat.UNKNOWN_MODEL_SIZE_GB);
    return new Request(
        file,
        Optional.ofNullable(words.matchedOptionValue("--format", (String) null))
            .map(
                name ->
                    FileFormat.of(name)
                        .orElseThrow(
                            () ->
                                wrong(
                                    words,
                                    "--format must be csv, ndjson, slurm, codecarbon,"
                                        + " kubernetes or usage"))),
        new Owner(Optional.ofNullable(words.matchedOptionValue("--user", (UUID) null))),
        words.hasMatchedOption("--atomic"),
        database.estimateMethod(),
        new ForeignFormat(
            modelSizeGb,
            Optional.ofNullable(words.matchedOptionValue("--gpu-type", (String) null)),
            Optional.ofNullable(words.matchedOptionValue("--project", (String) null)),
            zone(words),
            ZoneId.systemDefault(),
            shardsPerGpu(words),
            isEnergyWanted(words),
            Optional.ofNullable(words.matchedOptionValue("--site", (String) null)),
            isGroupedByDay(words)));
  }

  private static boolean isGroupedByDay(ParseResult words) {
    String what = words.matchedOptionValue("--group", (String) null);
    if (what != null && !what.equals(ForeignFormat.DAY)) {
      throw wrong(words, "--group must be " + ForeignFormat.DAY);
    }
    return what != null;
  }

  private static boolean isEnergyWanted(ParseResult words) {
    String what = words.matchedOptionValue("--measured", (String) null);
    if (what != null && !what.equals(ForeignFormat.CONSUMED_ENERGY)) {
      throw wrong(words, "--measured must be " + ForeignFormat.CONSUMED_ENERGY);
    }
    return what != null;
  }

  private static OptionalLong shardsPerGpu(ParseResult words) {
    Integer shards = words.matchedOptionValue("--shards-per-gpu", (Integer) null);
    if (shards != null && shards < 1) {
      throw wrong(words, "--shards-per-gpu must be a whole number, 1 or more");
    }
    return shards == null ? OptionalLong.empty() : OptionalLong.of(shards);
  }

  private static Optional<ZoneId> zone(ParseResult words) {
    String name = words.matchedOptionValue("--time-zone", (String) null);
    try {
      return Optional.ofNullable(name).map(ZoneId::of);
    } catch (DateTimeException e) {
      throw wrong(words, "--time-zone must be a time zone such as Europe/Berlin");
    }
  }

  private static ParameterException wrong(ParseResult words, String message) {
    return new ParameterException(words.commandSpec().commandLine(), message);
  }

  private static void tellFaults(ImportReport report, PrintWriter remarks) {
    for (ImportFault fault : report.faults()) {
      remarks.println(
          "Line "
              + fault.line()
              + ": "
              + fault.field().map(field -> field + " ").orElse("")
              + fault.message());
    }
    if (report.rejected() > report.faults().size()) {
      remarks.println("… and more: the first " + report.faults().size() + " are shown.");
    }
  }
}
