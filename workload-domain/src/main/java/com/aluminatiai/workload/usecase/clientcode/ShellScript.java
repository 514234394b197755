package com.aluminatiai.workload.usecase.clientcode;

import java.util.List;
import java.util.Set;

/**
 * A shell script taken apart.
 *
 * @param commands its commands, those whose output is taken included
 * @param functions the names of its functions
 * @param variables the names of the variables that it reads
 * @param numbers the names of the variables that it calculates with
 */
record ShellScript(
    List<List<ShellWord>> commands,
    Set<String> functions,
    Set<String> variables,
    Set<String> numbers) {
  ShellScript {
    commands = List.copyOf(commands);
    functions = Set.copyOf(functions);
    variables = Set.copyOf(variables);
    numbers = Set.copyOf(numbers);
  }
}
