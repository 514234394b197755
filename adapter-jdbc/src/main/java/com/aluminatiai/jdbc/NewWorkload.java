package com.aluminatiai.jdbc;

import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Workload;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A workload that is to be stored. */
record NewWorkload(Owner owner, Workload workload, Optional<KeyUse> use, Instant agentLeaseUntil) {

  private static final UUID NOBODY = new UUID(0, 0);

  /** An owner as the column owner_id has it. */
  static UUID ownerId(Owner owner) {
    return owner.userId().orElse(NOBODY);
  }

  UUID ownerId() {
    return ownerId(owner);
  }

  Optional<IdempotencyKey> key() {
    return use.map(KeyUse::key);
  }

  Optional<Answer> answer() {
    return use.flatMap(KeyUse::answer);
  }

  boolean hasKeyAndExternalId() {
    return use.isPresent() && workload.spec().labels().externalId().isPresent();
  }
}
