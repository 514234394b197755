package com.aluminatiai.estimation;

import com.aluminatiai.estimation.names.NearNames;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The answer of a look-up by name: what was found, or what may have been meant.
 *
 * @param <T> what is looked up
 * @param found the row that the name stands for
 * @param suggestions rows with similar names, or those that share the name, best first, at most
 *     five; empty if something was found or nothing is similar
 */
public record Match<T>(Optional<T> found, List<T> suggestions) {
  /** Copies the list. */
  public Match {
    Objects.requireNonNull(found, "found");
    suggestions = List.copyOf(suggestions);
  }

  static <T> Match<T> of(T row) {
    return new Match<>(Optional.of(row), List.of());
  }

  /** Not found; the first few of {@code nearest} may have been meant. */
  static <T> Match<T> none(Collection<T> nearest) {
    return new Match<>(
        Optional.empty(), nearest.stream().limit(NearNames.MOST_SUGGESTIONS).toList());
  }

  /** What was found; else a message that names what was asked for and what is near. */
  T foundOr(String kind, String name, Function<T, String> label) {
    if (found.isPresent()) {
      return found.get();
    }
    String asked = name.length() > 100 ? name.substring(0, 100) + "..." : name;
    String near = suggestions.stream().map(label).collect(Collectors.joining(", "));
    throw new IllegalArgumentException(
        "no "
            + kind
            + " is called \""
            + asked
            + "\""
            + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
  }
}
