package com.aluminatiai.workload.port;

import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The workloads of one owner, see {@link WorkloadStore#of}. */
public interface OwnedWorkloads {
  /**
   * Stores a new workload, its first history entry and the idempotency key in one transaction: all
   * or nothing.
   *
   * @param workload the workload, revision 1; its id is of version 7 with the millisecond of its
   *     {@code createdAt} in it, so that ids lead to times
   * @param key the caller's idempotency key; its answer is kept only if the workload is stored
   * @param agentLeaseUntil until when nobody else may claim the agent's conversation; ignored
   *     unless it is pending
   * @return what came of it
   * @throws StorageException if the storage cannot be reached; nothing was stored then, as far as
   *     is known
   */
  Insertion insert(Workload workload, Optional<KeyUse> key, Instant agentLeaseUntil)
      throws StorageException;

  /** What came of an insertion. */
  sealed interface Insertion {
    /** The workload is stored. */
    record Inserted() implements Insertion {}

    /**
     * A workload with the same external id is there; nothing was stored but the idempotency key.
     *
     * @param existing the workload that is there
     */
    record AlreadyThere(Workload existing) implements Insertion {}

    /**
     * The idempotency key was used before, with the same body, within its 24 hours.
     *
     * @param workloadId the workload that the first request stored or found
     */
    record KeyUsed(UUID workloadId) implements Insertion {}

    /** The idempotency key was used before, with another body. */
    record KeyConflict() implements Insertion {}
  }

  /**
   * Keeps the answer to the request that used a key first. Does nothing if an answer is there.
   *
   * @param key the key
   * @param answer the answer
   * @throws StorageException if the storage cannot be reached
   */
  void keepAnswer(IdempotencyKey key, Answer answer) throws StorageException;

  /**
   * Finds the answer to the request that used a key first.
   *
   * @param key the key
   * @return the answer; empty while it is not given, or if its giver died
   * @throws StorageException if the storage cannot be reached
   */
  Optional<Answer> findAnswer(IdempotencyKey key) throws StorageException;

  /**
   * Finds a workload.
   *
   * @param id its id
   * @return the workload
   * @throws StorageException if the storage cannot be reached
   */
  Optional<Workload> find(UUID id) throws StorageException;

  /**
   * Finds a workload by the caller's own id.
   *
   * @param externalId the caller's own id
   * @return the workload's id
   * @throws StorageException if the storage cannot be reached
   */
  Optional<UUID> findId(String externalId) throws StorageException;

  /**
   * Returns what happened to a workload, oldest first.
   *
   * @param id its id
   * @return the entries; empty if there is no such workload
   * @throws StorageException if the storage cannot be reached
   */
  List<HistoryEntry> history(UUID id) throws StorageException;

  /**
   * Returns a part of the list, newest first.
   *
   * @param filter which workloads
   * @param request which part
   * @return the page
   * @throws StorageException if the storage cannot be reached
   */
  Page list(WorkloadFilter filter, PageRequest request) throws StorageException;

  /**
   * Replaces a workload by its next revision and adds to its history, if the revision before is
   * what is stored, and the beat before of its signs of life where it has some.
   *
   * @param next the workload with its revision one higher than stored
   * @param entry what happened; empty to leave the history as it is
   * @return false, and nothing stored, if another revision or beat is there or none
   * @throws StorageException if the storage cannot be reached
   */
  boolean update(Workload next, Optional<HistoryEntry> entry) throws StorageException;

  /**
   * Keeps the next signs of life of a job that is running, and its figures by them, if the beat
   * before is what is stored. The workload itself stays as it is.
   *
   * @param beating the workload as it is now, with a pulse whose beat is one higher than stored
   * @return false, and nothing kept, if another beat is there or none
   * @throws StorageException if the storage cannot be reached
   */
  boolean hear(Workload beating) throws StorageException;

  /**
   * Ends the lease of a pending conversation early: whoever looks next may claim it. Does nothing
   * if there is no such workload or its agent is not pending.
   *
   * @param id the workload's id
   * @param now the time
   * @throws StorageException if the storage cannot be reached
   */
  void leaveConversation(UUID id, Instant now) throws StorageException;

  /**
   * Finds the revision of a workload. Unlike {@link #find} it does not read the workload itself.
   *
   * @param id its id
   * @return the revision; empty if there is none
   * @throws StorageException if the storage cannot be reached
   */
  OptionalLong revision(UUID id) throws StorageException;

  /**
   * Deletes a workload with its history, if a revision is what is stored.
   *
   * @param id its id
   * @param revision the revision
   * @return false, and nothing deleted, if another revision is there or none
   * @throws StorageException if the storage cannot be reached
   */
  boolean delete(UUID id, long revision) throws StorageException;

  /**
   * Deletes all workloads of a project with their history.
   *
   * @param project the project's exact name
   * @return how many
   * @throws StorageException if the storage cannot be reached
   */
  long deleteProject(String project) throws StorageException;

  /**
   * Sums workloads.
   *
   * @param request which and how
   * @return the totals
   * @throws StorageException if the storage cannot be reached
   */
  Summary summarize(Summary.Request request) throws StorageException;
}
