package com.aluminatiai.workload;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/** What one line of an imported file says. */
public sealed interface ImportRow {
  /**
   * Returns the number of the line that it begins on.
   *
   * @return 1 or more
   */
  long line();

  /**
   * A workload.
   *
   * @param line the number of the line that it begins on, from 1
   * @param spec what is said of it
   * @param status where it stands
   * @param measuredKwh measured energy in kWh, 0 to 1e12
   */
  record Read(long line, WorkloadSpec spec, Status status, OptionalDouble measuredKwh)
      implements ImportRow {
    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if a figure is out of its range, or an agent is asked for
     */
    public Read {
      Objects.requireNonNull(status, "status");
      measuredKwh.ifPresent(
          kwh -> Require.within("measuredKwh", kwh, 0, Workload.MOST_MEASURED_KWH));
      if (spec.useSmartAgent()) {
        throw new IllegalArgumentException("useSmartAgent must be false in an import: true");
      }
    }
  }

  /**
   * A line that cannot be taken.
   *
   * @param line the number of the line that it begins on, from 1
   * @param faults everything that is wrong with it, at least one
   */
  record Faulty(long line, List<ImportFault> faults) implements ImportRow {
    /** Copies the list. */
    public Faulty {
      faults = List.copyOf(faults);
    }
  }
}
