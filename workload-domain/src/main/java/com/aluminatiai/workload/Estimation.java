package com.aluminatiai.workload;

import com.aluminatiai.estimation.Estimate;
import java.util.List;

/**
 * An estimate with what the user should know about it.
 *
 * @param estimate the estimate
 * @param warnings sentences for the user; empty if there is nothing to say
 */
public record Estimation(Estimate estimate, List<String> warnings) {
  /** Copies the list. */
  public Estimation {
    warnings = List.copyOf(warnings);
  }
}
