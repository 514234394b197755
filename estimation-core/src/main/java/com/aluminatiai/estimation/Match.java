package com.aluminatiai.estimation;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

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
}
