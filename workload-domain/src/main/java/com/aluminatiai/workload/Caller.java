package com.aluminatiai.workload;

import java.util.Optional;

/**
 * Who asks.
 *
 * @param owner whose workloads the caller sees
 * @param agentLimitSubject whom the day's limit of questions to the AI counts: a key's user, or an
 *     address; empty for callers that are exempt
 */
public record Caller(Owner owner, Optional<String> agentLimitSubject) {
  /** A caller on the machine itself, without a key: exempt from limits. */
  public static final Caller LOCAL = new Caller(Owner.NOBODY, Optional.empty());
}
