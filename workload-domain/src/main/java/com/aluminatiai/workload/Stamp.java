package com.aluminatiai.workload;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * What a new workload is known and sorted by. Both come from one reading of one clock: whoever
 * looks for a time finds ids by the time in them.
 *
 * @param id an id of version 7 with {@code createdAt} in it
 * @param createdAt when the workload is made, in microseconds; never before that of an earlier
 *     stamp of the same process, also when the clock is set back
 */
public record Stamp(UUID id, Instant createdAt) {
  /** Checks that both are there. */
  public Stamp {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(createdAt, "createdAt");
  }
}
