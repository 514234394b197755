package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.ConfigurationException;
import com.aluminatiai.app.server.StartException;
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

    private final int exitStatus;

    FailedException(String message, Throwable cause) {
      this(message, cause, Cli.FAILED);
    }

    private FailedException(String message, Throwable cause, int exitStatus) {
      super(message, cause);
      this.exitStatus = exitStatus;
    }

    /** A database that does not start; where a setting is wrong, the program was used wrongly. */
    static FailedException of(StartException failure) {
      return new FailedException(
          failure.getMessage(), failure, failure.isOfSetting() ? Cli.WRONG_USE : Cli.FAILED);
    }

    int exitStatus() {
      return exitStatus;
    }
  }
}
