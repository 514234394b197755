package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.Outage;
import com.aluminatiai.jdbc.group.Gathering.Waiting;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Stores together what arrives together: a commit costs a flush of the disk, however many rows it
 * has. What is {@linkplain Gathering gathered} is stored in one statement, and each caller answered
 * after the commit.
 *
 * <p>What fails as a group is tried again row by row, so that a bad row fails alone. Where nothing
 * was heard of a commit (a connection died), the row itself tells whether it was stored.
 */
public final class GroupCommit implements AutoCloseable {
  /** How often a row is tried whose obstacle is gone each time it is looked at. */
  private static final int MOST_ATTEMPTS = 10;

  private record KeyOfOwner(UUID ownerId, String key) {}

  private final Connections connections;
  private final Insertions insertions;
  private final Gathering<NewWorkload, Insertion> gathering =
      new Gathering<>("database-writer", this::store);

  public GroupCommit(Connections connections, Clock clock) {
    this.connections = connections;
    this.insertions = new Insertions(clock);
  }

  public void start() {
    gathering.start();
  }

  public Insertion insert(NewWorkload row) throws StorageException {
    return gathering.ask(row);
  }

  private List<Waiting<NewWorkload, Insertion>> store(List<Waiting<NewWorkload, Insertion>> group) {
    List<Waiting<NewWorkload, Insertion>> once = new ArrayList<>(group);
    List<Waiting<NewWorkload, Insertion>> later = takeOutRepeatedKeys(once);
    write(once);
    return later;
  }

  /** One statement cannot take a key twice: the second has to see the first. */
  private static List<Waiting<NewWorkload, Insertion>> takeOutRepeatedKeys(
      List<Waiting<NewWorkload, Insertion>> group) {
    Set<KeyOfOwner> keys = new HashSet<>();
    List<Waiting<NewWorkload, Insertion>> later = new ArrayList<>();
    for (Waiting<NewWorkload, Insertion> waiting : group) {
      NewWorkload row = waiting.question();
      boolean isFirst =
          row.key().map(key -> keys.add(new KeyOfOwner(row.ownerId(), key.key()))).orElse(true);
      if (!isFirst) {
        later.add(waiting);
      }
    }
    group.removeAll(later);
    return later;
  }

  private void write(List<Waiting<NewWorkload, Insertion>> group) {
    List<NewWorkload> rows = group.stream().map(Waiting::question).toList();
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

  private void writeEach(List<Waiting<NewWorkload, Insertion>> group) {
    Optional<StorageException> outage = Optional.empty();
    for (Waiting<NewWorkload, Insertion> waiting : group) {
      if (outage.isPresent()) {
        // While the database is away, nobody waits for others to find that out.
        waiting.answer().completeExceptionally(outage.get());
        continue;
      }
      try {
        waiting.answer().complete(writeAlone(waiting.question()));
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
    gathering.close();
  }
}
