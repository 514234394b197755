package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.workload.Change;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Measurement.Boundary;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.SpecFacts;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ChangeWorkloadTest {
  private final Scene scene = Scene.withoutAgent();

  @Test
  void status_changes_with_a_history_entry() throws Exception {
    Workload workload = scene.created(Scene.golden());

    Workload running = done(workload, status(Status.RUNNING));

    assertThat(running.status()).isEqualTo(Status.RUNNING);
    assertThat(running.revision()).isEqualTo(2);
    assertThat(events(workload)).containsExactly(Event.SUBMITTED, Event.STATUS_CHANGED);
  }

  @Test
  void change_after_the_clock_was_set_back_is_not_before_the_last() throws Exception {
    Workload workload = scene.created(Scene.golden());
    scene.clock.advance(Duration.ofSeconds(5));
    Workload running = done(workload, status(Status.RUNNING));

    scene.clock.advance(Duration.ofHours(-1));
    Workload completed = done(running, status(Status.COMPLETED));

    assertThat(running.updatedAt()).isEqualTo(Scene.START.plusSeconds(5));
    assertThat(completed.updatedAt()).isEqualTo(Scene.START.plusSeconds(5));
  }

  @Test
  void same_status_again_changes_nothing() throws Exception {
    Workload workload = scene.created(Scene.golden());

    ChangeOutcome outcome = change(workload, status(Status.SUBMITTED));

    assertThat(outcome).isEqualTo(new ChangeOutcome.Done(workload, false));
    assertThat(events(workload)).containsExactly(Event.SUBMITTED);
  }

  @Test
  void other_hours_estimate_anew() throws Exception {
    Workload workload = scene.created(Scene.golden());

    Workload halved = done(workload, load(OptionalDouble.of(36), OptionalDouble.empty()));

    // 700 W × 8 × 36 h × 0.85 × 1.3 / 1000 = 222.768 kWh
    assertThat(halved.estimate().kwh()).isCloseTo(222.768, within(1e-9));
    assertThat(events(workload)).containsExactly(Event.SUBMITTED, Event.UPDATED);
  }

  @Test
  void utilization_of_zero_stays_zero() throws Exception {
    Workload workload = scene.created(Scene.golden());

    Workload idle = done(workload, load(OptionalDouble.empty(), OptionalDouble.of(0)));

    assertThat(idle.spec().utilizationPercent()).hasValue(0);
    assertThat(idle.estimate().kwh()).isZero();
  }

  @Test
  void notes_project_and_measurement_are_set_and_cleared() throws Exception {
    Workload workload = scene.created(Scene.golden());

    Workload set =
        done(
            workload,
            fields(
                new Change.Set<>("night run"), new Change.Set<>("llama"), new Change.Set<>(431.2)));
    Workload cleared =
        done(set, fields(new Change.Clear<>(), new Change.Clear<>(), new Change.Clear<>()));

    assertThat(set.spec().labels().notes()).contains("night run");
    assertThat(set.spec().labels().project()).contains("llama");
    assertThat(set.measuredKwh()).hasValue(431.2);
    assertThat(cleared.spec()).isEqualTo(workload.spec());
    assertThat(cleared.measuredKwh()).isEmpty();
  }

  @Test
  void boundary_comes_with_the_figure_or_after_it_and_stays() throws Exception {
    Workload workload = scene.created(Scene.golden());

    Workload read = done(workload, measured(new Change.Set<>(431.2), Optional.of(Boundary.NODE)));
    Workload readAgain = done(read, measured(new Change.Set<>(440.0), Optional.empty()));
    Workload corrected = done(readAgain, measured(new Change.Keep<>(), Optional.of(Boundary.GPU)));

    assertThat(read.spec().measurement()).contains(new Measurement(431.2, Boundary.NODE));
    assertThat(readAgain.spec().measurement()).contains(new Measurement(440, Boundary.NODE));
    assertThat(corrected.spec().measurement()).contains(new Measurement(440, Boundary.GPU));
    assertThat(corrected.revision()).isEqualTo(4);
    assertThat(corrected.estimate()).isEqualTo(workload.estimate());
  }

  @Test
  void boundary_after_the_figure_was_cleared_is_unknown() throws Exception {
    Workload workload = scene.created(Scene.golden());

    done(workload, measured(new Change.Set<>(431.2), Optional.of(Boundary.NODE)));
    done(workload, measured(new Change.Clear<>(), Optional.empty()));
    Workload read = done(workload, measured(new Change.Set<>(7.0), Optional.empty()));

    assertThat(read.spec().measurement()).contains(new Measurement(7, Boundary.UNKNOWN));
  }

  @Test
  void boundary_of_nothing_changes_nothing() throws Exception {
    Workload workload = scene.created(Scene.golden());

    ChangeOutcome outcome =
        change(workload, measured(new Change.Keep<>(), Optional.of(Boundary.GPU)));

    ChangeOutcome cleared =
        change(workload, measured(new Change.Clear<>(), Optional.of(Boundary.GPU)));

    assertThat(List.of(outcome, cleared))
        .containsOnly(new ChangeOutcome.Refused("measured_boundary", "needs measured_kwh"));
    assertThat(events(workload)).containsExactly(Event.SUBMITTED);
  }

  @Test
  void update_time_never_goes_back_when_the_clock_does() throws Exception {
    Workload workload = scene.created(Scene.golden());
    scene.clock.advance(Duration.ofHours(-1));

    Workload running = done(workload, status(Status.RUNNING));
    scene.clock.advance(Duration.ofHours(1).plusSeconds(1));
    Workload completed = done(workload, status(Status.COMPLETED));

    assertThat(running.updatedAt()).isEqualTo(Scene.START);
    assertThat(completed.updatedAt()).isEqualTo(Scene.START.plusSeconds(1));
    assertThat(completed.createdAt()).isEqualTo(Scene.START);
    assertThat(scene.workloads.history(Owner.NOBODY, workload.id()))
        .extracting(HistoryEntry::timestamp)
        .containsExactly(Scene.START, Scene.START, Scene.START.plusSeconds(1));
  }

  @Test
  void another_revision_than_meant_is_refused() throws Exception {
    Workload workload = scene.created(Scene.golden());

    ChangeOutcome outcome =
        scene.change.change(
            Owner.NOBODY, workload.id(), status(Status.RUNNING), revision -> revision == 7);

    assertThat(outcome).isEqualTo(new ChangeOutcome.PreconditionFailed(1));
  }

  @Test
  void other_owners_workload_is_not_found() throws Exception {
    Workload workload = scene.created(Scene.golden());

    ChangeOutcome outcome =
        scene.change.change(
            Owner.user(new UUID(1, 2)), workload.id(), status(Status.RUNNING), revision -> true);

    assertThat(outcome).isInstanceOf(ChangeOutcome.NotFound.class);
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

  private static WorkloadChange load(OptionalDouble hours, OptionalDouble utilizationPercent) {
    return new WorkloadChange(
        Optional.empty(),
        hours,
        utilizationPercent,
        new Change.Keep<>(),
        new Change.Keep<>(),
        new Change.Keep<>());
  }

  private static WorkloadChange fields(
      Change<String> notes, Change<String> project, Change<Double> measuredKwh) {
    return new WorkloadChange(
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        notes,
        project,
        measuredKwh);
  }

  private static WorkloadChange measured(Change<Double> kwh, Optional<Boundary> boundary) {
    return new WorkloadChange(
        Optional.empty(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        new Change.Keep<>(),
        new Change.Keep<>(),
        kwh,
        new SpecFacts(
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            boundary));
  }

  private ChangeOutcome change(Workload workload, WorkloadChange change) throws Exception {
    return scene.change.change(Owner.NOBODY, workload.id(), change, revision -> true);
  }

  private Workload done(Workload workload, WorkloadChange change) throws Exception {
    return ((ChangeOutcome.Done) change(workload, change)).workload();
  }

  private java.util.List<Event> events(Workload workload) throws Exception {
    return scene.workloads.history(Owner.NOBODY, workload.id()).stream()
        .map(entry -> entry.event())
        .toList();
  }
}
