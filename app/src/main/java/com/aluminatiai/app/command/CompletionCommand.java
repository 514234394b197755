package com.aluminatiai.app.command;

import java.util.function.Supplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Prints what teaches a shell to complete our words. */
final class CompletionCommand implements Subcommand {
  private final Supplier<CommandLine> commandLine;

  CompletionCommand(Supplier<CommandLine> commandLine) {
    this.commandLine = commandLine;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "generate-completion",
            "Print a script that lets bash or zsh complete commands and options.");
    Specs.examples(
        spec,
        "alias aluminatiai='java -jar /path/to/aluminatiai.jar'",
        "source <(aluminatiai generate-completion)");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) {
    output.results().println(AutoComplete.bash("aluminatiai", commandLine.get()));
    return 0;
  }
}
