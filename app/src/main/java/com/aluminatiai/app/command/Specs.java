package com.aluminatiai.app.command;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Builds descriptions of commands. They are built by calls, not read from annotations: no
 * reflection, no mutable fields, and a quicker start.
 */
final class Specs {
  static final String JAR = "java -jar aluminatiai.jar";

  private Specs() {}

  /**
   * Starts a command's description.
   *
   * @param summary its line in the list of commands
   * @param description what its own help says besides
   */
  static CommandSpec command(Subcommand owner, String name, String summary, String... description) {
    CommandSpec spec = CommandSpec.wrapWithoutInspection(owner);
    spec.name(name);
    spec.usageMessage()
        .header(summary)
        .description(description)
        .width(100)
        .sortOptions(false)
        .sortSynopsis(false);
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .description("Show this help and end.")
            .build());
    return spec;
  }

  /** Adds examples at the end of a command's help. */
  static void examples(CommandSpec spec, String... examples) {
    String[] footer = new String[examples.length + 1];
    footer[0] = "%nExamples:";
    for (int i = 0; i < examples.length; i++) {
      footer[i + 1] = "  " + examples[i].replace("%", "%%");
    }
    spec.usageMessage().footer(footer);
  }

  static OptionSpec text(String name, String label, String description) {
    return option(name, label, String.class, description).build();
  }

  /** An option that takes one of a few words, which a shell can complete. */
  static OptionSpec choice(String name, String label, List<String> words, String description) {
    return option(name, label, String.class, description).completionCandidates(words).build();
  }

  static OptionSpec number(String name, String label, String description) {
    return option(name, label, Double.class, description).build();
  }

  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).description(description).build();
  }

  static OptionSpec.Builder option(String name, String label, Class<?> type, String description) {
    return OptionSpec.builder(name).paramLabel(label).type(type).description(description);
  }

  static PositionalParamSpec words(String label, String description) {
    return PositionalParamSpec.builder()
        .paramLabel(label)
        .arity("0..*")
        .type(String[].class)
        .description(description)
        .build();
  }
}
