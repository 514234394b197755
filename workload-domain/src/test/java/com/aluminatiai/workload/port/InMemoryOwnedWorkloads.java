package com.aluminatiai.workload.port;

import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.InMemoryWorkloadStore.KeyOfOwner;
import com.aluminatiai.workload.port.InMemoryWorkloadStore.Row;
import com.aluminatiai.workload.port.InMemoryWorkloadStore.UsedKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.stream.Stream;

/** One owner's part of an {@link InMemoryWorkloadStore}. */
final class InMemoryOwnedWorkloads implements OwnedWorkloads {
  private final InMemoryWorkloadStore store;
  private final Owner owner;

  InMemoryOwnedWorkloads(InMemoryWorkloadStore store, Owner owner) {
    this.store = store;
    this.owner = owner;
  }

  @Override
  public Insertion insert(Workload workload, Optional<KeyUse> use, Instant agentLeaseUntil) {
    synchronized (store) {
      Optional<UsedKey> used = use.map(KeyUse::key).flatMap(this::usedKey);
      if (used.isPresent()) {
        return used.get().key().equals(use.get().key())
            ? new Insertion.KeyUsed(used.get().workloadId())
            : new Insertion.KeyConflict();
      }
      Optional<Workload> existing =
          workload
              .spec()
              .labels()
              .externalId()
              .flatMap(externalId -> store.findByExternalId(owner, externalId))
              .map(row -> row.workload);
      UUID answered = existing.orElse(workload).id();
      use.ifPresent(
          unused ->
              store.keys.put(
                  new KeyOfOwner(owner, unused.key().key()),
                  new UsedKey(
                      unused.key(),
                      answered,
                      store.clock.instant(),
                      unused.answer().filter(answer -> existing.isEmpty()))));
      return existing.isPresent()
          ? new Insertion.AlreadyThere(existing.get())
          : store(workload, agentLeaseUntil);
    }
  }

  private Insertion store(Workload workload, Instant agentLeaseUntil) {
    if (store.rows.containsKey(workload.id())) {
      throw new IllegalStateException("id is not new: " + workload.id());
    }
    Row row = new Row(owner, workload, agentLeaseUntil);
    row.history.add(HistoryEntry.of(HistoryEntry.Event.SUBMITTED, workload));
    store.rows.put(workload.id(), row);
    return new Insertion.Inserted();
  }

  private Optional<UsedKey> usedKey(IdempotencyKey key) {
    Instant expired = store.clock.instant().minus(InMemoryWorkloadStore.KEY_LIFE);
    return Optional.ofNullable(store.keys.get(new KeyOfOwner(owner, key.key())))
        .filter(used -> used.usedAt().isAfter(expired));
  }

  @Override
  public void keepAnswer(IdempotencyKey key, Answer answer) {
    synchronized (store) {
      usedKey(key)
          .filter(used -> used.key().equals(key) && used.answer().isEmpty())
          .ifPresent(
              used ->
                  store.keys.put(
                      new KeyOfOwner(owner, key.key()),
                      new UsedKey(key, used.workloadId(), used.usedAt(), Optional.of(answer))));
    }
  }

  @Override
  public Optional<Answer> findAnswer(IdempotencyKey key) {
    synchronized (store) {
      return usedKey(key).filter(used -> used.key().equals(key)).flatMap(UsedKey::answer);
    }
  }

  private Optional<Row> row(UUID id) {
    return Optional.ofNullable(store.rows.get(id)).filter(row -> row.owner.equals(owner));
  }

  private Stream<Workload> workloads(Collection<Row> rows) {
    return rows.stream().filter(row -> row.owner.equals(owner)).map(row -> row.workload);
  }

  @Override
  public Optional<Workload> find(UUID id) {
    synchronized (store) {
      return row(id).map(row -> row.workload);
    }
  }

  @Override
  public Optional<UUID> findId(String externalId) {
    synchronized (store) {
      return store.findByExternalId(owner, externalId).map(row -> row.workload.id());
    }
  }

  @Override
  public boolean hear(Workload beating) {
    synchronized (store) {
      Optional<Row> stored = row(beating.id()).filter(row -> isNextBeat(row, beating));
      stored.ifPresent(row -> row.workload = row.workload.withPulse(beating.pulse().orElseThrow()));
      return stored.isPresent();
    }
  }

  private static boolean isNextBeat(Row row, Workload next) {
    return next.pulse().isEmpty()
        || row.workload.pulse().isEmpty()
        || row.workload.pulse().get().beat() == next.pulse().get().beat() - 1;
  }

  @Override
  public List<HistoryEntry> history(UUID id) {
    synchronized (store) {
      return row(id).map(row -> List.copyOf(row.history)).orElse(List.of());
    }
  }

  @Override
  public void leaveConversation(UUID id, Instant now) {
    synchronized (store) {
      row(id)
          .filter(row -> row.workload.agent().isPending())
          .ifPresent(row -> row.leaseUntil = now);
    }
  }

  @Override
  public Page list(WorkloadFilter filter, PageRequest request) {
    synchronized (store) {
      Collection<Row> behind =
          request
              .after()
              .map(id -> store.rows.tailMap(id, false).values())
              .orElse(store.rows.values());
      List<Workload> found =
          workloads(behind)
              .filter(workload -> isMeant(filter, workload))
              .skip(request.offset())
              .limit(request.limit() + 1L)
              .toList();
      return found.size() <= request.limit()
          ? new Page(found, Optional.empty())
          : new Page(
              found.subList(0, request.limit()), Optional.of(found.get(request.limit() - 1).id()));
    }
  }

  private static boolean isMeant(WorkloadFilter filter, Workload workload) {
    return filter.status().map(workload.status()::equals).orElse(true)
        && filter.gpuKey().map(workload.gpuKey()::equals).orElse(true)
        && isSameOrOpen(filter.project(), workload.spec().labels().project())
        && isSameOrOpen(filter.workloadType(), workload.spec().workloadType())
        && filter.createdAfter().map(time -> !workload.createdAt().isBefore(time)).orElse(true)
        && filter.createdBefore().map(workload.createdAt()::isBefore).orElse(true)
        && isSameOrOpen(filter.externalId(), workload.spec().labels().externalId());
  }

  private static <T> boolean isSameOrOpen(Optional<T> wanted, Optional<T> actual) {
    return wanted.isEmpty() || wanted.equals(actual);
  }

  @Override
  public boolean update(Workload next, Optional<HistoryEntry> entry) {
    synchronized (store) {
      Optional<Row> stored =
          row(next.id())
              .filter(row -> row.workload.revision() == next.revision() - 1)
              .filter(row -> isNextBeat(row, next));
      stored.ifPresent(
          row -> {
            row.workload = next;
            entry.ifPresent(row.history::add);
          });
      return stored.isPresent();
    }
  }

  @Override
  public OptionalLong revision(UUID id) {
    synchronized (store) {
      return row(id).stream().mapToLong(row -> row.workload.revision()).findFirst();
    }
  }

  @Override
  public boolean delete(UUID id, long revision) {
    synchronized (store) {
      return row(id)
          .filter(row -> row.workload.revision() == revision)
          .map(row -> store.rows.remove(id))
          .isPresent();
    }
  }

  @Override
  public long deleteProject(String project) {
    synchronized (store) {
      List<UUID> gone =
          workloads(store.rows.values())
              .filter(workload -> workload.spec().labels().project().equals(Optional.of(project)))
              .map(Workload::id)
              .toList();
      gone.forEach(store.rows::remove);
      return gone.size();
    }
  }

  @Override
  public Summary summarize(Summary.Request request) {
    synchronized (store) {
      return InMemorySummary.of(request, workloads(store.rows.values()).toList());
    }
  }
}
