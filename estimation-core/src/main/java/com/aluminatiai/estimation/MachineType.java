package com.aluminatiai.estimation;

import java.util.Objects;

/**
 * A provider's machine: what its name stands for.
 *
 * @param name the provider's name for it, {@code p5.48xlarge} for instance
 * @param provider the provider's code
 * @param acceleratorId the catalogue's id of its accelerators
 * @param count accelerators in it, as the provider and its tools count them, at least 1
 * @param fraction the share of each that the machine has, more than 0 and at most 1
 * @param certainty how the figures are known
 * @param source where they are from
 */
public record MachineType(
    String name,
    String provider,
    String acceleratorId,
    int count,
    double fraction,
    Rating.Certainty certainty,
    String source) {
  private static final int MOST_ACCELERATORS = 100_000;

  /**
   * Checks the figures.
   *
   * @throws IllegalArgumentException if count or fraction is out of its range
   */
  public MachineType {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(acceleratorId, "acceleratorId");
    Objects.requireNonNull(certainty, "certainty");
    Objects.requireNonNull(source, "source");
    Require.within("count", count, 1, MOST_ACCELERATORS);
    Require.moreThanZero("fraction", fraction, 1);
  }
}
