package com.aluminatiai.workload.usecase.clientcode;

import com.aluminatiai.workload.ClientLanguage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A block of code between fences of three backticks. */
final class FencedBlock {
  private static final String FENCE = "```";

  private FencedBlock() {}

  /** Returns the one block of an answer; what stands around it is left out. */
  static String only(String answer, ClientLanguage language) throws Doubt {
    List<String> lines = answer.replace("\r\n", "\n").lines().toList();
    List<Integer> fences = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.contains(FENCE) || line.startsWith("~~~")) {
        fences.add(i);
      }
    }
    Doubt.unless(fences.size() == 2, "is not one complete block");
    String opening = lines.get(fences.get(0));
    Doubt.unless(opening.startsWith(FENCE), "does not begin with a fence");
    Doubt.unless(lines.get(fences.get(1)).stripTrailing().equals(FENCE), "does not end in a fence");
    String name = opening.substring(FENCE.length()).strip().toLowerCase(Locale.ROOT);
    Doubt.unless(names(language).contains(name), "is in another language: " + name);
    return String.join("\n", lines.subList(fences.get(0) + 1, fences.get(1))) + "\n";
  }

  private static Set<String> names(ClientLanguage language) {
    return switch (language) {
      case PYTHON -> Set.of("python", "python3", "py");
      case JAVASCRIPT -> Set.of("javascript", "js", "mjs", "node");
      case TYPESCRIPT -> Set.of("typescript", "ts");
      case CURL -> Set.of("bash", "sh", "shell", "curl");
    };
  }
}
