package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.Configuration;
import com.aluminatiai.app.configuration.ConfigurationException;
import com.aluminatiai.app.configuration.DatabaseSource;
import com.aluminatiai.app.configuration.Setting;
import com.aluminatiai.estimation.Method;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * Which database a command works on.
 *
 * @param environment the process's environment
 */
record DatabaseOption(Map<String, String> environment) {
  void addTo(CommandSpec spec) {
    spec.addOption(
        Specs.text(
            Setting.DATA_DIR.option(),
            Setting.DATA_DIR.name(),
            "Folder of the embedded PostgreSQL [default: "
                + Setting.DATA_DIR.defaultText()
                + "]; with DATABASE_URL set, that database is used."));
  }

  DatabaseSource source(ParseResult words) throws ConfigurationException {
    String option = Setting.DATA_DIR.option();
    return Configuration.readDatabase(
        environment,
        words.hasMatchedOption(option)
            ? Map.of(Setting.DATA_DIR, words.matchedOptionValue(option, ""))
            : Map.of());
  }

  /** How what names no method is estimated. */
  Method estimateMethod() throws ConfigurationException {
    return Configuration.readEstimateMethod(environment);
  }
}
