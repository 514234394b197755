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

  /**
   * The workload is at a revision that the caller did not mean.
   *
   * @param revision the revision it is at
   */
  record PreconditionFailed(long revision) implements ChangeOutcome {}

  /**
   * What is wanted does not agree with the workload.
   *
   * @param field the field that is wrong
   * @param message what it must be, without its name in front
   */
  record Refused(String field, String message) implements ChangeOutcome {}
}
