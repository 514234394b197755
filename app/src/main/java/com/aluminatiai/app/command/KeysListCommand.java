package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.ConfigurationException;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.usecase.ApiKeys;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** Lists the keys. */
final class KeysListCommand implements Subcommand {
  private final DatabaseOption database;

  KeysListCommand(DatabaseOption database) {
    this.database = database;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec = Specs.command(this, "list", "List the keys, oldest first.");
    spec.addOption(Specs.flag("--json", "Print JSON."));
    database.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult words, Output output) throws ConfigurationException, FailedException {
    List<ApiKey> keys = KeyWork.in(database.source(words), ApiKeys::list);
    if (words.hasMatchedOption("--json")) {
      Json.print(output.results(), json -> json.objects("keys", keys, KeysListCommand::write));
      return 0;
    }
    Table table = new Table().row("ID", "NAME", "USER", "CREATED", "LAST USED");
    for (ApiKey key : keys) {
      table.row(
          key.id().toString(),
          key.name(),
          key.userId().toString(),
          key.createdAt().toString(),
          key.lastUsedAt().map(Instant::toString).orElse("never"));
    }
    table.print(output.results(), "");
    return 0;
  }

  private static void write(Json json, ApiKey key) throws IOException {
    json.text("id", key.id().toString())
        .text("name", key.name())
        .text("user", key.userId().toString())
        .text("created", key.createdAt().toString());
    if (key.lastUsedAt().isPresent()) {
      json.text("last_used", key.lastUsedAt().get().toString());
    } else {
      json.none("last_used");
    }
  }
}
