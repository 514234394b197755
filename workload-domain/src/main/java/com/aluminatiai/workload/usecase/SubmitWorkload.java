package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Estimation;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes a workload: estimates it, stores it, and only then asks the agent if it is wanted, so that
 * nothing an agent does can lose it. Thread-safe.
 */
public final class SubmitWorkload {
  private final WorkloadStore store;
  private final WorkloadEstimator estimator;
  private final AgentConversations conversations;
  private final Supplier<Stamp> stamps;
  private final AnswersUnderWay underWay = new AnswersUnderWay();
  private final JobClock jobs;
  private final Repeats repeats;

  /**
   * Creates the use case.
   *
   * @param store where workloads are kept
   * @param estimator computes every figure
   * @param conversations where the agent is asked
   * @param stamps what new workloads are known by
   */
  public SubmitWorkload(
      WorkloadStore store,
      WorkloadEstimator estimator,
      AgentConversations conversations,
      Supplier<Stamp> stamps) {
    this.store = store;
    this.estimator = estimator;
    this.conversations = conversations;
    this.stamps = stamps;
    this.jobs = new JobClock(estimator);
    this.repeats = new Repeats(store, conversations, underWay);
  }

  /**
   * A request with an idempotency key.
   *
   * @param key the key
   * @param answers makes the answer that is given for a workload that was created; it is asked
   *     before the workload is stored unless an agent may change it
   */
  public record Keyed(IdempotencyKey key, Function<Workload, Answer> answers) {
    private KeyUse use(Workload fresh) {
      return new KeyUse(
          key, fresh.agent().isPending() ? Optional.empty() : Optional.of(answers.apply(fresh)));
    }
  }

  /**
   * Takes a workload. Where it has a key and its answer is not kept yet, the caller hands the
   * answer it gives to {@link #keepAnswer}.
   *
   * @param caller who submits it
   * @param spec what the caller says of it
   * @param key the caller's idempotency key
   * @return what came of it
   * @throws StorageException if the storage cannot be reached
   * @throws InterruptedException if the thread is interrupted
   */
  public Submission submit(Caller caller, WorkloadSpec spec, Optional<Keyed> key)
      throws StorageException, InterruptedException {
    return submit(caller, spec, Status.SUBMITTED, key);
  }

  /**
   * Takes a workload that has begun or ended already. One that is running without declared hours
   * runs by the clock from now on.
   *
   * @param caller who submits it
   * @param spec what the caller says of it
   * @param status where it stands
   * @param key the caller's idempotency key
   * @return what came of it
   * @throws StorageException if the storage cannot be reached
   * @throws InterruptedException if the thread is interrupted
   */
  public Submission submit(Caller caller, WorkloadSpec spec, Status status, Optional<Keyed> key)
      throws StorageException, InterruptedException {
    OwnedWorkloads workloads = store.of(caller.owner());
    Workload fresh = fresh(spec, status);
    Optional<KeyUse> use = key.map(keyed -> keyed.use(fresh));
    Insertion insertion = workloads.insert(fresh, use, conversations.firstLeaseUntil());
    if (insertion instanceof Insertion.KeyConflict) {
      return new Submission.KeyConflict();
    }
    if (insertion instanceof Insertion.KeyUsed used) {
      return repeats.repeat(
          caller.owner(), key.orElseThrow().key(), used.workloadId(), spec.useSmartAgent());
    }
    if (insertion instanceof Insertion.AlreadyThere there) {
      return new Submission.AlreadyThere(
          jobs.at(there.existing(), fresh.createdAt()), differs(there.existing(), spec));
    }
    Optional<IdempotencyKey> unanswered =
        use.filter(kept -> kept.answer().isEmpty()).map(KeyUse::key);
    return new Submission.Created(
        conversed(caller, fresh, unanswered), use.flatMap(KeyUse::answer));
  }

  /** Repeats of a request with an unanswered key wait until {@link #keepAnswer}. */
  private Workload conversed(Caller caller, Workload stored, Optional<IdempotencyKey> unanswered)
      throws InterruptedException {
    unanswered.ifPresent(key -> underWay.begin(caller.owner(), key));
    try {
      return conversations.converse(caller, stored);
    } catch (InterruptedException | RuntimeException e) {
      unanswered.ifPresent(key -> underWay.end(caller.owner(), key));
      throw e;
    }
  }

  /** What was changed since it was submitted is no difference between the submissions. */
  private static boolean differs(Workload existing, WorkloadSpec spec) {
    WorkloadSpec submitted = existing.spec();
    if (existing.revision() > 1) {
      submitted = spec.withoutWhatChangesSince(submitted);
    }
    if (spec.isClocked()) {
      Optional<Instant> start =
          spec.labels().startedAt().isPresent()
              ? spec.labels().startedAt()
              : submitted.labels().startedAt();
      return !submitted.equals(
          spec.withHours(submitted.durationHours(), submitted.isClocked())
              .withCourse(start, submitted.labels().endedAt()));
    }
    return !submitted.equals(spec);
  }

  /**
   * Keeps the answer to a submission with a key, so that repeated requests get the same.
   *
   * @param owner the caller's owner
   * @param key the key
   * @param answer the answer that is about to be given
   * @throws StorageException if the storage cannot be reached
   */
  public void keepAnswer(Owner owner, IdempotencyKey key, Answer answer) throws StorageException {
    try {
      store.of(owner).keepAnswer(key, answer);
    } finally {
      underWay.end(owner, key);
    }
  }

  private Workload fresh(WorkloadSpec said, Status status) {
    Stamp stamp = stamps.get();
    WorkloadSpec spec = JobClock.opened(status, said, stamp.createdAt());
    Estimation estimation = estimator.estimate(spec);
    AgentPart agent = AgentPart.NONE;
    if (spec.useSmartAgent()) {
      agent = AgentPart.of(conversations.firstState());
    }
    return new Workload(
        stamp.id(),
        stamp.createdAt(),
        stamp.createdAt(),
        1,
        status,
        spec,
        estimation.estimate(),
        agent,
        estimation.warnings());
  }
}
