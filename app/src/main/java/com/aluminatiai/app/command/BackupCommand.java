package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.ConfigurationException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Writes every table into a file, or fills them from one. */
final class BackupCommand implements Subcommand {
  private final DatabaseOption database;
  private final boolean isRestore;

  private BackupCommand(DatabaseOption database, boolean isRestore) {
    this.database = database;
    this.isRestore = isRestore;
  }

  static BackupCommand backup(DatabaseOption database) {
    return new BackupCommand(database, false);
  }

  static BackupCommand restore(DatabaseOption database) {
    return new BackupCommand(database, true);
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        isRestore
            ? Specs.command(
                this,
                "restore",
                "Fill an empty database from a backup.",
                "All or nothing: the backup is checked to its end before; one that is damaged or of"
                    + " a newer version is refused.")
            : Specs.command(
                this,
                "backup",
                "Write everything in the database into a file.",
                "Also while the service runs: the file holds what is there at one moment. It is for"
                    + " its owner's eyes: it holds notes and the hashes of keys.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .paramLabel("FILE")
            .arity("1")
            .required(true)
            .type(Path.class)
            .description(isRestore ? "The backup." : "Where to; must not exist yet.")
            .build());
    if (isRestore) {
      spec.addOption(Specs.flag("--replace", "Let go of what is in the database."));
    }
    database.addTo(spec);
    Specs.examples(
        spec,
        isRestore
            ? "DATABASE_URL=postgresql://me:secret@db/work " + Specs.JAR + " restore monday.backup"
            : Specs.JAR + " backup monday.backup");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) throws ConfigurationException, FailedException {
    Path file = words.matchedPositionalValue(0, Path.of(""));
    if (isRestore) {
      BackupWork.restore(
          database.source(words), file, words.hasMatchedOption("--replace"), output.remarks());
      output.results().println("Restored from " + file + ".");
    } else {
      long rows = BackupWork.backup(database.source(words), file, output.remarks());
      output.results().println("Backed up " + rows + " rows to " + file + ".");
    }
    return 0;
  }
}
