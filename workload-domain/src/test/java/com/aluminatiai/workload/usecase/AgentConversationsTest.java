package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.AgentState.Failure;
import com.aluminatiai.workload.AgentState.Progress;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Change;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.port.ScriptedAnalyst;
import com.aluminatiai.workload.port.WorkloadAnalyst;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class AgentConversationsTest {
  private static final ChosenInputs CHOSEN =
      new ChosenInputs(
          OptionalDouble.of(60), OptionalDouble.of(1.1), Optional.empty(), Optional.empty());
  private static final AgentInsights INSIGHTS =
      new AgentInsights(List.of("Use fewer GPUs."), OptionalDouble.of(0.8), List.of("asked"));
  private static final Analysis REFINED = new Analysis.Refined(CHOSEN, INSIGHTS);
  private static final WorkloadSpec OPEN = Scene.asking(OptionalDouble.empty());

  private static final AgentPolicy PATIENT =
      new AgentPolicy(Duration.ofMinutes(5), Duration.ofSeconds(60), 2, 0);

  /** A wait that is over at once: the conversation is then held in the background. */
  private static final AgentPolicy IMPATIENT =
      new AgentPolicy(Duration.ofMillis(1), Duration.ofSeconds(60), 2, 2);

  @Test
  void answer_becomes_the_headline_with_its_history() throws Exception {
    try (Scene scene = Scene.with(ScriptedAnalyst.answering(REFINED))) {
      Workload workload = scene.created(OPEN);

      assertThat(workload.agent().state()).contains(AgentState.answered("MiniMax-M2.1"));
      assertThat(workload.agent().chosen()).isEqualTo(CHOSEN);
      assertThat(workload.agent().insights()).contains(INSIGHTS);
      assertThat(workload.estimate())
          .isEqualTo(scene.estimator.estimate(Method.AGENT, OPEN, CHOSEN).estimate());
      assertThat(scene.workloads.history(Owner.NOBODY, workload.id()))
          .extracting(entry -> entry.event())
          .containsExactly(Event.SUBMITTED, Event.AGENT_REFINED);
    }
  }

  @Test
  void what_the_caller_stated_stays() throws Exception {
    try (Scene scene = Scene.with(ScriptedAnalyst.answering(REFINED))) {
      Workload workload = scene.created(Scene.asking(OptionalDouble.of(85)));

      assertThat(workload.agent().chosen().utilizationPercent()).isEmpty();
      assertThat(workload.estimate().assumptions().utilizationPercent()).isEqualTo(85);
    }
  }

  @Test
  void answer_after_the_clock_was_set_back_is_not_before_the_submission() throws Exception {
    for (Analysis analysis :
        List.of(REFINED, new Analysis.NoAnswer(Failure.REJECTED, List.<String>of()))) {
      AtomicReference<Scene> held = new AtomicReference<>();
      WorkloadAnalyst settingBack =
          new WorkloadAnalyst() {
            @Override
            public String model() {
              return "slow";
            }

            @Override
            public Analysis analyse(WorkloadSpec spec) {
              held.get().clock.advance(Duration.ofHours(-1));
              return analysis;
            }
          };
      try (Scene scene = Scene.with(settingBack)) {
        held.set(scene);
        Workload workload = scene.created(OPEN);

        assertThat(workload.agent().isPending()).isFalse();
        assertThat(workload.updatedAt()).isEqualTo(workload.createdAt());
      }
    }
  }

  @Test
  void no_answer_leaves_the_formula_and_says_why() throws Exception {
    Analysis none = new Analysis.NoAnswer(Failure.REJECTED, List.of("Which region?"));
    try (Scene scene = Scene.with(ScriptedAnalyst.answering(none))) {
      Workload workload = scene.created(OPEN);

      assertThat(workload.agent().state().orElseThrow().failure()).contains(Failure.REJECTED);
      assertThat(workload.estimate()).isEqualTo(scene.estimator.estimate(OPEN).estimate());
      assertThat(workload.warnings())
          .anyMatch(warning -> warning.contains("could not be used"))
          .anyMatch(warning -> warning.contains("Which region?"));
    }
  }

  @Test
  void without_a_key_nothing_is_asked() throws Exception {
    try (Scene scene = Scene.withoutAgent()) {
      Workload workload = scene.created(OPEN);

      assertThat(workload.agent().state())
          .contains(AgentState.failed(Failure.NOT_CONFIGURED, Optional.empty()));
    }
  }

  @Test
  void limit_of_a_day_counts_a_subject_and_spares_the_exempt() throws Exception {
    Caller counted = new Caller(Owner.NOBODY, Optional.of("203.0.113.7"));
    try (Scene scene = Scene.with(ScriptedAnalyst.answering(REFINED))) {
      for (int i = 0; i < 2; i++) {
        assertThat(progress(scene, counted)).isEqualTo(Progress.ANSWERED);
      }
      assertThat(progress(scene, counted)).isEqualTo(Progress.FAILED);
      assertThat(progress(scene, Caller.LOCAL)).isEqualTo(Progress.ANSWERED);

      scene.clock.advance(Duration.ofDays(1));
      assertThat(progress(scene, counted)).isEqualTo(Progress.ANSWERED);
    }
  }

  private static Progress progress(Scene scene, Caller caller) throws Exception {
    Submission.Created created =
        (Submission.Created) scene.submit.submit(caller, OPEN, Optional.empty());
    return created.workload().agent().state().orElseThrow().progress();
  }

  @Test
  void slow_agent_is_pending_and_the_change_made_meanwhile_is_kept() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Scene scene =
        new Scene(Optional.of(ScriptedAnalyst.answeringAfter(gate, REFINED)), IMPATIENT)) {
      Workload pending = scene.created(OPEN);
      assertThat(pending.agent().isPending()).isTrue();

      scene.change.change(Owner.NOBODY, pending.id(), hours(36), revision -> true);
      gate.countDown();
      Workload answered = awaitEnd(scene, pending);

      assertThat(pending.warnings()).anyMatch(warning -> warning.contains("still at work"));
      assertThat(answered.warnings()).noneMatch(warning -> warning.contains("still at work"));
      assertThat(answered.agent().insights().orElseThrow().reasoningTrace())
          .hasSize(2)
          .last()
          .asString()
          .contains("changed meanwhile");
      assertThat(answered.spec().durationHours()).isEqualTo(36);
      assertThat(answered.estimate())
          .isEqualTo(
              scene
                  .estimator
                  .estimate(Method.AGENT, OPEN.withLoad(36, OptionalDouble.empty()), CHOSEN)
                  .estimate());
    }
  }

  @Test
  void conversation_whose_process_died_is_resumed_when_its_lease_has_ended() throws Exception {
    Scene dead =
        new Scene(
            Optional.of(ScriptedAnalyst.answeringAfter(new CountDownLatch(1), REFINED)), IMPATIENT);
    Workload pending = dead.created(OPEN);
    AgentConversations next = successor(dead);

    assertThat(next.resumeOne()).isFalse();
    dead.clock.advance(Duration.ofMinutes(2));
    assertThat(next.resumeOne()).isTrue();
    assertThat(next.resumeOne()).isFalse();

    assertThat(found(dead, pending).agent().state()).contains(AgentState.answered("MiniMax-M2.1"));
    assertThat(dead.outcomes).containsExactly(AgentState.answered("MiniMax-M2.1"));
    next.close();
    dead.close();
  }

  @Test
  void conversation_whose_process_was_stopped_is_resumed_at_once() throws Exception {
    Scene stopped =
        new Scene(
            Optional.of(ScriptedAnalyst.answeringAfter(new CountDownLatch(1), REFINED)), IMPATIENT);
    Workload pending = stopped.created(OPEN);

    stopped.close();

    try (AgentConversations next = successor(stopped)) {
      assertThat(next.resumeOne()).isTrue();
    }
    assertThat(found(stopped, pending).agent().state())
        .contains(AgentState.answered("MiniMax-M2.1"));
  }

  @Test
  void submission_whose_process_is_stopped_is_answered_as_pending() throws Exception {
    ScriptedAnalyst analyst = ScriptedAnalyst.answeringAfter(new CountDownLatch(1), REFINED);
    Scene stopped = new Scene(Optional.of(analyst), PATIENT);
    CompletableFuture<Workload> answer = inBackground(stopped);
    while (analyst.asked().isEmpty()) {
      Thread.onSpinWait();
    }

    stopped.close();

    assertThat(answer.get(10, TimeUnit.SECONDS).agent().isPending()).isTrue();
  }

  @Test
  void submission_without_a_place_is_left_to_whoever_looks_next() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AgentPolicy onePlace = new AgentPolicy(Duration.ofMillis(1), Duration.ofSeconds(60), 1, 0);
    try (Scene busy =
            new Scene(Optional.of(ScriptedAnalyst.answeringAfter(gate, REFINED)), onePlace);
        AgentConversations next = successor(busy)) {
      Workload held = busy.created(OPEN);
      Workload left = busy.created(OPEN);

      assertThat(next.resumeOne()).isTrue();
      assertThat(next.resumeOne()).isFalse();

      assertThat(found(busy, held).agent().isPending()).isTrue();
      assertThat(found(busy, left).agent().state()).contains(AgentState.answered("MiniMax-M2.1"));
    }
  }

  @Test
  void repeats_of_one_request_wait_with_the_others_and_no_more_than_they() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    IdempotencyKey key = Scene.key("k", "body");
    try (Scene scene =
        new Scene(Optional.of(ScriptedAnalyst.answeringAfter(gate, REFINED)), PATIENT)) {
      CompletableFuture<Submission> first = keyedInBackground(scene, key);
      while (scene.conversations.waiting() < 1) {
        Thread.onSpinWait();
      }
      List<CompletableFuture<Submission>> repeats = new ArrayList<>();
      for (int i = 1; i < AgentConversations.MOST_WAITING; i++) {
        repeats.add(keyedInBackground(scene, key));
      }
      while (scene.conversations.waiting() < AgentConversations.MOST_WAITING) {
        Thread.onSpinWait();
      }

      Submission next = submitted(scene, key);

      assertThat(next).isInstanceOf(Submission.Unanswered.class);
      gate.countDown();
      Workload answered = ((Submission.Created) first.get()).workload();
      Answer answer = new Answer(201, answered.id(), "answered");
      scene.submit.keepAnswer(Owner.NOBODY, key, answer);
      for (CompletableFuture<Submission> repeat : repeats) {
        assertThat(repeat.get()).isEqualTo(new Submission.Replayed(answer));
      }
      assertThat(submitted(scene, key)).isEqualTo(new Submission.Replayed(answer));
      assertThat(scene.conversations.waiting()).isZero();
    }
  }

  private static CompletableFuture<Submission> keyedInBackground(Scene scene, IdempotencyKey key) {
    CompletableFuture<Submission> outcome = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                outcome.complete(submitted(scene, key));
              } catch (Exception e) {
                outcome.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return outcome;
  }

  private static Submission submitted(Scene scene, IdempotencyKey key) throws Exception {
    Function<Workload, Answer> answers = workload -> new Answer(201, workload.id(), "pending");
    return scene.submit.submit(
        Caller.LOCAL, OPEN, Optional.of(new SubmitWorkload.Keyed(key, answers)));
  }

  @Test
  void only_so_many_submissions_wait_and_the_next_is_pending_at_once() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    try (Scene scene =
        new Scene(Optional.of(ScriptedAnalyst.answeringAfter(gate, REFINED)), PATIENT)) {
      List<CompletableFuture<Workload>> waiting = new ArrayList<>();
      for (int i = 0; i < AgentConversations.MOST_WAITING; i++) {
        waiting.add(inBackground(scene));
      }
      while (scene.conversations.waiting() < AgentConversations.MOST_WAITING) {
        Thread.onSpinWait();
      }

      Workload oneMore = inBackground(scene).get(10, TimeUnit.SECONDS);

      assertThat(oneMore.agent().isPending()).isTrue();
      assertThat(waiting).noneMatch(CompletableFuture::isDone);
      gate.countDown();
      for (CompletableFuture<Workload> answer : waiting) {
        assertThat(answer.get(10, TimeUnit.SECONDS).agent().state())
            .contains(AgentState.answered("MiniMax-M2.1"));
      }
    }
  }

  private static CompletableFuture<Workload> inBackground(Scene scene) {
    CompletableFuture<Workload> answer = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                answer.complete(scene.created(OPEN));
              } catch (Exception | Error e) {
                answer.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return answer;
  }

  private static AgentConversations successor(Scene scene) {
    return new AgentConversations(
        scene.store,
        scene.estimator,
        Optional.of(ScriptedAnalyst.answering(REFINED)),
        IMPATIENT,
        scene.clock,
        scene.outcomes::add);
  }

  @Test
  void submission_that_is_there_already_is_no_outcome() throws Exception {
    WorkloadSpec named =
        Scene.spec(
            "H100",
            OptionalDouble.empty(),
            true,
            new WorkloadSpec.Labels(
                Optional.empty(), Optional.empty(), Optional.of("job-1"), Optional.empty()));
    try (Scene scene = Scene.withoutAgent()) {
      scene.submit.submit(Caller.LOCAL, named, Optional.empty());
      scene.submit.submit(Caller.LOCAL, named, Optional.empty());

      assertThat(scene.outcomes)
          .containsExactly(AgentState.failed(Failure.NOT_CONFIGURED, Optional.empty()));
    }
  }

  @Test
  void conversation_is_given_up_after_an_hour() throws Exception {
    Scene dead =
        new Scene(
            Optional.of(ScriptedAnalyst.answeringAfter(new CountDownLatch(1), REFINED)), IMPATIENT);
    Workload pending = dead.created(OPEN);
    dead.close();
    ScriptedAnalyst analyst = ScriptedAnalyst.answering(REFINED);
    dead.clock.advance(Duration.ofMinutes(61));

    try (AgentConversations next =
        new AgentConversations(
            dead.store,
            dead.estimator,
            Optional.of(analyst),
            IMPATIENT,
            dead.clock,
            dead.outcomes::add)) {
      assertThat(next.resumeOne()).isTrue();
    }

    assertThat(found(dead, pending).agent().state().orElseThrow().failure())
        .contains(Failure.TIMEOUT);
    assertThat(dead.outcomes).hasSize(1);
    assertThat(analyst.asked()).isEmpty();
  }

  @Test
  void conversation_is_given_up_after_three_attempts() throws Exception {
    Scene dead =
        new Scene(
            Optional.of(ScriptedAnalyst.answeringAfter(new CountDownLatch(1), REFINED)), IMPATIENT);
    Workload pending = dead.created(OPEN);
    dead.close();
    for (int attempt = 2; attempt <= 3; attempt++) {
      dead.clock.advance(Duration.ofMinutes(2));
      assertThat(
              dead.store.claimPending(dead.clock.instant(), dead.clock.instant().plusSeconds(60)))
          .isPresent();
    }
    dead.clock.advance(Duration.ofMinutes(2));

    ScriptedAnalyst analyst = ScriptedAnalyst.answering(REFINED);
    try (AgentConversations next =
        new AgentConversations(
            dead.store,
            dead.estimator,
            Optional.of(analyst),
            IMPATIENT,
            dead.clock,
            dead.outcomes::add)) {
      assertThat(next.resumeOne()).isTrue();
    }

    assertThat(analyst.asked()).isEmpty();
    assertThat(found(dead, pending).agent().state().orElseThrow().failure())
        .contains(Failure.TIMEOUT);
  }

  private static WorkloadChange hours(double hours) {
    return new WorkloadChange(
        Optional.empty(),
        OptionalDouble.of(hours),
        OptionalDouble.empty(),
        new Change.Keep<>(),
        new Change.Keep<>(),
        new Change.Keep<>());
  }

  private static Workload found(Scene scene, Workload workload) throws Exception {
    return scene.workloads.find(Owner.NOBODY, workload.id()).orElseThrow();
  }

  private static Workload awaitEnd(Scene scene, Workload workload) throws Exception {
    Workload now = found(scene, workload);
    while (now.agent().isPending()) {
      Thread.onSpinWait();
      now = found(scene, workload);
    }
    return now;
  }
}
