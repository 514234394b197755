package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.ConfigurationException;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Revokes a key. */
final class KeysRevokeCommand implements Subcommand {
  private final DatabaseOption database;

  KeysRevokeCommand(DatabaseOption database) {
    this.database = database;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this, "revoke", "Revoke a key for good; a second later nobody gets in by it.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .paramLabel("ID")
            .arity("1")
            .required(true)
            .type(UUID.class)
            .description("The key's id, from the list.")
            .build());
    database.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) throws ConfigurationException, FailedException {
    UUID id = words.matchedPositionalValue(0, new UUID(0, 0));
    if (KeyWork.in(database.source(words), keys -> keys.revoke(id))) {
      output.remarks().println("Revoked.");
      return 0;
    }
    throw new FailedException("there is no key " + id, null);
  }
}
