package com.aluminatiai.app;

/** The jar's entry point. */
public final class Main {
  private Main() {}

  /**
   * Starts the command line.
   *
   * @param arguments the command line's words
   */
  public static void main(String[] arguments) {}
}
