package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.ConfigurationException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the words that may follow the program's name. */
interface Subcommand {
  /** Describes its options and its help. */
  CommandSpec spec();

  /** Does it, and returns the exit status. */
  int run(ParseResult words, Output output) throws ConfigurationException, FailedException;

  /** Says in one line why the work could not be done. */
  final class FailedException extends Exception {
    private static final long serialVersionUID = 1;

    FailedException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
