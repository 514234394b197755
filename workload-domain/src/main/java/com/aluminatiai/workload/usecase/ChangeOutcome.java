package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Workload;

/** What came of a change, see {@link ChangeWorkload}. */
public sealed interface ChangeOutcome {
  /**
   * The workload is as wanted.
   *
   * @param workload the workload now
   * @param isChanged whether anything had to be changed
   */
  record Done(Workload workload, boolean isChanged) implements ChangeOutcome {}

  /** There is no such workload, or it is someone else's. */
  record NotFound() implements ChangeOutcome {}

  /** The change says what a measurement covers, and nothing was measured. Nothing is changed. */
  record NothingMeasured() implements ChangeOutcome {}

  /**
   * The workload is at a revision that the caller did not mean.
   *
   * @param revision the revision it is at
   */
  record PreconditionFailed(long revision) implements ChangeOutcome {}
}
