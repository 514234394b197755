package com.aluminatiai.jdbc.group;

import com.aluminatiai.jdbc.connection.Bulkhead;
import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.connection.Outage;
import com.aluminatiai.jdbc.group.Gathering.Waiting;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Stores together what arrives together: a commit costs a flush of the disk, however many rows it
 * has. What is {@linkplain Gathering gathered} is stored in one statement, and each caller answered
 * after the commit.
 *
 * <p>What fails as a group is tried again row by row, so that a bad row fails alone. A row that has
 * to wait, because another transaction is just storing the same, leaves the group: it waits on the
 * thread of its caller, on one of few connections, and is in nobody's way.
 */
public final class GroupCommit implements AutoCloseable {
  /** Another replica's commit takes no longer, mostly; and everybody waits meanwhile. */
  private static final Duration QUICK = Duration.ofMillis(25);

  private record KeyOfOwner(UUID ownerId, String key) {}

  private final Connections connections;
  private final Insertions insertions;
  private final LoneInsertion alone;
  private final Bulkhead waitingRoom;

  /** The answer is empty for a row that has to wait. */
  private final Gathering<NewWorkload, Optional<Insertion>> gathering =
      new Gathering<>("database-writer", this::store);

  GroupCommit(Connections connections, Clock clock) {
    this.connections = connections;
    this.insertions = new Insertions(clock);
    this.alone = new LoneInsertion(connections, insertions);
    this.waitingRoom = Bulkhead.of(connections, "submissions that wait for another transaction");
  }

  void start() {
    gathering.start();
  }

  public Insertion insert(NewWorkload row) throws StorageException {
    Optional<Insertion> insertion = gathering.ask(row);
    return insertion.isPresent()
        ? insertion.get()
        : waitingRoom.call(
            rest -> {
              connections.failIfNothingCanBeStored();
              return alone.insert(row, rest);
            });
  }

  private List<Waiting<NewWorkload, Optional<Insertion>>> store(
      List<Waiting<NewWorkload, Optional<Insertion>>> group) {
    List<Waiting<NewWorkload, Optional<Insertion>>> once = new ArrayList<>(group);
    List<Waiting<NewWorkload, Optional<Insertion>>> later = takeOutRepeatedKeys(once);
    write(once);
    return later;
  }

  /** One statement cannot take a key twice: the second has to see the first. */
  private static List<Waiting<NewWorkload, Optional<Insertion>>> takeOutRepeatedKeys(
      List<Waiting<NewWorkload, Optional<Insertion>>> group) {
    Set<KeyOfOwner> keys = new HashSet<>();
    List<Waiting<NewWorkload, Optional<Insertion>>> later = new ArrayList<>();
    for (Waiting<NewWorkload, Optional<Insertion>> waiting : group) {
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

  private void write(List<Waiting<NewWorkload, Optional<Insertion>>> group) {
    List<NewWorkload> rows = group.stream().map(Waiting::question).toList();
    boolean isBlocked = connections.writeProblem().isPresent();
    Connections.Work<List<Optional<Insertion>>> attempt =
        handle -> insertions.attempt(handle, rows, QUICK);
    try {
      List<Optional<Insertion>> results =
          isBlocked
              ? connections.callWithoutWaiting(attempt)
              : connections.call(Connections.SHORT, attempt);
      for (int i = 0; i < group.size(); i++) {
        if (results.get(i).isPresent()) {
          group.get(i).answer().complete(results.get(i));
        }
      }
    } catch (StorageException e) {
      if (!Outage.isLockTimeout(e)) {
        writeEach(group);
      } else if (isBlocked) {
        fail(group, e);
      } else {
        separate(group, e, this::write);
      }
      return;
    } catch (RuntimeException e) {
      // Each row finds out for itself below, and carries its own failure if it has one.
      writeEach(group);
      return;
    }
    writeEach(group.stream().filter(waiting -> !waiting.answer().isDone()).toList());
  }

  private static void fail(
      List<Waiting<NewWorkload, Optional<Insertion>>> group, StorageException failure) {
    group.forEach(waiting -> waiting.answer().completeExceptionally(failure));
  }

  /** Sends away those that may have to wait for others, and goes on with those that cannot. */
  private static void separate(
      List<Waiting<NewWorkload, Optional<Insertion>>> group,
      StorageException failure,
      Consumer<List<Waiting<NewWorkload, Optional<Insertion>>>> goOn) {
    List<Waiting<NewWorkload, Optional<Insertion>>> free = new ArrayList<>();
    for (Waiting<NewWorkload, Optional<Insertion>> waiting : group) {
      if (waiting.question().canBeHeldUp()) {
        waiting.answer().complete(Optional.empty());
      } else {
        free.add(waiting);
      }
    }
    if (free.size() == group.size()) {
      // It is the table that is held: no row could be stored.
      fail(free, failure);
    } else if (!free.isEmpty()) {
      goOn.accept(free);
    }
  }

  private void writeEach(List<Waiting<NewWorkload, Optional<Insertion>>> group) {
    for (int i = 0; i < group.size(); i++) {
      Waiting<NewWorkload, Optional<Insertion>> waiting = group.get(i);
      try {
        waiting.answer().complete(Optional.of(alone.insert(waiting.question(), QUICK)));
      } catch (StorageException e) {
        List<Waiting<NewWorkload, Optional<Insertion>>> rest = group.subList(i, group.size());
        if (Outage.isLockTimeout(e)) {
          separate(rest, e, this::writeEach);
        } else {
          // While the database is away, nobody waits for others to find that out.
          fail(rest, e);
        }
        return;
      } catch (RuntimeException e) {
        waiting.answer().completeExceptionally(e);
      }
    }
  }

  @Override
  public void close() {
    gathering.close();
  }
}
