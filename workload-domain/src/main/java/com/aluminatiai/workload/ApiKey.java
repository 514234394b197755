package com.aluminatiai.workload;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A key as it is listed; the secret itself is known only to its holder.
 *
 * @param id its id
 * @param name what its holder calls it
 * @param userId the user it belongs to
 * @param createdAt when it was made
 * @param lastUsedAt when it was last used, to the minute
 */
public record ApiKey(
    UUID id, String name, UUID userId, Instant createdAt, Optional<Instant> lastUsedAt) {}
