package com.aluminatiai.workload.port;

import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.SilentJob;
import com.aluminatiai.workload.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Keeps workloads. Implementations are thread-safe; whatever a method returned from is durable. */
public interface WorkloadStore {
  /**
   * Returns the workloads of one owner. There is no way to a workload but through its owner.
   *
   * @param owner the owner
   * @return a view that neither sees nor changes anything of other owners
   */
  OwnedWorkloads of(Owner owner);

  /**
   * Claims a workload whose agent is pending and whose lease has ended, and counts the attempt. No
   * two callers, also on other replicas, get the same one before the new lease has ended.
   *
   * @param now the time
   * @param leaseUntil when others may claim it, if it is still pending then
   * @return the oldest such workload, if there is one
   * @throws StorageException if the storage cannot be reached
   */
  Optional<PendingConversation> claimPending(Instant now, Instant leaseUntil)
      throws StorageException;

  /**
   * Counts a question to the AI, for a submission or for client code, against a day's limit.
   *
   * @param subject who is counted: a key's user, or an address
   * @param day the day in UTC
   * @param limitPerDay most questions, 1 or more
   * @return false, and nothing counted, if the limit is used up
   * @throws StorageException if the storage cannot be reached
   */
  boolean countAgentSubmission(String subject, LocalDate day, int limitPerDay)
      throws StorageException;

  /**
   * Notes that reports can be heard now, unless another replica has just noted it. Where nobody
   * could for a while, every job has a full term from now on.
   *
   * @param now the time
   * @param interval how often this is noted; after twice as long without it nobody could hear
   * @return since when reports could be heard; empty if another replica has just looked
   * @throws StorageException if the storage cannot be reached
   */
  Optional<Instant> listen(Instant now, Duration interval) throws StorageException;

  /**
   * Finds running jobs that promised to report and have been silent for three times as long.
   *
   * @param now the time
   * @param since silence before this does not count
   * @param most most jobs that are returned
   * @return the jobs as they are stored
   * @throws StorageException if the storage cannot be reached
   */
  List<SilentJob> silent(Instant now, Instant since, int most) throws StorageException;
}
