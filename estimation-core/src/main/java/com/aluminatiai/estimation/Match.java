package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answer of a look-up by name: what was found, or what may have been meant.
 *
 * <p>Made by this library; it grows by accessors. Immutable and thread-safe.
 *
 * @param <T> what is looked up
 */
public final class Match<T> {
  private final Optional<T> found;
  private final List<T> suggestions;
  private final Kind kind;
  private final String remark;
  private final Optional<MachineType> machine;
  private final Optional<Slice> slice;
  private final OptionalInt count;

  Match(
      Optional<T> found,
      List<T> suggestions,
      Kind kind,
      String remark,
      Optional<MachineType> machine,
      Optional<Slice> slice,
      OptionalInt count) {
    this.found = Objects.requireNonNull(found, "found");
    this.suggestions = List.copyOf(suggestions);
    this.kind = Objects.requireNonNull(kind, "kind");
    this.remark = Objects.requireNonNull(remark, "remark");
    this.machine = Objects.requireNonNull(machine, "machine");
    this.slice = Objects.requireNonNull(slice, "slice");
    this.count = Objects.requireNonNull(count, "count");
  }

  /** {@return the row that the name stands for} */
  public Optional<T> found() {
    return found;
  }

  /**
   * {@return rows with similar names, or those that share the name, best first, at most five; empty
   * if something was found or nothing is similar}
   */
  public List<T> suggestions() {
    return suggestions;
  }

  /** {@return how the answer was reached} */
  public Kind kind() {
    return kind;
  }

  /**
   * {@return what the user should know about it, as the rest of a sentence whose subject is the
   * name: {@code names no accelerator}; empty if there is nothing to say}
   */
  public String remark() {
    return remark;
  }

  /** {@return the machine whose name it is, with its count of accelerators} */
  public Optional<MachineType> machine() {
    return machine;
  }

  /**
   * {@return how many devices the name states: those of a machine, 8 of {@code 8x H100}, the 4
   * chips of {@code TPU v3-8}; empty where it states none}
   */
  public OptionalInt count() {
    return count;
  }

  /** {@return the part of the device that it names; empty where it names the whole} */
  public Optional<Slice> slice() {
    return slice;
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
        Optional.of(row),
        List.of(),
        kind,
        remark,
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty());
  }

  /** Found by the name of a machine. */
  static <T> Match<T> of(T row, MachineType machine, String remark) {
    Optional<Slice> slice =
        machine.fraction() == 1
            ? Optional.empty()
            : Optional.of(new Slice(machine.fraction(), OptionalDouble.empty()));
    return new Match<>(
        Optional.of(row),
        List.of(),
        Kind.MACHINE,
        remark,
        Optional.of(machine),
        slice,
        OptionalInt.of(machine.count()));
  }

  /** The same answer for a part of what was found. */
  Match<T> sliced(Slice part) {
    return new Match<>(
        found, List.of(), Kind.SLICE, remark, Optional.empty(), Optional.of(part), count);
  }

  /** The same answer where the name states a number of devices. */
  Match<T> counted(OptionalInt many) {
    return many.isEmpty() || found.isEmpty()
        ? this
        : new Match<>(found, suggestions, kind, remark, machine, slice, many);
  }

  /** The same answer with another remark. */
  Match<T> remarked(String other) {
    return new Match<>(found, suggestions, kind, other, machine, slice, count);
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
        Optional.empty(),
        OptionalInt.empty());
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

  private List<Object> parts() {
    return List.of(found, suggestions, kind, remark, machine, slice, count);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Match<?> match && parts().equals(match.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    String what = found.map(Object::toString).orElse("nothing found");
    return kind + ": " + what + (remark.isEmpty() ? "" : "; the name " + remark);
  }
}
