package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.connection.OwnedSql;
import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Workload;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A workload that is to be stored. */
public record NewWorkload(
    Owner owner, Workload workload, Optional<KeyUse> use, Instant agentLeaseUntil) {

  UUID ownerId() {
    return OwnedSql.ownerId(owner);
  }

  Optional<IdempotencyKey> key() {
    return use.map(KeyUse::key);
  }

  Optional<Answer> answer() {
    return use.flatMap(KeyUse::answer);
  }

  /** Whether somebody else may just be storing the same: his transaction has to be waited for. */
  boolean canBeHeldUp() {
    return use.isPresent() || workload.spec().labels().externalId().isPresent();
  }

  boolean hasKeyAndExternalId() {
    return use.isPresent() && workload.spec().labels().externalId().isPresent();
  }
}
