package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answer of a look-up by name: what was found, or what may have been meant.
 *
 * @param <T> what is looked up
 * @param found the row that the name stands for
 * @param suggestions rows with similar names, or those that share the name, best first, at most
 *     five; empty if something was found or nothing is similar
 * @param kind how the answer was reached
 * @param remark what the user should know about it, as the rest of a sentence whose subject is the
 *     name: {@code names no accelerator}; empty if there is nothing to say
 * @param machine the machine whose name it is, with its count of accelerators
 * @param slice the part of the device that it names; empty where it names the whole
 */
public record Match<T>(
    Optional<T> found,
    List<T> suggestions,
    Kind kind,
    String remark,
    Optional<MachineType> machine,
    Optional<Slice> slice) {
  /** Copies the list. */
  public Match {
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(remark, "remark");
    Objects.requireNonNull(machine, "machine");
    Objects.requireNonNull(slice, "slice");
    suggestions = List.copyOf(suggestions);
  }

  /** How a name was answered. */
  public enum Kind {
    /** It is a name of what was found. */
    EXACT,
    /** It is a machine's name; what was found is in that machine. */
    MACHINE,
    /** It is a part of what was found: a MIG slice or a virtual GPU. */
    SLICE,
    /** Its family is known and the very device is not; found is the nearest member. */
    FAMILY,
    /** It stands for several places; found is their average or the larger place around them. */
    AVERAGE,
    /** Several rows share it, and none was chosen; they are the suggestions. */
    SHARED,
    /** It names no accelerator: a processor, or {@code none}. */
    NO_ACCELERATOR,
    /** It is not known. */
    UNKNOWN
  }

  static <T> Match<T> of(T row) {
    return of(row, Kind.EXACT, "");
  }

  static <T> Match<T> of(T row, Kind kind, String remark) {
    return new Match<>(
        Optional.of(row), List.of(), kind, remark, Optional.empty(), Optional.empty());
  }

  /** Found by the name of a machine. */
  static <T> Match<T> of(T row, MachineType machine, String remark) {
    Optional<Slice> slice =
        machine.fraction() == 1
            ? Optional.empty()
            : Optional.of(new Slice(machine.fraction(), OptionalDouble.empty()));
    return new Match<>(
        Optional.of(row), List.of(), Kind.MACHINE, remark, Optional.of(machine), slice);
  }

  /** The same answer for a part of what was found. */
  Match<T> sliced(Slice part) {
    return new Match<>(found, List.of(), Kind.SLICE, remark, Optional.empty(), Optional.of(part));
  }

  /** The same answer with another remark. */
  Match<T> remarked(String other) {
    return new Match<>(found, suggestions, kind, other, machine, slice);
  }

  /** Not found; the first few of {@code nearest} may have been meant. */
  static <T> Match<T> none(Collection<T> nearest) {
    return none(nearest, Kind.UNKNOWN, "");
  }

  /** Not found, for a reason; the first few of {@code nearest} may have been meant. */
  static <T> Match<T> none(Collection<T> nearest, Kind kind, String remark) {
    return new Match<>(
        Optional.empty(),
        nearest.stream().limit(NearNames.MOST_SUGGESTIONS).toList(),
        kind,
        remark,
        Optional.empty(),
        Optional.empty());
  }

  /** What was found; else a message that names what was asked for and what is near. */
  T foundOr(String what, String name, Function<T, String> label) {
    if (found.isPresent()) {
      return found.get();
    }
    String asked = name.length() > 100 ? name.substring(0, 100) + "..." : name;
    String near = suggestions.stream().map(label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        (remark.isEmpty()
                ? "no " + what + " is called \"" + asked + "\""
                : "\"" + asked + "\" " + remark)
            + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
  }
}
