package com.aluminatiai.workload;

import java.util.Optional;
import java.util.UUID;

/**
 * Whose workloads are meant: a user's, or those that nobody owns because the service runs without
 * keys.
 *
 * @param userId the user; empty for workloads without an owner
 */
public record Owner(Optional<UUID> userId) {
  /** The owner of what was submitted without a key. */
  public static final Owner NOBODY = new Owner(Optional.empty());

  /**
   * Returns the owner that is a user.
   *
   * @param userId the user
   * @return the owner
   */
  public static Owner user(UUID userId) {
    return new Owner(Optional.of(userId));
  }
}
