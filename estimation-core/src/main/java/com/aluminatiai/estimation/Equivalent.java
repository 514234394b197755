package com.aluminatiai.estimation;

import java.util.Objects;

/**
 * An everyday quantity that stands for the same energy or carbon.
 *
 * @param name what it is, {@code km_by_car} for instance
 * @param value how many of it
 * @param unit its unit
 * @param source where the factor is from
 */
public record Equivalent(String name, double value, String unit, String source) {
  /** Checks that nothing is null. */
  public Equivalent {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(unit, "unit");
    Objects.requireNonNull(source, "source");
  }
}
