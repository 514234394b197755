package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.ConfigurationException;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.WorkloadFilter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Exports workloads. */
final class ExportCommand implements Subcommand {
  private final DatabaseOption database;

  ExportCommand(DatabaseOption database) {
    this.database = database;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "export",
            "Export workloads, also while the service runs: what import reads.",
            "What was stored last comes first.");
    spec.addOption(
        Specs.choice(
            "--format", "FORMAT", List.of("csv", "ndjson"), "csv or ndjson [default: csv]."));
    spec.addOption(
        Specs.option("--user", "ID", UUID.class, "Whose; those of nobody if not given.").build());
    spec.addOption(Specs.text("--project", "NAME", "Only those of this project."));
    spec.addOption(
        Specs.option("--output", "FILE", Path.class, "Where to; stdout if not given.").build());
    database.addTo(spec);
    Specs.examples(
        spec,
        Specs.JAR + " export > workloads.csv",
        Specs.JAR + " export --format ndjson --output workloads.ndjson");
    return spec;
  }

  /** What is exported, and where to. */
  record Request(boolean isCsv, Owner owner, WorkloadFilter filter, Optional<Path> file) {}

  @Override
  public int run(ParseResult words, Output output) throws ConfigurationException, FailedException {
    String format = words.matchedOptionValue("--format", "csv");
    if (!format.equals("csv") && !format.equals("ndjson")) {
      throw new ParameterException(
          words.commandSpec().commandLine(), "--format must be csv or ndjson");
    }
    WorkloadFilter filter =
        new WorkloadFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.ofNullable(words.matchedOptionValue("--project", (String) null)),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    ExportWork.run(
        database.source(words),
        new Request(
            format.equals("csv"),
            new Owner(Optional.ofNullable(words.matchedOptionValue("--user", (UUID) null))),
            filter,
            Optional.ofNullable(words.matchedOptionValue("--output", (Path) null))));
    return 0;
  }
}
