package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NameText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Knows a processor's name by its words: {@code Intel(R) Xeon(R) Gold 6148 CPU @ 2.40GHz}. */
final class ProcessorNames {
  private final List<Set<String>> words = new ArrayList<>();

  ProcessorNames(List<OtherName> names) {
    for (OtherName name : names) {
      if (name.kind() == OtherName.Kind.PROCESSOR) {
        words.add(wordsOf(name.name()));
      }
    }
  }

  private static Set<String> wordsOf(String name) {
    return new HashSet<>(List.of(NameText.normalised(name, ' ').split(" ")));
  }

  boolean holds(String name) {
    Set<String> asked = wordsOf(name);
    return words.stream().anyMatch(asked::containsAll);
  }
}
