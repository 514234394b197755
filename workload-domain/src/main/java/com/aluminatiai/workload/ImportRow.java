package com.aluminatiai.workload;

import java.util.List;
import java.util.Objects;

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
   * @param isRun whether it is one of the runs that a job may have under one id: one at another
   *     time is another run
   */
  record Read(long line, WorkloadSpec spec, Status status, boolean isRun) implements ImportRow {
    /**
     * Makes a workload whose external id is its alone.
     *
     * @param line the number of the line that it begins on, from 1
     * @param spec what is said of it
     * @param status where it stands
     */
    public Read(long line, WorkloadSpec spec, Status status) {
      this(line, spec, status, false);
    }

    /**
     * Checks that no agent is asked for.
     *
     * @throws IllegalArgumentException if one is
     */
    public Read {
      Objects.requireNonNull(status, "status");
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
