package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NameText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What every normalised name is answered with. A device's own names come first: that two devices
 * claim one is a fault of the data. Vendors in front and machines take what is left.
 */
final class AliasTable {
  static final Match<Accelerator> NO_ACCELERATOR =
      Match.none(List.of(), Match.Kind.NO_ACCELERATOR, "names no accelerator");

  private static final char NO_SEPARATOR = 0;

  /** AWS calls its machines so in SageMaker. */
  private static final String SAGEMAKER = "ml.";

  /** Azure's names of machines begin so, and people leave it out. */
  private static final String STANDARD = "Standard_";

  /** The last sign of a name that would be a word for any device without it: {@code GPU+}. */
  private static final String PLUS = "+";

  private final List<Accelerator> accelerators;
  private final Map<String, Match<Accelerator>> literal = new HashMap<>();
  private final Map<String, Match<Accelerator>> keys = new LinkedHashMap<>();
  private final Map<String, Match<Accelerator>> hits = new HashMap<>();

  AliasTable(List<Accelerator> accelerators) {
    this.accelerators = accelerators;
    Map<String, Accelerator> dies = new HashMap<>();
    accelerators.forEach(row -> row.boardId().ifPresent(board -> dies.put(board, row)));
    for (Accelerator row : accelerators) {
      String remark =
          Optional.ofNullable(dies.get(row.id())).map(die -> countedSingly(row, die)).orElse("");
      hits.put(row.id(), Match.of(row, Match.Kind.EXACT, remark));
    }
    for (Accelerator row : accelerators) {
      for (String name : AcceleratorNames.namesOf(row)) {
        claim(name, hits.get(row.id()));
      }
    }
  }

  private static String countedSingly(Accelerator board, Accelerator die) {
    return String.format(
        Locale.ROOT,
        "is a board of %.0f devices that tools count singly: the whole board is assumed, \"%s\" is one of them",
        board.tdpWatts() / die.tdpWatts(),
        die.name());
  }

  static Match<Accelerator> shared(List<Accelerator> rows) {
    return Match.none(rows, Match.Kind.SHARED, "is a name that several accelerators share");
  }

  private void claim(String name, Match<Accelerator> answer) {
    Match<Accelerator> other = keys.put(NameText.normalised(name, NO_SEPARATOR), answer);
    if (other != null && other != answer) {
      throw new IllegalStateException("alias of two accelerators: " + name);
    }
  }

  void add(List<OtherName> names) {
    for (OtherName name : names) {
      switch (name.kind()) {
        case SHARED ->
            claim(name.name(), shared(name.acceleratorIds().stream().map(this::row).toList()));
        case NONE -> claim(name.name(), NO_ACCELERATOR);
        case PROCESSOR -> {}
      }
    }
  }

  private Accelerator row(String id) {
    return Optional.ofNullable(hits.get(id))
        .flatMap(Match::found)
        .orElseThrow(() -> new IllegalStateException("no accelerator has the id " + id));
  }

  /** Every alias with the vendor in front, where no device claims that itself. */
  void addVendors() {
    for (Accelerator row : accelerators) {
      for (String name : AcceleratorNames.namesOf(row)) {
        String key = NameText.normalised(row.vendor().concat(name), NO_SEPARATOR);
        keys.putIfAbsent(key, hits.get(row.id()));
      }
    }
  }

  /** Machines' names, where no accelerator is called so. */
  void addMachines(List<MachineType> machines) {
    for (MachineType machine : machines) {
      Accelerator row = row(machine.acceleratorId());
      Match<Accelerator> answer = Match.of(row, machine, remark(machine, row));
      if (machine.name().endsWith(PLUS)) {
        literal.put(machine.name().toLowerCase(Locale.ROOT), answer);
        continue;
      }
      for (String name : names(machine)) {
        keys.putIfAbsent(NameText.normalised(name, NO_SEPARATOR), answer);
      }
    }
  }

  /** A machine whose hardware nobody publishes is a guess. */
  private static String remark(MachineType machine, Accelerator row) {
    return machine.certainty() != Rating.Certainty.ESTIMATED
        ? ""
        : "is a machine whose hardware is not published: "
            + (machine.fraction() == 1 ? "" : "a part of ")
            + row.name()
            + " is assumed; state gpu_type and gpu_fraction if you know them";
  }

  private static List<String> names(MachineType machine) {
    String name = machine.name();
    if (machine.provider().equals("aws")) {
      return List.of(name, SAGEMAKER.concat(name));
    }
    return name.startsWith(STANDARD)
        ? List.of(name, name.substring(STANDARD.length()))
        : List.of(name);
  }

  /** What is found by all its signs alone, in lower case. */
  Map<String, Match<Accelerator>> literal() {
    return literal;
  }

  Map<String, Match<Accelerator>> keys() {
    return keys;
  }

  Map<String, Match<Accelerator>> hits() {
    return hits;
  }
}
