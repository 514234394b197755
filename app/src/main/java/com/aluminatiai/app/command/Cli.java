package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.ConfigurationException;
import com.aluminatiai.estimation.Misspelling;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line's door. */
public final class Cli {
  static final int FAILED = 1;
  static final int WRONG_USE = 2;
  private static final Set<String> ABOUT_THE_PROGRAM = Set.of("-h", "--help", "-V", "--version");

  private final Map<String, String> environment;
  private final Output output;

  Cli(Map<String, String> environment, Output output) {
    this.environment = Map.copyOf(environment);
    this.output = output;
  }

  /**
   * Returns the command line of this process: its environment, stdout and stderr, in UTF-8.
   *
   * @return the command line
   */
  public static Cli ofThisProcess() {
    return new Cli(
        System.getenv(), new Output(writer(FileDescriptor.out), writer(FileDescriptor.err)));
  }

  private static PrintWriter writer(FileDescriptor target) {
    return new PrintWriter(
        new OutputStreamWriter(new FileOutputStream(target), StandardCharsets.UTF_8), true);
  }

  /**
   * Does what the words say. Without a command it serves.
   *
   * @param words the command line's words
   * @return the exit status: 0, 1 where the work failed, 2 where it was asked for wrongly
   */
  public int run(String... words) {
    List<String> all = new ArrayList<>(Arrays.asList(words));
    if (all.isEmpty() || (all.get(0).startsWith("-") && !ABOUT_THE_PROGRAM.contains(all.get(0)))) {
      all.add(0, "serve");
    }
    int status = commandLine().execute(all.toArray(String[]::new));
    output.results().flush();
    output.remarks().flush();
    return status;
  }

  CommandLine commandLine() {
    CommandSpec root = CommandSpec.create().name(Specs.JAR);
    root.usageMessage()
        .width(100)
        .description(
            "What does an AI workload cost in energy, carbon and money? Without a command, the"
                + " service is started.")
        .commandListHeading("%nCommands:%n")
        .customSynopsis(Specs.JAR + " [COMMAND] [OPTIONS]");
    root.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    root.addOption(
        OptionSpec.builder("-V", "--version")
            .versionHelp(true)
            .description("Show the version.")
            .build());
    Specs.examples(
        root,
        Specs.JAR + "                      serve on http://127.0.0.1:8080, data in ./data",
        Specs.JAR + " --port 9000          the same on another port",
        Specs.JAR + " estimate --gpu H100 --gpus 8 --hours 72 --utilization 85",
        Specs.JAR + " gpus rtx             accelerators with rtx in their name",
        Specs.JAR + " COMMAND --help       more about a command");
    root.version("aluminatiai " + version());
    for (Subcommand subcommand : subcommands()) {
      root.addSubcommand(subcommand.spec().name(), subcommand.spec());
    }
    return new CommandLine(root)
        .registerConverter(UUID.class, Cli::id)
        .registerConverter(Double.class, Cli::number)
        .registerConverter(Integer.class, Cli::wholeNumber)
        .setOut(output.results())
        .setErr(output.remarks())
        .setExecutionStrategy(this::execute)
        .setParameterExceptionHandler((e, arguments) -> complain(e));
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("must be an id (a UUID), not \"" + text + "\"");
    }
  }

  private static Double number(String text) {
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("must be a number, not \"" + text + "\"");
    }
  }

  private static Integer wholeNumber(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("must be a whole number, not \"" + text + "\"");
    }
  }

  private List<Subcommand> subcommands() {
    return List.of(
        new ServeCommand(environment),
        new EstimateCommand(),
        new PlanCommand(),
        new GpusCommand(),
        new RegionsCommand(),
        new KeysCommand(environment),
        new ImportCommand(new DatabaseOption(environment)),
        new ExportCommand(new DatabaseOption(environment)),
        new TrackCommand(environment),
        BackupCommand.backup(new DatabaseOption(environment)),
        BackupCommand.restore(new DatabaseOption(environment)),
        new CompletionCommand(this::commandLine));
  }

  private static String version() {
    return Optional.ofNullable(Cli.class.getPackage().getImplementationVersion())
        .orElse("(not packaged)");
  }

  private int execute(ParseResult result) {
    Optional<ParseResult> unknown = unknownCommand(result);
    if (unknown.isPresent()) {
      return complain(
          new UnmatchedArgumentException(
              unknown.get().commandSpec().commandLine(), unknown.get().unmatched()));
    }
    Integer helped = CommandLine.executeHelpRequest(result);
    if (helped != null) {
      return helped;
    }
    ParseResult words = result;
    while (words.hasSubcommand()) {
      words = words.subcommand();
    }
    return execute((Subcommand) words.commandSpec().userObject(), words);
  }

  int execute(Subcommand subcommand, ParseResult words) {
    try {
      return subcommand.run(words, output);
    } catch (ConfigurationException e) {
      output.remarks().println("aluminatiai: " + e.getMessage());
      return WRONG_USE;
    } catch (Subcommand.FailedException e) {
      output.remarks().println("aluminatiai: " + e.getMessage());
      return e.exitStatus();
    } catch (ParameterException e) {
      throw e;
    } catch (RuntimeException e) {
      output.remarks().println("aluminatiai: this was not expected: " + oneLine(e));
      logTrace(subcommand, e);
      return FAILED;
    } catch (OutOfMemoryError e) {
      output
          .remarks()
          .println("aluminatiai: this takes more memory than there is: try java -Xmx2g");
      return FAILED;
    }
  }

  /** The service's log is read by whoever can mend it; a command's user is told in one line. */
  private static void logTrace(Subcommand subcommand, RuntimeException e) {
    if (subcommand instanceof ServeCommand) {
      // Looked up here: other commands would pay for a log that they do not write.
      LoggerFactory.getLogger(Cli.class)
          .error("The service failed in a way that nobody thought of", e);
    }
  }

  private static String oneLine(RuntimeException e) {
    return e.toString().strip().replaceAll("\\s+", " ");
  }

  /** Asking for help with a command that is none is wrong use too. */
  private static Optional<ParseResult> unknownCommand(ParseResult result) {
    ParseResult words = result;
    while (words.hasSubcommand()) {
      words = words.subcommand();
    }
    boolean isUnknown =
        !words.commandSpec().subcommands().isEmpty()
            && words.unmatched().stream().anyMatch(word -> !word.startsWith("-"));
    return isUnknown ? Optional.of(words) : Optional.empty();
  }

  /** Returns what the first word that nobody knows was meant to be. */
  private static Optional<String> nearest(ParameterException e) {
    List<String> unknown =
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched.getUnmatched()
            : e.getCommandLine().getUnmatchedArguments();
    if (unknown.isEmpty()) {
      return Optional.empty();
    }
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    Set<String> known = new TreeSet<>(spec.subcommands().keySet());
    known.addAll(spec.optionsMap().keySet());
    return Misspelling.nearest(unknown.get(0).replaceFirst("=.*", ""), known);
  }

  private int complain(ParameterException e) {
    PrintWriter remarks = output.remarks();
    remarks.println("aluminatiai: " + e.getMessage());
    nearest(e).ifPresent(word -> remarks.println("Did you mean " + word + "?"));
    remarks.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return WRONG_USE;
  }
}
