package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import java.time.ZoneOffset;

/**
 * How often a caller may have an AI asked on one day of UTC, whatever it is asked for: each stored
 * submission that wants the agent counts as one, and so does each piece of client code.
 * Thread-safe.
 */
public final class AgentLimit {
  private final WorkloadStore store;
  private final int limitPerDay;
  private final Clock clock;

  /**
   * Creates the limit.
   *
   * @param store where all replicas count
   * @param limitPerDay most questions a day and caller; 0 for no limit
   * @param clock the time
   */
  public AgentLimit(WorkloadStore store, int limitPerDay, Clock clock) {
    this.store = store;
    this.limitPerDay = limitPerDay;
    this.clock = clock;
  }

  /**
   * Counts one question.
   *
   * @param caller who has it asked
   * @return false, and nothing counted, if the day's limit is used up
   * @throws StorageException if the storage cannot be reached
   */
  public boolean take(Caller caller) throws StorageException {
    return limitPerDay == 0
        || caller.agentLimitSubject().isEmpty()
        || store.countAgentSubmission(
            caller.agentLimitSubject().get(),
            clock.instant().atZone(ZoneOffset.UTC).toLocalDate(),
            limitPerDay);
  }
}
