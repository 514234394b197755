package com.aluminatiai.estimation;

import java.util.List;
import java.util.Optional;

/**
 * The answer of a look-up by name: what was found, or what may have been meant.
 *
 * @param <T> what is looked up
 * @param found the row that the name stands for
 * @param suggestions rows with similar names, best first; empty if something was found
 */
public record Match<T>(Optional<T> found, List<T> suggestions) {
  /** Copies the list. */
  public Match {
    suggestions = List.copyOf(suggestions);
  }
}
