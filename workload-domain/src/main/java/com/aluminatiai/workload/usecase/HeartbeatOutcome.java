package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What came of a report, see {@link HearJobs}. */
public sealed interface HeartbeatOutcome {
  /**
   * It was heard, or there was nothing to hear: the job has ended, or has told of a later time.
   *
   * @param workload the workload as it is now
   * @param nextBefore when the next report has to be there; empty if none is waited for
   */
  record Heard(Workload workload, Optional<Instant> nextBefore) implements HeartbeatOutcome {}

  /** There is no such workload, or it is someone else's. */
  record NotFound() implements HeartbeatOutcome {}

  /**
   * The last report has only just arrived.
   *
   * @param untilNext time until the next is heard
   */
  record TooSoon(Duration untilNext) implements HeartbeatOutcome {}

  /**
   * The report does not agree with those before.
   *
   * @param field the field that is wrong
   * @param message what it must be, without its name in front
   */
  record Refused(String field, String message) implements HeartbeatOutcome {}
}
