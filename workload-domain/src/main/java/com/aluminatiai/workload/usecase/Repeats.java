package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Requests whose idempotency key was used before. The first request may still be waiting for its
 * answer, here or on another replica, and a repeat waits with it. Thread-safe.
 */
final class Repeats {
  /** How long a repeated request waits beyond the agent's time for the first one's answer. */
  private static final Duration ANSWER_GRACE = Duration.ofSeconds(5);

  /** How often a replica looks for the answer that another one finds. */
  private static final Duration ANSWER_POLL = Duration.ofMillis(100);

  private final WorkloadStore store;
  private final AgentConversations conversations;
  private final AnswersUnderWay underWay;

  Repeats(WorkloadStore store, AgentConversations conversations, AnswersUnderWay underWay) {
    this.store = store;
    this.conversations = conversations;
    this.underWay = underWay;
  }

  /**
   * Answers a repeat. Each wait holds a thread of the server, so only so many wait.
   *
   * @param id the workload of the first request
   * @param isAgentAsked whether an agent may be at work on the first answer
   */
  Submission repeat(Owner owner, IdempotencyKey key, UUID id, boolean isAgentAsked)
      throws StorageException, InterruptedException {
    OwnedWorkloads workloads = store.of(owner);
    Optional<Answer> answer = workloads.findAnswer(key);
    if (answer.isPresent()) {
      return new Submission.Replayed(answer.get());
    }
    if (!conversations.beginWait()) {
      return asItStands(workloads, key, id, Submission.Unanswered::new);
    }
    try {
      Duration most = conversations.answerWait(isAgentAsked).plus(ANSWER_GRACE);
      answer = awaitAnswer(owner, key, id, most.toNanos());
    } finally {
      conversations.endWait();
    }
    return answer.isPresent()
        ? new Submission.Replayed(answer.get())
        : asItStands(workloads, key, id, Submission.Repeated::new);
  }

  /** Asks whether the workload is still there by its revision: the row itself can be large. */
  private Optional<Answer> awaitAnswer(Owner owner, IdempotencyKey key, UUID id, long mostNanos)
      throws StorageException, InterruptedException {
    OwnedWorkloads workloads = store.of(owner);
    Optional<Answer> answer = Optional.empty();
    long startNanos = System.nanoTime();
    long leftNanos = mostNanos;
    while (answer.isEmpty() && leftNanos > 0 && workloads.revision(id).isPresent()) {
      underWay.await(owner, key, leftNanos, ANSWER_POLL);
      answer = workloads.findAnswer(key);
      leftNanos = mostNanos - (System.nanoTime() - startNanos);
    }
    return answer;
  }

  /**
   * Answers by the workload. Where it is gone the answer is looked for again: the workload may have
   * been answered and then deleted since the last look.
   */
  private static Submission asItStands(
      OwnedWorkloads workloads,
      IdempotencyKey key,
      UUID id,
      Function<Workload, Submission> unanswered)
      throws StorageException {
    Optional<Workload> workload = workloads.find(id);
    if (workload.isPresent()) {
      return unanswered.apply(workload.get());
    }
    Optional<Answer> answer = workloads.findAnswer(key);
    return answer.isPresent() ? new Submission.Replayed(answer.get()) : new Submission.Deleted();
  }
}
