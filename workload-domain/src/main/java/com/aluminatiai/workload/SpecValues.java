package com.aluminatiai.workload;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Where the fields of a specification are read from: a request, a line of a file, a row.
 *
 * @param <E> how reading fails
 */
public interface SpecValues<E extends Exception> {
  /**
   * Returns what a field holds.
   *
   * @param field the field
   * @return a {@link Double}, {@link Long}, {@link String}, {@link Boolean} or {@link Instant}, as
   *     {@link SpecField#form} says; empty if it is not stated
   * @throws E if it cannot be read
   */
  Optional<?> of(SpecField field) throws E;

  /**
   * Reads a number.
   *
   * @param field the field
   * @return the number; empty if it is not stated
   * @throws E if it cannot be read
   */
  default OptionalDouble number(SpecField field) throws E {
    Optional<?> value = of(field);
    return value.isPresent() ? OptionalDouble.of((Double) value.get()) : OptionalDouble.empty();
  }

  /**
   * Reads a whole number.
   *
   * @param field the field
   * @return the number; empty if it is not stated
   * @throws E if it cannot be read
   */
  default OptionalLong count(SpecField field) throws E {
    Optional<?> value = of(field);
    return value.isPresent() ? OptionalLong.of((Long) value.get()) : OptionalLong.empty();
  }

  /**
   * Reads a whole number that is small.
   *
   * @param field the field
   * @return the number; empty if it is not stated
   * @throws E if it cannot be read
   * @throws IllegalArgumentException if it is out of the range of an int
   */
  default OptionalInt smallCount(SpecField field) throws E {
    OptionalLong count = count(field);
    if (count.isEmpty()) {
      return OptionalInt.empty();
    }
    field.require(count);
    return OptionalInt.of(Math.toIntExact(count.getAsLong()));
  }

  /**
   * Reads a text.
   *
   * @param field the field
   * @return the text; empty if it is not stated
   * @throws E if it cannot be read
   */
  default Optional<String> text(SpecField field) throws E {
    return of(field).map(String.class::cast);
  }

  /**
   * Reads true or false.
   *
   * @param field the field
   * @return the answer; empty if it is not stated
   * @throws E if it cannot be read
   */
  default Optional<Boolean> flag(SpecField field) throws E {
    return of(field).map(Boolean.class::cast);
  }

  /**
   * Reads a time.
   *
   * @param field the field
   * @return the time; empty if it is not stated
   * @throws E if it cannot be read
   */
  default Optional<Instant> time(SpecField field) throws E {
    return of(field).map(Instant.class::cast);
  }

  /**
   * Reads one of a few words.
   *
   * @param <W> what a word stands for
   * @param field the field
   * @param find finds what it stands for
   * @return what it stands for; empty if it is not stated
   * @throws E if it cannot be read
   * @throws IllegalArgumentException if it stands for nothing
   */
  default <W> Optional<W> word(SpecField field, Function<String, Optional<W>> find) throws E {
    Optional<String> code = text(field);
    Optional<W> found = code.flatMap(find);
    if (code.isPresent() && found.isEmpty()) {
      // The word is not repeated: nobody knows what it holds.
      throw new IllegalArgumentException(field.code() + " " + field.rule());
    }
    return found;
  }
}
