package com.aluminatiai.jdbc;

import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Stores together what arrives together: a commit costs a flush of the disk, however many rows it
 * has. One thread takes whatever is waiting, stores it in one statement, and answers each caller
 * after the commit. Nobody waits for a group to fill: while one is written, the next gathers.
 *
 * <p>What fails as a group is tried again row by row, so that a bad row fails alone. Where nothing
 * was heard of a commit (a connection died), the row itself tells whether it was stored.
 */
final class GroupCommit implements AutoCloseable {
  private static final int MOST_AT_ONCE = 256;

  /** How often a row is tried whose obstacle is gone each time it is looked at. */
  private static final int MOST_ATTEMPTS = 10;

  private record Waiting(NewWorkload row, CompletableFuture<Insertion> answer) {}

  private record KeyOfOwner(UUID ownerId, String key) {}

  private final Connections connections;
  private final Insertions insertions;
  private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Thread thread = new Thread(this::writeOn, "database-writer");
  private volatile boolean isClosed;

  GroupCommit(Connections connections, Clock clock) {
    this.connections = connections;
    this.insertions = new Insertions(clock);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  Insertion insert(NewWorkload row) throws StorageException {
    Waiting waiting = new Waiting(row, new CompletableFuture<>());
    queue.add(waiting);
    if (isClosed && queue.remove(waiting)) {
      throw closed();
    }
    try {
      return waiting.answer().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StorageException outage) {
        throw new StorageException(outage.getMessage(), outage);
      }
      throw new IllegalStateException("a workload cannot be stored", e.getCause());
    }
  }

  private static StorageException closed() {
    return new StorageException("the database is closed", null);
  }

  private void writeOn() {
    List<Waiting> group = new ArrayList<>();
    try {
      while (!isClosed) {
        if (group.isEmpty()) {
          group.add(queue.take());
        }
        queue.drainTo(group, MOST_AT_ONCE - group.size());
        List<Waiting> later = takeOutRepeatedKeys(group);
        writeOrFail(group);
        group = later;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    isClosed = true;
    queue.drainTo(group);
    group.forEach(waiting -> waiting.answer().completeExceptionally(closed()));
  }

  /** Whatever goes wrong, everybody who waits is told, and the thread lives on for the others. */
  private void writeOrFail(List<Waiting> group) {
    try {
      write(group);
    } catch (RuntimeException | Error e) {
      group.forEach(waiting -> waiting.answer().completeExceptionally(e));
    }
  }

  /** One statement cannot take a key twice: the second has to see the first. */
  private static List<Waiting> takeOutRepeatedKeys(List<Waiting> group) {
    Set<KeyOfOwner> keys = new HashSet<>();
    List<Waiting> later = new ArrayList<>();
    for (Waiting waiting : group) {
      NewWorkload row = waiting.row();
      boolean isFirst =
          row.key().map(key -> keys.add(new KeyOfOwner(row.ownerId(), key.key()))).orElse(true);
      if (!isFirst) {
        later.add(waiting);
      }
    }
    group.removeAll(later);
    return later;
  }

  private void write(List<Waiting> group) {
    List<NewWorkload> rows = group.stream().map(Waiting::row).toList();
    try {
      List<Optional<Insertion>> results =
          connections.call(Connections.SHORT, handle -> insertions.attempt(handle, rows));
      for (int i = 0; i < group.size(); i++) {
        results.get(i).ifPresent(group.get(i).answer()::complete);
      }
    } catch (StorageException | RuntimeException e) {
      // Each row finds out for itself below, and carries its own failure if it has one.
      writeEach(group);
      return;
    }
    writeEach(group.stream().filter(waiting -> !waiting.answer().isDone()).toList());
  }

  private void writeEach(List<Waiting> group) {
    Optional<StorageException> outage = Optional.empty();
    for (Waiting waiting : group) {
      if (outage.isPresent()) {
        // While the database is away, nobody waits for others to find that out.
        waiting.answer().completeExceptionally(outage.get());
        continue;
      }
      try {
        waiting.answer().complete(writeAlone(waiting.row()));
      } catch (StorageException e) {
        outage = Outage.isLockTimeout(e) ? Optional.empty() : Optional.of(e);
        waiting.answer().completeExceptionally(e);
      } catch (RuntimeException e) {
        waiting.answer().completeExceptionally(e);
      }
    }
  }

  private Insertion writeAlone(NewWorkload row) throws StorageException {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      if (isStored(row)) {
        return new Insertion.Inserted();
      }
      Optional<Insertion> insertion = attempt(row);
      if (insertion.isPresent()) {
        return insertion.get();
      }
    }
    throw new StorageException("what is in the way of an insertion comes and goes", null);
  }

  private boolean isStored(NewWorkload row) throws StorageException {
    return connections.call(Connections.SHORT, handle -> insertions.isStored(handle, row));
  }

  private Optional<Insertion> attempt(NewWorkload row) throws StorageException {
    try {
      return connections.call(
          Connections.SHORT, handle -> insertions.attempt(handle, List.of(row)).get(0));
    } catch (RuntimeException e) {
      // The server may have gone on with a statement after its connection died here, and stored
      // the row in this moment: then its id was in the way.
      if (isStored(row)) {
        return Optional.of(new Insertion.Inserted());
      }
      throw e;
    }
  }

  @Override
  public void close() {
    isClosed = true;
    thread.interrupt();
  }
}
