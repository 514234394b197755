package com.aluminatiai.workload.port;

import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.Pulse;
import com.aluminatiai.workload.SilentJob;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Workloads in memory, for tests. Keeps {@link WorkloadStoreContract}, as the real database does.
 * One lock guards everything: it is as good as serializable transactions.
 */
public final class InMemoryWorkloadStore implements WorkloadStore {
  static final Duration KEY_LIFE = Duration.ofHours(24);

  /** As PostgreSQL sorts: unsigned, unlike {@link UUID#compareTo}. Newest first. */
  private static final Comparator<UUID> NEWEST_FIRST =
      ((Comparator<UUID>)
              (a, b) -> {
                int high =
                    Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
                return high != 0
                    ? high
                    : Long.compareUnsigned(
                        a.getLeastSignificantBits(), b.getLeastSignificantBits());
              })
          .reversed();

  final Clock clock;
  final TreeMap<UUID, Row> rows = new TreeMap<>(NEWEST_FIRST);
  final Map<KeyOfOwner, UsedKey> keys = new HashMap<>();
  private final Map<SubjectDay, Integer> agentSubmissions = new HashMap<>();
  private Instant lastListened;
  private Instant listeningSince;

  static final class Row {
    Owner owner;
    Workload workload;
    Instant leaseUntil;
    int attempts;
    final List<HistoryEntry> history = new ArrayList<>();

    Row(Owner owner, Workload workload, Instant leaseUntil) {
      this.owner = owner;
      this.workload = workload;
      this.leaseUntil = leaseUntil;
    }
  }

  record KeyOfOwner(Owner owner, String key) {}

  record UsedKey(IdempotencyKey key, UUID workloadId, Instant usedAt, Optional<Answer> answer) {}

  private record SubjectDay(String subject, LocalDate day) {}

  /**
   * Creates an empty store.
   *
   * @param clock tells when idempotency keys have expired
   */
  public InMemoryWorkloadStore(Clock clock) {
    this.clock = clock;
  }

  @Override
  public OwnedWorkloads of(Owner owner) {
    return new InMemoryOwnedWorkloads(this, owner);
  }

  @Override
  public synchronized Optional<PendingConversation> claimPending(Instant now, Instant leaseUntil) {
    for (Row row : rows.descendingMap().values()) {
      if (row.workload.agent().isPending() && !row.leaseUntil.isAfter(now)) {
        row.leaseUntil = leaseUntil;
        row.attempts++;
        return Optional.of(new PendingConversation(row.owner, row.workload, row.attempts));
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized boolean countAgentSubmission(String subject, LocalDate day, int limitPerDay) {
    SubjectDay counted = new SubjectDay(subject, day);
    int before = agentSubmissions.getOrDefault(counted, 0);
    if (before >= limitPerDay) {
      return false;
    }
    agentSubmissions.put(counted, before + 1);
    return true;
  }

  @Override
  public synchronized Optional<Instant> listen(Instant now, Duration interval) {
    if (lastListened != null
        && !now.isBefore(lastListened)
        && now.isBefore(lastListened.plus(interval.dividedBy(2)))) {
      return Optional.empty();
    }
    if (lastListened == null
        || now.isBefore(lastListened)
        || now.isAfter(lastListened.plus(interval.multipliedBy(2)))) {
      listeningSince = now;
    }
    lastListened = now;
    return Optional.of(listeningSince);
  }

  @Override
  public synchronized List<SilentJob> silent(Instant now, Instant since, int most) {
    return rows.values().stream()
        .filter(row -> row.workload.status() == Status.RUNNING)
        .filter(row -> row.workload.spec().labels().heartbeatSeconds().isPresent())
        .filter(row -> isSilent(row.workload, now, since))
        .limit(most)
        .map(row -> new SilentJob(row.owner, row.workload))
        .toList();
  }

  private static boolean isSilent(Workload workload, Instant now, Instant since) {
    Pulse pulse = workload.pulse().orElseThrow();
    Instant last = pulse.receivedAt().orElse(pulse.openedAt());
    Instant from = last.isAfter(since) ? last : since;
    int term = Pulse.SILENT_INTERVALS * workload.spec().labels().heartbeatSeconds().getAsInt();
    return from.plusSeconds(term).isBefore(now);
  }

  /** Gives what nobody owns to a user, except what the user has under the same external id. */
  synchronized long adoptUnowned(UUID userId) {
    Owner user = Owner.user(userId);
    long adopted = 0;
    for (Row row : rows.values()) {
      if (row.owner.equals(Owner.NOBODY)
          && externalIdOf(row)
              .flatMap(externalId -> findByExternalId(user, externalId))
              .isEmpty()) {
        row.owner = user;
        adopted++;
      }
    }
    return adopted;
  }

  Optional<Row> findByExternalId(Owner owner, String externalId) {
    return rows.values().stream()
        .filter(row -> row.owner.equals(owner))
        .filter(row -> externalIdOf(row).equals(Optional.of(externalId)))
        .findFirst();
  }

  private static Optional<String> externalIdOf(Row row) {
    return row.workload.spec().labels().externalId();
  }
}
