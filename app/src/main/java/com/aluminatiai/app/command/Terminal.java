package com.aluminatiai.app.command;

import java.io.Console;

/** Whether somebody looks on. */
final class Terminal {
  private Terminal() {}

  /**
   * Returns whether input and output are a terminal. From Java 22 on there is a console without one
   * too, and it has to be asked.
   */
  @SuppressWarnings("SystemConsoleNull") // Here it is asked.
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException javaBefore22) {
      return true;
    } catch (ReflectiveOperationException impossible) {
      return false;
    }
  }
}
