package com.aluminatiai.estimation;

import java.util.List;
import java.util.Objects;

/**
 * An everyday quantity that stands for the same energy or carbon.
 *
 * <p>Made by this library; it grows by accessors. Immutable and thread-safe.
 */
public final class Equivalent {
  private final String name;
  private final double value;
  private final String unit;
  private final String source;

  Equivalent(String name, double value, String unit, String source) {
    this.name = Objects.requireNonNull(name, "name");
    this.value = value;
    this.unit = Objects.requireNonNull(unit, "unit");
    this.source = Objects.requireNonNull(source, "source");
  }

  /** {@return what it is, {@code km_by_car} for instance} */
  public String name() {
    return name;
  }

  /** {@return how many of it} */
  public double value() {
    return value;
  }

  /** {@return its unit} */
  public String unit() {
    return unit;
  }

  /** {@return where the factor is from} */
  public String source() {
    return source;
  }

  private List<Object> parts() {
    return List.of(name, value, unit, source);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Equivalent equivalent && parts().equals(equivalent.parts());
  }

  @Override
  public int hashCode() {
    return parts().hashCode();
  }

  /** Returns one readable line. */
  @Override
  public String toString() {
    return Shown.figure(value) + " " + unit + " (" + name + ")";
  }
}
