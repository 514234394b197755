package com.aluminatiai.app;

import com.aluminatiai.app.command.Cli;

/** The jar's entry point. */
public final class Main {
  private Main() {}

  /**
   * Hands everything to the command line.
   *
   * @param arguments the command line's words
   */
  public static void main(String[] arguments) {
    System.exit(Cli.ofThisProcess().run(arguments));
  }
}
