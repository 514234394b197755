package com.aluminatiai.workload.usecase.naming;

import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.UnknownName.Kind;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps a name that comes with every job from being noted more than once a minute. */
final class RecentNotes {
  private static final Duration INTERVAL = Duration.ofMinutes(1);
  private static final int MOST_NAMES = 10_000;

  private final Clock clock;
  private final Map<Noted, Instant> notes = new ConcurrentHashMap<>();

  private record Noted(Owner owner, Kind kind, String name) {}

  RecentNotes(Clock clock) {
    this.clock = clock;
  }

  /** Whether a name is to be noted; it counts as noted from now on. */
  boolean isDue(Owner owner, Kind kind, String name) {
    Instant now = clock.instant();
    if (notes.size() >= MOST_NAMES) {
      notes.clear();
    }
    Noted noted = new Noted(owner, kind, name);
    Instant last = notes.put(noted, now);
    boolean isDue = last == null || now.isBefore(last) || !now.isBefore(last.plus(INTERVAL));
    if (!isDue) {
      notes.put(noted, last);
    }
    return isDue;
  }

  void forget(Owner owner, Kind kind, String name) {
    notes.remove(new Noted(owner, kind, name));
  }
}
