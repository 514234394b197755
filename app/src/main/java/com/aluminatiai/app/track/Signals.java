package com.aluminatiai.app.track;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives signals to a command, also those that come before it is there. They are heard by
 * reflection: the platform has no other way, and its own is hidden from the compiler.
 */
final class Signals {
  private static final List<String> PASSED = List.of("INT", "TERM", "HUP", "USR1", "USR2", "CONT");

  private final List<String> early = new ArrayList<>();
  private Process command;

  /** Hears the signals from now on, as far as this Java lets it. */
  void listen() {
    for (String name : PASSED) {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object passing =
            Proxy.newProxyInstance(
                Signals.class.getClassLoader(),
                new Class<?>[] {handler},
                (proxy, method, arguments) -> answer(proxy, method.getName(), arguments, name));
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance(name), passing);
      } catch (ReflectiveOperationException e) {
        // Java keeps this one for itself, or the system has none of this name.
      }
    }
  }

  private Object answer(Object proxy, String method, Object[] arguments, String signal) {
    switch (method) {
      case "handle" -> hear(signal);
      case "equals" -> {
        return proxy == arguments[0];
      }
      case "hashCode" -> {
        return System.identityHashCode(proxy);
      }
      default -> {
        return signal;
      }
    }
    return null;
  }

  synchronized void passTo(Process started) {
    command = started;
    early.forEach(this::hear);
    early.clear();
  }

  private synchronized void hear(String name) {
    if (name.equals("INT") && isInForeground()) {
      return; // What is typed at a terminal reaches the command by itself.
    }
    if (command == null) {
      early.add(name);
    } else if (name.equals("TERM")) {
      command.destroy();
    } else {
      send(name, command.pid());
    }
  }

  private static void send(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-s", name, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      // There is no kill here: the command does not hear it.
    }
  }

  /** Whether this process and its command are what a terminal's keys reach. */
  private static boolean isInForeground() {
    try {
      Process query =
          new ProcessBuilder(
                  "ps", "-o", "pgid=,tpgid=", "-p", Long.toString(ProcessHandle.current().pid()))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String[] groups =
          new String(query.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
              .strip()
              .split("\\s+");
      return groups.length == 2 && groups[0].equals(groups[1]);
    } catch (IOException e) {
      return false; // There is no ps here: better the command hears it twice than never.
    }
  }
}
