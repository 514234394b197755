package com.aluminatiai.workload.port;

import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves workloads by the thousand, beside the {@link WorkloadStore} that keeps them. Thread-safe;
 * only a few at once are let in.
 */
public interface BulkWorkloads {
  /**
   * Begins to store workloads for an owner.
   *
   * @param owner the owner
   * @param isAtomic whether nothing is stored, and nothing in the way of others, until {@link
   *     Intake#commit}; else each call of {@link Intake#add} is durable when it returns
   * @return where the workloads go, to be closed
   * @throws BusyException if too many are under way
   * @throws StorageException if the storage cannot be reached
   */
  Intake intake(Owner owner, boolean isAtomic) throws BusyException, StorageException;

  /**
   * When a stored workload ran.
   *
   * @param startedAt when it began, if that is known
   * @param hours how long; endless while it runs
   */
  record Ran(Optional<Instant> startedAt, double hours) {}

  /** Where imported workloads go. For one call at a time. */
  interface Intake extends AutoCloseable {
    /**
     * Stores workloads with their first history entries, all or none of those that are new. Leaves
     * out each whose external id is there already, or came earlier in the same import.
     *
     * @param workloads new workloads without an agent, at most a few thousand
     * @return how many were not left out so far
     * @throws StorageException if the storage cannot be reached, or has no room
     */
    int add(List<Workload> workloads) throws StorageException;

    /**
     * Finds out when workloads ran that are stored for good.
     *
     * @param externalIds external ids, at most two hundred thousand
     * @return when those ran that are there
     * @throws StorageException if the storage cannot be reached
     */
    Map<String, Ran> find(Collection<String> externalIds) throws StorageException;

    /**
     * Makes everything that was added durable.
     *
     * @return how many of those that were added are left out after all, because their external id
     *     is there by now: an atomic import finds that out at its end
     * @throws StorageException if the storage cannot be reached, or has no room; nothing of an
     *     atomic import is stored then, as far as is known
     */
    long commit() throws StorageException;

    /** Lets go, and forgets what was not committed. */
    @Override
    void close();
  }

  /**
   * Hands over an owner's workloads, newest first, as they all were at one moment.
   *
   * @param owner the owner
   * @param filter which workloads
   * @param receiver takes one after the other, as slowly as it likes
   * @throws BusyException if too many are under way
   * @throws StorageException if the storage cannot be reached
   * @throws IOException what {@code receiver} throws
   */
  void export(Owner owner, WorkloadFilter filter, Receiver receiver)
      throws BusyException, StorageException, IOException;

  /** Takes exported workloads. */
  interface Receiver {
    /**
     * Takes one.
     *
     * @param workload the workload
     * @throws IOException if no more can be taken
     */
    void take(ExportedWorkload workload) throws IOException;
  }
}
