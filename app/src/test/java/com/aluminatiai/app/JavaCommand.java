package com.aluminatiai.app;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command that starts this Java again, in the same locale and time zone. The settings of the
 * tests' own process do not reach a process that they start by themselves.
 */
public final class JavaCommand {
  private JavaCommand() {}

  /** Returns the program and the options that set locale and time zone; append the others. */
  public static List<String> inThisLocale() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-Duser."))
        .forEach(command::add);
    return command;
  }
}
