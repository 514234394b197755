package com.aluminatiai.workload;

import java.util.Optional;
import java.util.UUID;

/**
 * Which part of a list is wanted, newest first.
 *
 * @param limit most rows, 1 to 100
 * @param offset rows to skip, 0 or more; its cost grows with it
 * @param after the last id of the page before; its cost is constant
 */
public record PageRequest(int limit, long offset, Optional<UUID> after) {
  /** Most rows of a page. */
  public static final int MOST = 100;

  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if limit or offset is out of its range
   */
  public PageRequest {
    Require.within("limit", limit, 1, MOST);
    Require.within("offset", offset, 0, Long.MAX_VALUE);
  }
}
