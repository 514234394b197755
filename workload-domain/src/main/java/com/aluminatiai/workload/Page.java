package com.aluminatiai.workload;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A part of a list, newest first.
 *
 * @param workloads the rows
 * @param next the cursor of the page behind this one: the last id on it; empty if this is the last
 *     page
 */
public record Page(List<Workload> workloads, Optional<UUID> next) {
  /** Copies the list. */
  public Page {
    workloads = List.copyOf(workloads);
  }
}
