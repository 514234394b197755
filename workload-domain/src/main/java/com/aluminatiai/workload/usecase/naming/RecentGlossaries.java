package com.aluminatiai.workload.usecase.naming;

import com.aluminatiai.workload.Glossary;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers glossaries for a moment, and the last of each owner for an outage. Thread-safe. */
final class RecentGlossaries {
  private static final Duration LIFE = Duration.ofSeconds(2);
  private static final int MOST_OWNERS = 10_000;

  private final Clock clock;
  private final Map<Owner, Read> lasts = new ConcurrentHashMap<>();
  private final AtomicLong changes = new AtomicLong();

  /** A glossary and when it was read. */
  private record Read(Glossary glossary, Instant at, boolean isOld) {}

  /** Reads a glossary from the storage. */
  interface Reading {
    Glossary read() throws StorageException;
  }

  RecentGlossaries(Clock clock) {
    this.clock = clock;
  }

  KnownWords of(Owner owner, Reading reading) {
    Instant now = clock.instant();
    Read last = lasts.get(owner);
    // A clock that was set back makes nothing young.
    boolean isYoung =
        last != null
            && !last.isOld()
            && !now.isBefore(last.at())
            && now.isBefore(last.at().plus(LIFE));
    if (isYoung) {
      return new KnownWords(last.glossary(), Optional.empty());
    }
    long before = changes.get();
    try {
      Glossary glossary = reading.read();
      keep(owner, new Read(glossary, now, false), before);
      return new KnownWords(glossary, Optional.empty());
    } catch (StorageException away) {
      return new KnownWords(last == null ? Glossary.EMPTY : last.glossary(), Optional.of(away));
    }
  }

  /** What was read before a change is not kept after it. */
  private synchronized void keep(Owner owner, Read read, long before) {
    if (changes.get() == before) {
      if (lasts.size() >= MOST_OWNERS) {
        lasts.clear();
      }
      lasts.put(owner, read);
    }
  }

  /** The next look-up reads anew. */
  synchronized void forget(Owner owner) {
    changes.incrementAndGet();
    lasts.computeIfPresent(owner, (key, read) -> new Read(read.glossary(), read.at(), true));
  }
}
