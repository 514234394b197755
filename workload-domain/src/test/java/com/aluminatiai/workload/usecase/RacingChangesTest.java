package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.Analysis;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Change;
import com.aluminatiai.workload.ChosenInputs;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.port.ScriptedAnalyst;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of a change, and of an agent's answer, when somebody else writes in between. */
final class RacingChangesTest {
  private static final Analysis REFINED =
      new Analysis.Refined(
          new ChosenInputs(
              OptionalDouble.of(60), OptionalDouble.of(1.1), Optional.empty(), Optional.empty()),
          new AgentInsights(List.of("Use fewer GPUs."), OptionalDouble.of(0.8), List.of("asked")));

  private final Scene scene = Scene.withoutAgent();
  private final List<AgentState> outcomes = new ArrayList<>();

  @AfterEach
  void close() {
    scene.close();
  }

  private static WorkloadChange status(Status status) {
    return new WorkloadChange(
        Optional.of(status),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        new Change.Keep<>(),
        new Change.Keep<>(),
        new Change.Keep<>());
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

  private Workload stored(Workload workload) throws Exception {
    return scene.workloads.find(Owner.NOBODY, workload.id()).orElseThrow();
  }

  private List<Event> events(Workload workload) throws Exception {
    return scene.workloads.history(Owner.NOBODY, workload.id()).stream()
        .map(HistoryEntry::event)
        .toList();
  }

  /** Changes a workload while somebody else is faster. */
  private ChangeOutcome change(
      Workload workload, WorkloadChange change, LongPredicate isMeant, Callable<?> rival)
      throws Exception {
    RivalStore store = RivalStore.beforeUpdate(scene.store, rival);
    ChangeOutcome outcome =
        new ChangeWorkload(store, scene.estimator, scene.clock)
            .change(Owner.NOBODY, workload.id(), change, isMeant);
    assertThat(store.hasActed()).isTrue();
    return outcome;
  }

  private Callable<?> changing(Workload workload, WorkloadChange change) {
    return () -> scene.change.change(Owner.NOBODY, workload.id(), change, RacingChangesTest::any);
  }

  @Test
  void change_anotherInBetween_isStoredUponThatOne() throws Exception {
    Workload workload = scene.created(Scene.golden());

    ChangeOutcome outcome =
        change(
            workload,
            status(Status.RUNNING),
            RacingChangesTest::any,
            changing(workload, hours(36)));

    Workload now = stored(workload);
    assertThat(outcome).isEqualTo(new ChangeOutcome.Done(now, true));
    assertThat(now.revision()).isEqualTo(3);
    assertThat(now.status()).isEqualTo(Status.RUNNING);
    assertThat(now.spec().durationHours()).isEqualTo(36);
    assertThat(events(workload))
        .containsExactly(Event.SUBMITTED, Event.UPDATED, Event.STATUS_CHANGED);
  }

  @Test
  void change_revisionIsNotTheOneMeantAnyMore_isRefusedAndNotStored() throws Exception {
    Workload workload = scene.created(Scene.golden());

    ChangeOutcome outcome =
        change(
            workload,
            status(Status.RUNNING),
            revision -> revision == 1,
            changing(workload, hours(36)));

    assertThat(outcome).isEqualTo(new ChangeOutcome.PreconditionFailed(2));
    assertThat(stored(workload).status()).isEqualTo(Status.SUBMITTED);
    assertThat(events(workload)).containsExactly(Event.SUBMITTED, Event.UPDATED);
  }

  @Test
  void change_sameChangeInBetween_changesNothingMore() throws Exception {
    Workload workload = scene.created(Scene.golden());

    ChangeOutcome outcome =
        change(
            workload,
            status(Status.RUNNING),
            RacingChangesTest::any,
            changing(workload, status(Status.RUNNING)));

    assertThat(outcome).isEqualTo(new ChangeOutcome.Done(stored(workload), false));
    assertThat(events(workload)).containsExactly(Event.SUBMITTED, Event.STATUS_CHANGED);
  }

  @Test
  void change_deletionInBetween_isNotFound() throws Exception {
    Workload workload = scene.created(Scene.golden());

    ChangeOutcome outcome =
        change(
            workload,
            status(Status.RUNNING),
            RacingChangesTest::any,
            () -> scene.workloads.delete(Owner.NOBODY, workload.id(), RacingChangesTest::any));

    assertThat(outcome).isInstanceOf(ChangeOutcome.NotFound.class);
  }

  /** A workload whose agent is at work in another process, which will be late. */
  private Workload pending() throws Exception {
    Workload fresh = scene.created(Scene.asking(OptionalDouble.empty()));
    Workload pending =
        new Workload(
            fresh.id(),
            fresh.createdAt(),
            fresh.updatedAt(),
            fresh.revision() + 1,
            fresh.status(),
            fresh.spec(),
            fresh.estimate(),
            Workload.AgentPart.of(AgentState.pending("MiniMax-M2.1")),
            fresh.estimateWarnings());
    assertThat(scene.store.of(Owner.NOBODY).update(pending, Optional.empty())).isTrue();
    return pending;
  }

  /** Ends the agent's conversation while somebody else is faster. */
  private Workload end(Workload pending, Callable<?> rival) throws Exception {
    RivalStore store = RivalStore.beforeUpdate(scene.store, rival);
    try (AgentConversations conversations =
        new AgentConversations(
            store,
            scene.estimator,
            Optional.of(ScriptedAnalyst.answering(REFINED)),
            Scene.QUICK,
            scene.clock,
            outcomes::add)) {
      Workload ended = conversations.converse(Caller.LOCAL, pending);
      assertThat(store.hasActed()).isTrue();
      return ended;
    }
  }

  @Test
  void agentsAnswer_changeInBetween_isStoredUponThatOne() throws Exception {
    Workload pending = pending();

    Workload ended = end(pending, changing(pending, hours(36)));

    assertThat(ended).isEqualTo(stored(pending));
    assertThat(ended.agent().state()).contains(AgentState.answered("MiniMax-M2.1"));
    assertThat(ended.spec().durationHours()).isEqualTo(36);
    assertThat(ended.estimate())
        .isEqualTo(
            scene
                .estimator
                .estimate(Method.AGENT, ended.spec(), ended.agent().chosen())
                .estimate());
    assertThat(events(pending))
        .containsExactly(Event.SUBMITTED, Event.UPDATED, Event.AGENT_REFINED);
    assertThat(outcomes).containsExactly(AgentState.answered("MiniMax-M2.1"));
  }

  @Test
  void agentsAnswer_anotherProcessEndedItInBetween_isDroppedAndNotCounted() throws Exception {
    Workload pending = pending();
    AgentState failed = AgentState.failed(AgentState.Failure.TIMEOUT, Optional.of("MiniMax-M2.1"));

    Workload ended =
        end(
            pending,
            () ->
                scene
                    .store
                    .of(Owner.NOBODY)
                    .update(
                        pending.afterAgent(
                            scene.clock.instant(),
                            Workload.AgentPart.of(failed),
                            scene.estimator.estimate(pending.spec())),
                        Optional.empty()));

    assertThat(ended).isEqualTo(stored(pending));
    assertThat(ended.agent().state()).contains(failed);
    assertThat(events(pending)).containsExactly(Event.SUBMITTED);
    assertThat(outcomes).isEmpty();
  }

  @Test
  void agentsAnswer_deletionInBetween_isDropped() throws Exception {
    Workload pending = pending();

    end(pending, () -> scene.workloads.delete(Owner.NOBODY, pending.id(), RacingChangesTest::any));

    assertThat(scene.workloads.find(Owner.NOBODY, pending.id())).isEmpty();
    assertThat(outcomes).isEmpty();
  }

  private static boolean any(long revision) {
    return true;
  }
}
