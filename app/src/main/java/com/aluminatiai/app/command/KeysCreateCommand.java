package com.aluminatiai.app.command;

import static java.util.stream.Collectors.joining;

import com.aluminatiai.app.configuration.ConfigurationException;
import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.usecase.ApiKeys;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Makes a key. */
final class KeysCreateCommand implements Subcommand {
  private static final int MOST_NAME_CHARACTERS = 100;

  private final DatabaseOption database;

  KeysCreateCommand(DatabaseOption database) {
    this.database = database;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "create",
            "Make a key and print it, this once, on stdout; everything else is on stderr.");
    spec.addOption(
        Specs.option("--name", "NAME", String.class, "What to call the key in the list.")
            .required(true)
            .build());
    spec.addOption(
        Specs.option(
                "--user", "ID", UUID.class, "The user that it belongs to; a new one if not given.")
            .build());
    spec.addOption(
        Specs.flag("--adopt-unowned", "Give the user all workloads that have no owner yet."));
    spec.addOption(Specs.flag("--json", "Print the key with its id, name and user as JSON."));
    database.addTo(spec);
    Specs.examples(
        spec,
        Specs.JAR + " keys create --name laptop",
        "KEY=$(" + Specs.JAR + " keys create --name ci --adopt-unowned)");
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) throws ConfigurationException, FailedException {
    String name = words.matchedOptionValue("--name", "").strip();
    if (name.isEmpty()
        || name.length() > MOST_NAME_CHARACTERS
        || name.chars().anyMatch(Character::isISOControl)) {
      throw new ParameterException(
          words.commandSpec().commandLine(),
          "--name must be 1 to " + MOST_NAME_CHARACTERS + " characters");
    }
    Optional<UUID> user = Optional.ofNullable(words.matchedOptionValue("--user", (UUID) null));
    boolean adopts = words.hasMatchedOption("--adopt-unowned");
    boolean json = words.hasMatchedOption("--json");
    return KeyWork.in(
        database.source(words),
        keys -> {
          ApiKeys.NewKey made = keys.create(name, user);
          // Before anything else may fail: it cannot be shown again.
          print(made, json, output);
          if (adopts) {
            print(keys.adoptUnowned(made.key().userId()), output);
          }
          return 0;
        });
  }

  private static void print(Adoption adoption, Output output) {
    output.remarks().println(adoption.adopted() + " workloads without an owner adopted.");
    if (!adoption.refused().isEmpty()) {
      output
          .remarks()
          .println(
              "Not adopted, because they break a rule of the database: "
                  + adoption.refused().stream().map(UUID::toString).collect(joining(", ")));
    }
  }

  private static void print(ApiKeys.NewKey made, boolean json, Output output) {
    if (json) {
      Json.print(
          output.results(),
          members ->
              members
                  .text("id", made.key().id().toString())
                  .text("name", made.key().name())
                  .text("user", made.key().userId().toString())
                  .text("key", made.secret()));
      return;
    }
    output.results().println(made.secret());
    output
        .remarks()
        .printf(
            "Key \"%s\" (id %s) of user %s. It is shown this once.%n",
            made.key().name(), made.key().id(), made.key().userId());
  }
}
