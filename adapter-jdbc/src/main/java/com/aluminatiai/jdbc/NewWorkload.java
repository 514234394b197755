package com.aluminatiai.jdbc;

import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Workload;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A workload that is to be stored. */
record NewWorkload(
    Owner owner, Workload workload, Optional<IdempotencyKey> key, Instant agentLeaseUntil) {

  private static final UUID NOBODY = new UUID(0, 0);

  /** An owner as the column owner_id has it. */
  static UUID ownerId(Owner owner) {
    return owner.userId().orElse(NOBODY);
  }

  UUID ownerId() {
    return ownerId(owner);
  }

  boolean hasKeyAndExternalId() {
    return key.isPresent() && workload.spec().labels().externalId().isPresent();
  }
}
