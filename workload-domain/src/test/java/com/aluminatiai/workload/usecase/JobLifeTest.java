package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Change;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Pulse.Report;
import com.aluminatiai.workload.SpecFacts;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.usecase.HeartbeatOutcome.Heard;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A job's life: running, reporting, ended, lost and found. */
final class JobLifeTest {
  private static final Duration SWEEP = Duration.ofSeconds(5);

  /** 8 H100 an hour at 85 %: 700 W × 8 × 1 h × 0.85 × 1.3 / 1000. */
  private static final double KWH_PER_HOUR = 6.188;

  private final Scene scene = Scene.withoutAgent();

  @AfterEach
  void close() {
    scene.close();
  }

  private static WorkloadSpec spec(Optional<Instant> startedAt, OptionalInt heartbeatSeconds) {
    return Scene.spec(
        "H100",
        OptionalDouble.of(85),
        false,
        new Labels(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            startedAt,
            Optional.empty(),
            heartbeatSeconds));
  }

  private Workload submitted(WorkloadSpec spec, Status status) throws Exception {
    return ((Submission.Created) scene.submit.submit(Caller.LOCAL, spec, status, Optional.empty()))
        .workload();
  }

  /** A job without declared hours. */
  private Workload opened(Optional<Instant> startedAt, OptionalInt heartbeatSeconds)
      throws Exception {
    return submitted(spec(startedAt, heartbeatSeconds).withHours(1, true), Status.RUNNING);
  }

  private Workload opened() throws Exception {
    return opened(Optional.empty(), OptionalInt.empty());
  }

  private void pass(Duration time) {
    scene.clock.advance(time);
  }

  private static WorkloadChange to(Status status, SpecFacts facts) {
    return change(Optional.of(status), OptionalDouble.empty(), facts);
  }

  private static WorkloadChange change(
      Optional<Status> status, OptionalDouble hours, SpecFacts facts) {
    return new WorkloadChange(
        status,
        hours,
        OptionalDouble.empty(),
        new Change.Keep<>(),
        new Change.Keep<>(),
        new Change.Keep<>(),
        facts);
  }

  private static SpecFacts course(Optional<Instant> start, Optional<Instant> end) {
    return new SpecFacts(
        start,
        end,
        OptionalDouble.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private ChangeOutcome outcome(UUID id, WorkloadChange change) throws Exception {
    return scene.change.change(Owner.NOBODY, id, change, revision -> true);
  }

  private Workload changed(UUID id, WorkloadChange change) throws Exception {
    return ((ChangeOutcome.Done) outcome(id, change)).workload();
  }

  private Workload closed(UUID id, Status status) throws Exception {
    return changed(id, to(status, SpecFacts.NONE));
  }

  private Workload found(UUID id) throws Exception {
    return scene.workloads.find(Owner.NOBODY, id).orElseThrow();
  }

  private HeartbeatOutcome hear(UUID id, Report report) throws Exception {
    return scene.hear.hear(Owner.NOBODY, id, report);
  }

  private Workload heard(UUID id, Report report) throws Exception {
    return ((Heard) hear(id, report)).workload();
  }

  private static Report busy(double percent) {
    return new Report(
        OptionalDouble.of(percent),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        Optional.empty());
  }

  private static Report reading(double kwh) {
    return new Report(
        OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(kwh), Optional.empty());
  }

  private Iterable<Event> events(UUID id) throws Exception {
    return scene.workloads.history(Owner.NOBODY, id).stream().map(HistoryEntry::event).toList();
  }

  private int giveUp() throws Exception {
    return scene.hear.giveUpSilent(SWEEP);
  }

  /** Lets time pass while the service looks for silent jobs. */
  private int giveUpAfter(Duration time) throws Exception {
    int closed = giveUp();
    Instant end = scene.clock.instant().plus(time);
    while (scene.clock.instant().isBefore(end)) {
      pass(SWEEP);
      closed += giveUp();
    }
    return closed;
  }

  @Test
  void open_withoutHours_runsByTheClock() throws Exception {
    Workload job = opened();
    assertThat(job.spec().labels().startedAt()).contains(Scene.START);

    pass(Duration.ofMinutes(90));

    // 1.5 h × 6.188 kWh
    assertThat(found(job.id()).spec().durationHours()).isEqualTo(1.5);
    assertThat(found(job.id()).estimate().kwh()).isCloseTo(9.282, within(1e-12));
    assertThat(found(job.id()).revision()).isEqualTo(1);
  }

  @Test
  void open_startIsAhead_countsAsNow() throws Exception {
    Workload job = opened(Optional.of(Scene.START.plusSeconds(60)), OptionalInt.empty());

    assertThat(job.spec().labels().startedAt()).contains(Scene.START);
  }

  @Test
  void close_afterTwoSeconds_isTwoSeconds() throws Exception {
    Workload job = opened();
    pass(Duration.ofSeconds(2));

    Workload done = closed(job.id(), Status.COMPLETED);

    assertThat(done.spec().durationHours()).isEqualTo(2.0 / 3600);
    assertThat(done.estimate().kwh()).isCloseTo(2.0 / 3600 * KWH_PER_HOUR, within(1e-12));
    assertThat(done.spec().labels().endedAt()).contains(Scene.START.plusSeconds(2));
  }

  @Test
  void close_withHoursOrEnd_takesThem() throws Exception {
    Workload one = opened();
    Workload other = opened();
    pass(Duration.ofHours(2));

    Workload byHours =
        changed(one.id(), change(Optional.of(Status.FAILED), OptionalDouble.of(7), SpecFacts.NONE));
    Workload byEnd =
        changed(
            other.id(),
            to(
                Status.FAILED,
                course(Optional.empty(), Optional.of(Scene.START.plusSeconds(1_800)))));

    assertThat(byHours.spec().durationHours()).isEqualTo(7);
    assertThat(byEnd.spec().durationHours()).isEqualTo(0.5);
  }

  @Test
  void close_twice_changesNothing() throws Exception {
    Workload job = opened();
    pass(Duration.ofHours(1));
    Workload first = closed(job.id(), Status.COMPLETED);
    pass(Duration.ofHours(1));

    assertThat(closed(job.id(), Status.COMPLETED)).isEqualTo(first);
    assertThat(closed(job.id(), Status.FAILED).spec()).isEqualTo(first.spec());
  }

  @Test
  void runAgain_resumesFromTheStart() throws Exception {
    Workload job = opened();
    pass(Duration.ofHours(1));
    closed(job.id(), Status.FAILED);
    pass(Duration.ofHours(1));

    Workload again = closed(job.id(), Status.RUNNING);
    pass(Duration.ofHours(1));

    assertThat(again.spec().durationHours()).isEqualTo(2);
    assertThat(again.spec().labels().endedAt()).isEmpty();
    assertThat(closed(job.id(), Status.COMPLETED).spec().durationHours()).isEqualTo(3);
  }

  @Test
  void close_endBeforeTheStart_isRefusedUnlessClocksDifferBySeconds() throws Exception {
    Workload job = opened();
    pass(Duration.ofSeconds(1));

    ChangeOutcome refused =
        outcome(
            job.id(),
            to(
                Status.COMPLETED,
                course(Optional.empty(), Optional.of(Scene.START.minusSeconds(61)))));
    Workload done =
        changed(
            job.id(),
            to(
                Status.COMPLETED,
                course(Optional.empty(), Optional.of(Scene.START.minusSeconds(2)))));

    assertThat(refused)
        .isEqualTo(new ChangeOutcome.Refused("ended_at", "must be after started_at"));
    assertThat(done.spec().durationHours()).isEqualTo(1e-6 / 3600);
  }

  @Test
  void close_clockWasSetBack_hasTheShortestHours() throws Exception {
    Workload job = opened();
    scene.clock.advance(Duration.ofHours(-1));

    assertThat(found(job.id()).spec().durationHours()).isEqualTo(1e-6 / 3600);
    assertThat(closed(job.id(), Status.COMPLETED).spec().durationHours()).isEqualTo(1e-6 / 3600);
  }

  @Test
  void closeDeclared_historyContradicts_saysBothFigures() throws Exception {
    Workload job = submitted(spec(Optional.empty(), OptionalInt.empty()), Status.SUBMITTED);
    closed(job.id(), Status.RUNNING);
    pass(Duration.ofHours(36));

    Workload done = closed(job.id(), Status.COMPLETED);

    assertThat(done.spec().durationHours()).isEqualTo(72);
    assertThat(done.warnings())
        .containsExactly(
            "By its history the job ran 36 hours, and 72 were declared; the declared hours count."
                + " State duration_hours to correct them.");
    // What is said stays until the hours are put right.
    assertThat(
            changed(
                    job.id(),
                    change(Optional.of(Status.FAILED), OptionalDouble.empty(), SpecFacts.NONE))
                .warnings())
        .hasSize(1);
    assertThat(
            changed(job.id(), change(Optional.empty(), OptionalDouble.of(36), SpecFacts.NONE))
                .warnings())
        .isEmpty();
  }

  @Test
  void closeDeclared_withinATenth_saysNothing() throws Exception {
    Workload job = submitted(spec(Optional.of(Scene.START), OptionalInt.empty()), Status.RUNNING);
    pass(Duration.ofHours(65)); // 72 h less 9.7 %

    assertThat(closed(job.id(), Status.COMPLETED).warnings()).isEmpty();
  }

  @Test
  void hear_declaredHours_stayDeclared() throws Exception {
    Workload job = submitted(spec(Optional.empty(), OptionalInt.empty()), Status.RUNNING);
    pass(Duration.ofHours(1));

    Workload heard = heard(job.id(), busy(42.5));

    assertThat(heard.spec().durationHours()).isEqualTo(72);
    // Half of 85 %: half of 445.536 kWh
    assertThat(heard.estimate().kwh()).isCloseTo(222.768, within(1e-9));
  }

  @Test
  void hear_values_becomeAMeanOverTheTimeThatHasValues() throws Exception {
    Workload job = opened();
    pass(Duration.ofMinutes(10));
    heard(job.id(), busy(100));
    pass(Duration.ofMinutes(30));
    heard(job.id(), Report.BARE);
    pass(Duration.ofMinutes(20));

    Workload heard = heard(job.id(), busy(40));

    // (100 % × 10 min + 40 % × 20 min) / 30 min = 60 %, over 1 h: 700 W × 8 × 0.6 × 1.3 / 1000
    assertThat(heard.spec().utilizationPercent().orElseThrow()).isCloseTo(60, within(1e-9));
    assertThat(heard.estimate().kwh()).isCloseTo(4.368, within(1e-9));
    assertThat(found(job.id())).isEqualTo(heard);
    assertThat(closed(job.id(), Status.COMPLETED).estimate().kwh()).isCloseTo(4.368, within(1e-9));
    assertThat(events(job.id())).containsExactly(Event.SUBMITTED, Event.STATUS_CHANGED);
  }

  @Test
  void hear_values_becomeAMeanThatPeopleCanRead() throws Exception {
    Workload job = opened();
    pass(Duration.ofMinutes(10));
    heard(job.id(), busy(50));
    pass(Duration.ofMinutes(20));

    Workload heard = heard(job.id(), busy(60));

    // (50 % × 10 min + 60 % × 20 min) / 30 min = 56.666…
    assertThat(heard.spec().utilizationPercent()).hasValue(56.6667);
  }

  @Test
  void hear_meter_isTheMeasurementAndNeverRunsBackwards() throws Exception {
    Workload job = opened();
    pass(Duration.ofMinutes(5));
    Workload heard = heard(job.id(), reading(1.5));
    pass(Duration.ofMinutes(5));

    assertThat(heard.spec().measurement()).contains(new Measurement(1.5, Measurement.Boundary.GPU));
    assertThat(hear(job.id(), reading(1.4)))
        .isEqualTo(
            new HeartbeatOutcome.Refused(
                "energy_kwh", "must not be less than the reading before, which was 1.5"));
  }

  @Test
  void hear_olderThanTheLast_changesNothing() throws Exception {
    Workload job = opened();
    pass(Duration.ofMinutes(5));
    heard(job.id(), busy(50));
    Workload before = found(job.id());

    assertThat(
            heard(
                job.id(),
                new Report(
                    OptionalDouble.of(100),
                    OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    Optional.of(Scene.START.plusSeconds(60)))))
        .isEqualTo(before);
  }

  @Test
  void hear_keptBack_holdsUntilItsOwnTime() throws Exception {
    Workload job = opened();
    pass(Duration.ofMinutes(60));
    heard(
        job.id(),
        new Report(
            OptionalDouble.of(100),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.of(Scene.START.plusSeconds(1_200))));
    pass(Duration.ofSeconds(10));

    Workload heard =
        heard(
            job.id(),
            new Report(
                OptionalDouble.of(40),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(Scene.START.plusSeconds(2_400))));

    // 20 min of 100 % and 20 min of 40 %
    assertThat(heard.spec().utilizationPercent().orElseThrow()).isCloseTo(70, within(1e-9));
  }

  @Test
  void hear_tooOften_isToldWhenToComeAgain() throws Exception {
    Workload job = opened();
    heard(job.id(), Report.BARE);
    pass(Duration.ofSeconds(4));

    assertThat(hear(job.id(), Report.BARE))
        .isEqualTo(new HeartbeatOutcome.TooSoon(Duration.ofSeconds(6)));
  }

  @Test
  void hear_clockWasSetBack_isHeardAllTheSame() throws Exception {
    Workload job = opened(Optional.empty(), OptionalInt.of(60));
    pass(Duration.ofHours(2));
    heard(job.id(), busy(50));
    scene.clock.advance(Duration.ofHours(-1));

    Heard heard = (Heard) hear(job.id(), busy(50));

    assertThat(heard.nextBefore()).contains(Scene.START.plusSeconds(3_600 + 180));
    assertThat(heard.workload().spec().durationHours()).isEqualTo(1);
  }

  @Test
  void hear_ended_changesNothing() throws Exception {
    Workload job = opened();
    pass(Duration.ofHours(1));
    Workload done = closed(job.id(), Status.COMPLETED);
    pass(Duration.ofHours(1));

    assertThat(hear(job.id(), busy(1))).isEqualTo(new Heard(done, Optional.empty()));
    assertThat(found(job.id())).isEqualTo(done);
  }

  @Test
  void hear_unknown_isNotFound() throws Exception {
    assertThat(hear(UUID.randomUUID(), Report.BARE)).isEqualTo(new HeartbeatOutcome.NotFound());
  }

  @Test
  void hear_submitted_beginsToRun() throws Exception {
    Workload job = submitted(spec(Optional.empty(), OptionalInt.empty()), Status.SUBMITTED);

    assertThat(heard(job.id(), Report.BARE).status()).isEqualTo(Status.RUNNING);
    assertThat(events(job.id())).containsExactly(Event.SUBMITTED, Event.STATUS_CHANGED);
  }

  @Test
  void silent_threeIntervals_isLostAtItsLastSignOfLife() throws Exception {
    Workload job = opened(Optional.empty(), OptionalInt.of(60));
    giveUp();
    pass(Duration.ofSeconds(10));
    heard(job.id(), busy(50));

    assertThat(giveUpAfter(Duration.ofSeconds(180))).isZero();
    assertThat(giveUpAfter(Duration.ofSeconds(5))).isEqualTo(1);

    Workload lost = found(job.id());
    assertThat(lost.status()).isEqualTo(Status.FAILED);
    assertThat(lost.spec().labels().endedAt()).contains(Scene.START.plusSeconds(10));
    assertThat(lost.spec().durationHours()).isEqualTo(10.0 / 3600);
    assertThat(events(job.id())).containsExactly(Event.SUBMITTED, Event.LOST);
  }

  @Test
  void lost_heardAgain_isReopened() throws Exception {
    Workload job = opened(Optional.empty(), OptionalInt.of(10));
    giveUpAfter(Duration.ofSeconds(60));
    assertThat(found(job.id()).status()).isEqualTo(Status.FAILED);

    Workload again = heard(job.id(), busy(85));

    assertThat(again.status()).isEqualTo(Status.RUNNING);
    assertThat(again.spec().labels().endedAt()).isEmpty();
    assertThat(again.spec().durationHours()).isEqualTo(60.0 / 3600);
    assertThat(events(job.id())).containsExactly(Event.SUBMITTED, Event.LOST, Event.REOPENED);
  }

  @Test
  void lost_endIsCorrected_staysEnded() throws Exception {
    Workload job = opened(Optional.empty(), OptionalInt.of(10));
    giveUpAfter(Duration.ofSeconds(60));

    Workload corrected =
        changed(
            job.id(),
            change(
                Optional.empty(),
                OptionalDouble.empty(),
                course(Optional.empty(), Optional.of(Scene.START.plusSeconds(36)))));

    assertThat(corrected.spec().durationHours()).isEqualTo(0.01);
    assertThat(heard(job.id(), Report.BARE).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void lost_closedByItself_endsThen() throws Exception {
    Workload job = opened(Optional.empty(), OptionalInt.of(10));
    giveUpAfter(Duration.ofSeconds(3_600));

    Workload failed = closed(job.id(), Status.FAILED);

    assertThat(failed.spec().durationHours()).isEqualTo(1);
    assertThat(heard(job.id(), Report.BARE).status()).isEqualTo(Status.FAILED);
  }

  @Test
  void silent_whileNobodyCouldHear_doesNotCount() throws Exception {
    Workload job = opened(Optional.empty(), OptionalInt.of(10));
    giveUp();
    pass(Duration.ofHours(8)); // the laptop sleeps

    assertThat(giveUpAfter(Duration.ofSeconds(30))).isZero();
    assertThat(giveUpAfter(Duration.ofSeconds(5))).isEqualTo(1);
    assertThat(found(job.id()).spec().labels().endedAt()).contains(Scene.START.plusNanos(1_000));
  }

  @Test
  void silent_withoutAPromise_isNeverLost() throws Exception {
    Workload job = opened();

    assertThat(giveUpAfter(Duration.ofHours(1))).isZero();
    assertThat(found(job.id()).status()).isEqualTo(Status.RUNNING);
  }

  @Test
  void change_whileRunning_estimatesAnewAndGoesOn() throws Exception {
    Workload job = opened();
    pass(Duration.ofHours(1));
    SpecFacts twice =
        new SpecFacts(
            Optional.empty(),
            Optional.empty(),
            OptionalDouble.empty(),
            OptionalInt.of(16),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    Workload changed = changed(job.id(), change(Optional.empty(), OptionalDouble.empty(), twice));
    pass(Duration.ofHours(1));

    assertThat(changed.estimate().kwh()).isCloseTo(2 * KWH_PER_HOUR, within(1e-12));
    assertThat(found(job.id()).estimate().kwh()).isCloseTo(4 * KWH_PER_HOUR, within(1e-12));
  }

  @Test
  void change_startIsCorrected_countsFromThere() throws Exception {
    Workload job = opened();
    pass(Duration.ofHours(1));
    SpecFacts earlier = course(Optional.of(Scene.START.minusSeconds(3_600)), Optional.empty());

    assertThat(
            changed(job.id(), change(Optional.empty(), OptionalDouble.empty(), earlier))
                .spec()
                .durationHours())
        .isEqualTo(2);
    assertThat(
            outcome(
                job.id(),
                change(
                    Optional.empty(),
                    OptionalDouble.empty(),
                    course(Optional.empty(), Optional.of(Scene.START)))))
        .isEqualTo(new ChangeOutcome.Refused("ended_at", "needs the status completed or failed"));
  }

  @Test
  void submitAgain_sameExternalId_isTheSameJob() throws Exception {
    WorkloadSpec named = Scene.named("slurm:1").withHours(1, true);
    Workload job = submitted(named, Status.RUNNING);
    pass(Duration.ofHours(1));

    Submission.AlreadyThere there =
        (Submission.AlreadyThere)
            scene.submit.submit(Caller.LOCAL, named, Status.RUNNING, Optional.empty());

    assertThat(there.differs()).isFalse();
    assertThat(there.workload().spec().durationHours()).isEqualTo(1);
    assertThat(scene.workloads.findId(Owner.NOBODY, "slurm:1")).contains(job.id());
  }

  @Test
  void heartbeat_datedBeforeTheStart_changesNothing() throws Exception {
    Workload job = opened(Optional.of(Scene.START.minus(Duration.ofHours(1))), OptionalInt.empty());
    pass(Duration.ofHours(1));

    Workload heard =
        heard(
            job.id(),
            new Report(
                OptionalDouble.of(5),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.of(Scene.START.minus(Duration.ofHours(2)))));

    assertThat(heard.spec().utilizationPercent()).isEqualTo(job.spec().utilizationPercent());
    assertThat(found(job.id()).pulse()).isEqualTo(job.pulse());
  }
}
