package com.aluminatiai.app.command;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Makes, lists and revokes API keys; says so if it is not told which. */
final class KeysCommand implements Subcommand {
  private final List<Subcommand> actions;

  KeysCommand(Map<String, String> environment) {
    DatabaseOption database = new DatabaseOption(environment);
    this.actions =
        List.of(
            new KeysCreateCommand(database),
            new KeysListCommand(database),
            new KeysRevokeCommand(database));
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(this, "keys", "Make, list and revoke API keys; also while the service runs.");
    actions.forEach(action -> spec.addSubcommand(action.spec().name(), action.spec()));
    Specs.examples(
        spec,
        Specs.JAR + " keys create --name laptop",
        Specs.JAR + " keys list",
        Specs.JAR + " keys revoke 0198c0de-0000-7000-8000-000000000000");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) {
    throw new ParameterException(
        words.commandSpec().commandLine(), "Say what to do: keys create, keys list or keys revoke");
  }
}
