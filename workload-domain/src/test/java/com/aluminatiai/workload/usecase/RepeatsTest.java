package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.aluminatiai.workload.port.ScriptedAnalyst;
import com.aluminatiai.workload.port.WorkloadAnalyst;
import com.aluminatiai.workload.usecase.SubmitWorkload.Keyed;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that is repeated while another replica is still finding the first one's answer. */
final class RepeatsTest {
  private static final IdempotencyKey KEY = Scene.key("k", "body");

  private final Scene scene = Scene.withoutAgent();
  private final OwnedWorkloads stored = scene.store.of(Owner.NOBODY);
  private final Workload first = SampleWorkloads.plain(Scene.START);
  private final Answer answer = new Answer(201, first.id(), "the first answer");

  @AfterEach
  void close() {
    scene.close();
  }

  /** Repeats the request on a replica whose store is somebody else's as well. */
  private Submission repeat(RivalStore store) throws Exception {
    stored.insert(first, Optional.of(new KeyUse(KEY, Optional.empty())), Scene.START);
    SubmitWorkload submit =
        new SubmitWorkload(
            store,
            scene.estimator,
            scene.conversations,
            () -> new Stamp(scene.nextId(), Scene.START));
    Submission outcome =
        submit.submit(
            Caller.LOCAL,
            Scene.golden(),
            Optional.of(new Keyed(KEY, workload -> new Answer(201, workload.id(), "another"))));
    assertThat(store.hasActed()).isTrue();
    return outcome;
  }

  private Callable<?> answering() {
    return () -> {
      stored.keepAnswer(KEY, answer);
      return null;
    };
  }

  private Callable<?> answeringAndDeleting() {
    return () -> {
      stored.keepAnswer(KEY, answer);
      return stored.delete(first.id(), first.revision());
    };
  }

  private static Predicate<List<String>> before(int time, String call) {
    return calls -> Collections.frequency(calls, call) == time;
  }

  @Test
  void repeat_answeredMeanwhile_getsTheAnswerWithoutReadingTheWorkload() throws Exception {
    RivalStore store = new RivalStore(scene.store, before(4, "findAnswer"), answering());

    Submission outcome = repeat(store);

    assertThat(outcome).isEqualTo(new Submission.Replayed(answer));
    assertThat(store.calls()).doesNotContain("find").containsOnlyOnce("insert");
  }

  @Test
  void repeat_answeredAndDeletedAfterItLooked_getsTheAnswer() throws Exception {
    Predicate<List<String>> looksForTheWorkload =
        calls -> calls.contains("find") || calls.contains("revision");
    RivalStore store = new RivalStore(scene.store, looksForTheWorkload, answeringAndDeleting());

    assertThat(repeat(store)).isEqualTo(new Submission.Replayed(answer));
  }

  @Test
  void repeat_deletedUnansweredMeanwhile_isDeletedAtOnce() throws Exception {
    RivalStore store =
        new RivalStore(
            scene.store,
            before(2, "findAnswer"),
            () -> stored.delete(first.id(), first.revision()));

    assertThat(repeat(store)).isEqualTo(new Submission.Deleted());
    assertThat(Collections.frequency(store.calls(), "findAnswer")).isLessThanOrEqualTo(3);
  }

  /**
   * Nobody here will find that answer, so the repeat looks for another replica's again and again.
   */
  @Test
  void repeat_afterTheFirstWasInterruptedHere_getsWhatAnotherReplicaAnswers() throws Exception {
    WorkloadAnalyst silent =
        ScriptedAnalyst.answeringAfter(
            new CountDownLatch(1), new Analysis.NoAnswer(AgentState.Failure.TIMEOUT, List.of()));
    try (Scene asking = Scene.with(silent)) {
      AtomicReference<Answer> theirs = new AtomicReference<>();
      RivalStore store =
          new RivalStore(
              asking.store,
              before(4, "findAnswer"),
              () -> {
                asking.store.of(Owner.NOBODY).keepAnswer(KEY, theirs.get());
                return null;
              });
      SubmitWorkload submit =
          new SubmitWorkload(
              store,
              asking.estimator,
              asking.conversations,
              () -> new Stamp(asking.nextId(), Scene.START));
      Optional<Keyed> keyed =
          Optional.of(new Keyed(KEY, workload -> new Answer(201, workload.id(), "never given")));

      Thread.currentThread().interrupt();
      assertThatThrownBy(
              () -> submit.submit(Caller.LOCAL, Scene.asking(OptionalDouble.empty()), keyed))
          .isInstanceOf(InterruptedException.class);
      theirs.set(new Answer(201, new UUID(0x7000L, 1), "another replica's"));

      assertThat(submit.submit(Caller.LOCAL, Scene.asking(OptionalDouble.empty()), keyed))
          .isEqualTo(new Submission.Replayed(theirs.get()));
    }
  }
}
