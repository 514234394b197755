package com.aluminatiai.workload;

import java.util.Optional;

/**
 * What a caller wants of a field that may be cleared.
 *
 * @param <T> the field's type
 */
public sealed interface Change<T> {
  /**
   * Returns the field after this change.
   *
   * @param current the field now
   * @return the field afterwards
   */
  Optional<T> applyTo(Optional<T> current);

  /**
   * Leaves the field as it is.
   *
   * @param <T> the field's type
   */
  record Keep<T>() implements Change<T> {
    @Override
    public Optional<T> applyTo(Optional<T> current) {
      return current;
    }
  }

  /**
   * Clears the field.
   *
   * @param <T> the field's type
   */
  record Clear<T>() implements Change<T> {
    @Override
    public Optional<T> applyTo(Optional<T> current) {
      return Optional.empty();
    }
  }

  /**
   * Sets the field.
   *
   * @param <T> the field's type
   * @param to the new content
   */
  record Set<T>(T to) implements Change<T> {
    @Override
    public Optional<T> applyTo(Optional<T> current) {
      return Optional.of(to);
    }
  }
}
