package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.Workload;
import java.util.Optional;

/** What came of a submission, see {@link SubmitWorkload}. */
public sealed interface Submission {
  /**
   * The workload is stored.
   *
   * @param workload the workload, with the agent's answer if there is one by now
   * @param answer the answer, if it is kept for the request's idempotency key already
   */
  record Created(Workload workload, Optional<Answer> answer) implements Submission {}

  /**
   * A workload with the same external id was there.
   *
   * @param workload the workload that is there
   * @param differs whether it was submitted with other figures
   */
  record AlreadyThere(Workload workload, boolean differs) implements Submission {}

  /**
   * The same request was answered before.
   *
   * @param answer the answer it was given
   */
  record Replayed(Answer answer) implements Submission {}

  /**
   * The same request was taken before, but whoever took it died before answering.
   *
   * @param workload the workload as it stands
   */
  record Repeated(Workload workload) implements Submission {}

  /**
   * The same request was taken before and its workload was deleted since; no answer was kept that
   * could be given again.
   */
  record Deleted() implements Submission {}

  /**
   * The same request was taken before and is not answered yet, and too many wait for answers
   * already.
   *
   * @param workload the workload as it stands
   */
  record Unanswered(Workload workload) implements Submission {}

  /** The idempotency key was used before, with another body. */
  record KeyConflict() implements Submission {}
}
