package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.Configuration;
import com.aluminatiai.app.configuration.ConfigurationException;
import com.aluminatiai.app.configuration.Setting;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Runs the service until it is told to stop. */
final class ServeCommand implements Subcommand {
  private final Map<String, String> environment;

  ServeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Specs.command(
            this,
            "serve",
            "Run the service until it is told to stop (Ctrl-C or SIGTERM).",
            "Each option can be an environment variable instead; an option wins. Secrets are taken"
                + " from the environment, or from a file that a variable names.");
    for (Setting setting : Setting.values()) {
      if (!setting.isSecret()) {
        spec.addOption(option(setting));
      }
    }
    StringBuilder secrets = new StringBuilder("%nSecrets, from the environment only:%n");
    for (Setting setting : Setting.values()) {
      if (setting.isSecret()) {
        secrets.append(
            String.format(
                Locale.ROOT,
                "  %s (or %s=FILE)%%n      %s%%n",
                setting.name(),
                setting.fileVariable(),
                escaped(setting.meaning())));
      }
    }
    spec.usageMessage()
        .abbreviateSynopsis(true)
        .footer(
            secrets.toString(),
            "Examples:",
            "  " + Specs.JAR + " serve --port 9000 --data-dir /var/lib/aluminatiai",
            "  DATABASE_URL=postgresql://me:secret@db/work " + Specs.JAR + " serve",
            "  HOST=0.0.0.0 AUTH=api-key " + Specs.JAR);
    return spec;
  }

  private static OptionSpec option(Setting setting) {
    String byDefault =
        setting.defaultText().isEmpty() ? "" : " [default: " + setting.defaultText() + "]";
    return OptionSpec.builder(setting.option())
        .paramLabel(setting.name())
        .type(String.class)
        .description(escaped(setting.meaning() + byDefault))
        .build();
  }

  private static String escaped(String text) {
    return text.replace("%", "%%");
  }

  @Override
  public int run(ParseResult words, Output output) throws ConfigurationException, FailedException {
    Map<Setting, String> options = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      if (!setting.isSecret() && words.hasMatchedOption(setting.option())) {
        options.put(setting, words.matchedOptionValue(setting.option(), ""));
      }
    }
    Configuration configuration = Configuration.read(environment, options);
    return Serving.run(configuration, output);
  }
}
