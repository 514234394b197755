package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.ApiKeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Notes when keys were last used: to the minute, beside the requests that use them, and only as far
 * as that is possible. No request waits for a note, or fails with it. Thread-safe.
 */
final class LastUses {
  private static final Duration INTERVAL = Duration.ofMinutes(1);

  private final ApiKeyStore store;
  private final Executor background;
  private final Set<UUID> underWay = ConcurrentHashMap.newKeySet();

  LastUses(ApiKeyStore store, Executor background) {
    this.store = store;
    this.background = background;
  }

  /** Notes a use unless there is a note of the last minute, or one is being taken. */
  void note(ApiKey key, Instant now) {
    boolean isDue = key.lastUsedAt().map(used -> used.plus(INTERVAL).isBefore(now)).orElse(true);
    if (!isDue || !underWay.add(key.id())) {
      return;
    }
    try {
      background.execute(() -> touch(key.id(), now));
    } catch (RuntimeException | Error full) {
      // Too many wait, or no thread can be made: the next use is noted.
      underWay.remove(key.id());
    }
  }

  private void touch(UUID id, Instant now) {
    try {
      store.touch(id, now);
    } catch (StorageException away) {
      // The next use is noted.
    } finally {
      underWay.remove(id);
    }
  }
}
