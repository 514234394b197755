package com.aluminatiai.workload;

import java.util.List;
import java.util.UUID;

/**
 * What came of giving the workloads without an owner to a user.
 *
 * @param adopted how many have an owner now
 * @param refused workloads that stay without one, because they break a rule under which the storage
 *     changes nothing; the oldest 1,000 of them
 */
public record Adoption(long adopted, List<UUID> refused) {
  /** Copies the list. */
  public Adoption {
    refused = List.copyOf(refused);
  }
}
