package com.aluminatiai.workload;

import java.util.List;

/**
 * What came of an import.
 *
 * @param imported workloads stored
 * @param skipped workloads left out because their external id is there already, or came twice
 * @param rejected lines that could not be taken
 * @param faults what is wrong with them, the first {@value #MOST_FAULTS}
 */
public record ImportReport(long imported, long skipped, long rejected, List<ImportFault> faults) {
  /** Most faults that are told. */
  public static final int MOST_FAULTS = 100;

  /** Copies the list. */
  public ImportReport {
    faults = List.copyOf(faults);
  }
}
