package com.aluminatiai.workload.usecase.clientcode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a shell script may do: a few commands, each with the options that it needs here. */
final class ShellRules {
  private static final Set<String> KEYWORDS =
      Set.of("if", "then", "elif", "else", "fi", "while", "until", "do", "done", "!", "{", "}");

  private static final Set<String> DECLARATIONS = Set.of("local", "readonly", "export");

  /** Commands whose every argument must match. */
  private static final Map<String, Pattern> ARGUMENTS =
      Map.ofEntries(
          Map.entry("echo", Pattern.compile("(?s).*")),
          Map.entry("printf", Pattern.compile("(?s)(?!-v).*")),
          Map.entry("set", Pattern.compile("-[euo]+|pipefail")),
          Map.entry("return", Pattern.compile("[0-9]*")),
          Map.entry("exit", Pattern.compile("[0-9]*")),
          Map.entry("shift", Pattern.compile("[0-9]*")),
          Map.entry("break", Pattern.compile("")),
          Map.entry("continue", Pattern.compile("")),
          Map.entry("true", Pattern.compile("")),
          Map.entry("uuidgen", Pattern.compile("")),
          Map.entry("sleep", Pattern.compile("[0-9.]+|\\$\\(\\)|\\$\\{\\w+}")),
          Map.entry("seq", Pattern.compile("[0-9]+|\\$\\{\\w+}")),
          Map.entry("date", Pattern.compile("-u|\\+[%A-Za-z0-9:-]+")),
          Map.entry("head", Pattern.compile("-[nc]?|-?[0-9]+|-n-?[0-9]+")),
          Map.entry("tail", Pattern.compile("-[nc]?|-?[0-9]+|-n-?[0-9]+")),
          Map.entry("cut", Pattern.compile("-[dfc].?[0-9,-]*|.|[0-9,-]+")),
          Map.entry("tr", Pattern.compile("-d|.{1,4}|\\[:(upper|lower):]")),
          Map.entry("sed", Pattern.compile("-[nEr]+|\\$[dp]|[0-9]+[dp]|s/[^/]*/[^/]*/g?p?")),
          Map.entry("grep", Pattern.compile("(?s)-[oEqiPvFw]+|[^-/].*")),
          Map.entry("[", Pattern.compile("(?s)(?!-v$).*")),
          Map.entry("[[", Pattern.compile("(?s)(?!-(v|eq|ne|lt|le|gt|ge)$).*")),
          Map.entry("test", Pattern.compile("(?s)(?!-v$).*")));

  private static final Pattern JQ_REACHES_OUT =
      Pattern.compile(
          "\\b(env|ENV|input\\w*|import|include)\\b|\\$__|^-[^-]*[fL]|^--(from|raw|slurp)file|^--from");

  private static final Pattern RULING_NAME =
      Pattern.compile(
          "(?i)PATH|IFS|ENV|HOME|PS[0-9]|SHELL.*|BASH.*|LD_.*|DYLD_.*|.*_PROXY|PROMPT.*|CURL_.*|SSL.*"
              + "|TMPDIR|POSIX.*|GLOB.*|GREP_.*|JQ_.*|LANG|LC_.*");

  private final ShellScript script;
  private final Map<String, List<String>> assigned = new HashMap<>();

  private ShellRules(ShellScript script) {
    this.script = script;
  }

  static void check(String text) throws Doubt {
    new ShellRules(new ShellReader(text).read()).check();
  }

  private void check() throws Doubt {
    List<List<ShellWord>> calls = new ArrayList<>();
    for (List<ShellWord> command : script.commands()) {
      calls.add(call(command));
    }
    Set<String> known = new HashSet<>(assigned.keySet());
    for (String name : script.variables()) {
      Doubt.unless(
          known.contains(name) || name.matches("[0-9#?]|RANDOM|SECONDS|ALUMINATIAI_[A-Z_]+"),
          "reads another setting: " + name);
    }
    for (String name : script.numbers()) {
      // Arithmetic runs the text of a variable: a[$(id)] for instance.
      List<String> texts = assigned.getOrDefault(name, List.of(""));
      Doubt.unless(
          name.matches("RANDOM|SECONDS")
              || (known.contains(name) && texts.stream().allMatch(text -> text.matches("[0-9]*"))),
          "calculates with text: " + name);
    }
    CurlRules curl = new CurlRules(assigned);
    for (List<ShellWord> call : calls) {
      if (!call.isEmpty()) {
        checkCall(call.get(0), call.subList(1, call.size()), curl);
      }
    }
  }

  /** Returns a command without keywords and assignments, which it notes. */
  private List<ShellWord> call(List<ShellWord> command) throws Doubt {
    int i = 0;
    while (i < command.size() && (isKeyword(command.get(i)) || command.get(i).isAssignment())) {
      if (command.get(i).isAssignment()) {
        assign(command.get(i));
      }
      i++;
    }
    List<ShellWord> call = command.subList(i, command.size());
    return declares(call) || loops(call) ? List.of() : call;
  }

  /** Returns whether the command begins a loop over values, which it notes. */
  private boolean loops(List<ShellWord> call) throws Doubt {
    if (call.isEmpty() || !call.get(0).plain() || !call.get(0).text().equals("for")) {
      return false;
    }
    Doubt.unless(
        call.size() > 3 && call.get(1).plain() && call.get(2).text().equals("in"),
        "has an odd loop");
    for (ShellWord value : call.subList(3, call.size())) {
      checkPieces(value);
      assign(call.get(1).text(), value.text());
    }
    return true;
  }

  /** Returns whether the command declares variables, which it notes. */
  private boolean declares(List<ShellWord> call) throws Doubt {
    if (call.isEmpty() || !call.get(0).plain() || !DECLARATIONS.contains(call.get(0).text())) {
      return false;
    }
    for (ShellWord variable : call.subList(1, call.size())) {
      if (variable.isAssignment()) {
        assign(variable);
      } else {
        Doubt.unless(variable.plain(), "declares what an expansion says");
        assign(variable.text(), "");
      }
    }
    return true;
  }

  private static boolean isKeyword(ShellWord word) {
    return word.plain() && KEYWORDS.contains(word.text());
  }

  private void assign(ShellWord word) throws Doubt {
    checkPieces(word);
    assign(word.assignedName(), word.assignedText());
  }

  private void assign(String name, String text) throws Doubt {
    Doubt.unless(
        name.matches("[A-Za-z_]\\w*") && !RULING_NAME.matcher(name).matches(), "sets " + name);
    assigned.computeIfAbsent(name, any -> new ArrayList<>()).add(text);
  }

  private void checkCall(ShellWord command, List<ShellWord> arguments, CurlRules curl)
      throws Doubt {
    String name = command.text();
    Doubt.unless(command.plain(), "runs what an expansion says");
    if (!name.equals("jq")) {
      for (ShellWord argument : arguments) {
        checkPieces(argument);
      }
    }
    if (script.functions().contains(name)) {
      Doubt.unless(!ARGUMENTS.containsKey(name) && !name.equals("curl"), "hides a command");
      return;
    }
    switch (name) {
      case "curl" -> curl.check(arguments);
      case "jq" -> checkJq(arguments);
      case "command" ->
          Doubt.unless(
              arguments.size() == 2 && arguments.get(0).text().equals("-v"), "runs a command");
      default -> {
        Pattern allowed = ARGUMENTS.get(name);
        Doubt.unless(allowed != null, "runs " + name);
        for (ShellWord argument : arguments) {
          Doubt.unless(allowed.matcher(argument.text()).matches(), "runs " + name + " oddly");
        }
      }
    }
  }

  private static void checkJq(List<ShellWord> arguments) throws Doubt {
    for (ShellWord argument : arguments) {
      Doubt.unless(
          !argument.splits()
              && !argument.text().contains("@")
              && !JQ_REACHES_OUT.matcher(argument.text()).find(),
          "runs jq oddly");
    }
  }

  private static void checkPieces(ShellWord word) throws Doubt {
    for (String piece : word.pieces()) {
      Source.checkLiteral(piece);
      Doubt.unless(!piece.matches("(?s).*(\\$[({]|`).*"), "holds a command as text");
    }
  }
}
