package com.aluminatiai.workload.usecase.clientcode;

import java.util.List;

/**
 * A word of a shell command.
 *
 * @param text what it says without quotes, with {@code ${NAME}} for a variable and {@code $()} for
 *     a command's output
 * @param pieces its text between expansions
 * @param plainLength how much of the text stands before the first quote or expansion
 * @param plain whether it has neither quotes nor expansions
 * @param splits whether an expansion outside of quotes may make several words of it
 */
record ShellWord(String text, List<String> pieces, int plainLength, boolean plain, boolean splits) {
  ShellWord {
    pieces = List.copyOf(pieces);
  }

  boolean isAssignment() {
    int equals = text.indexOf('=');
    return equals > 0
        && plainLength > equals
        && text.substring(0, equals).matches("[A-Za-z_][A-Za-z0-9_]*");
  }

  String assignedName() {
    return text.substring(0, text.indexOf('='));
  }

  String assignedText() {
    return text.substring(text.indexOf('=') + 1);
  }
}
