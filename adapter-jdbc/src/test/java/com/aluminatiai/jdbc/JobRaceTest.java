package com.aluminatiai.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.Change;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Pulse;
import com.aluminatiai.workload.Pulse.Report;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.SampleWorkloads;
import com.aluminatiai.workload.usecase.ChangeOutcome;
import com.aluminatiai.workload.usecase.ChangeWorkload;
import com.aluminatiai.workload.usecase.HearJobs;
import com.aluminatiai.workload.usecase.HeartbeatOutcome;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that report, end, get lost and are found at once, on a real database. */
final class JobRaceTest {
  private static final Owner ALICE = Owner.user(UUID.randomUUID());
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  private final WorkloadEstimator estimator =
      new WorkloadEstimator(Estimator.standard(), Method.FALLBACK);

  /** Each reading is eleven seconds after the last: no report is too soon. */
  private static final class JumpingClock extends Clock {
    private final Instant start = Instant.now().minus(Duration.ofDays(1));
    private final AtomicLong readings = new AtomicLong();

    @Override
    public Instant instant() {
      return start.plusSeconds(11 * readings.incrementAndGet());
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  private Workload opened(Instant start, OptionalInt heartbeatSeconds) {
    Instant micros = start.truncatedTo(ChronoUnit.MICROS);
    WorkloadSpec spec =
        JobClock.opened(
            Status.RUNNING,
            SampleWorkloads.with(
                    micros,
                    new Labels(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(micros),
                        Optional.empty(),
                        heartbeatSeconds))
                .spec()
                .withHours(1, true),
            micros);
    return new Workload(
        SampleWorkloads.idAt(micros),
        micros,
        micros,
        1,
        Status.RUNNING,
        spec,
        estimator.estimate(spec).estimate(),
        AgentPart.NONE,
        List.of());
  }

  private static WorkloadChange to(Status status) {
    return new WorkloadChange(
        Optional.of(status),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        new Change.Keep<>(),
        new Change.Keep<>(),
        new Change.Keep<>());
  }

  private static Summary.Total total(OwnedWorkloads workloads) throws StorageException {
    return workloads
        .summarize(
            new Summary.Request(
                Summary.GroupBy.STATUS, Optional.empty(), Optional.empty(), ZoneOffset.UTC))
        .total();
  }

  @Test
  void reportsEndsAndLosses_allAtOnce_loseNothing() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    OwnedWorkloads workloads = database.workloads().of(ALICE);
    JumpingClock clock = new JumpingClock();
    HearJobs jobs = new HearJobs(database.workloads(), estimator, clock);
    ChangeWorkload changes = new ChangeWorkload(database.workloads(), estimator, clock);
    ExecutorService threads = Executors.newFixedThreadPool(6);
    for (int round = 0; round < 12; round++) {
      Workload job = opened(clock.instant(), OptionalInt.of(10));
      workloads.insert(job, Optional.empty(), job.createdAt());
      List<Callable<Integer>> rivals = new ArrayList<>();
      for (Status end : List.of(Status.COMPLETED, Status.FAILED)) {
        rivals.add(
            () -> {
              ChangeOutcome done = changes.change(ALICE, job.id(), to(end), any -> true);
              return ((ChangeOutcome.Done) done).isChanged() ? 1 : 0;
            });
      }
      for (int i = 0; i < 3; i++) {
        rivals.add(() -> reports(jobs, job.id(), 5));
      }
      rivals.add(() -> jobs.giveUpSilent(INTERVAL));

      int beats = 0;
      for (Future<Integer> one : threads.invokeAll(rivals)) {
        beats += one.get();
      }

      Workload end = workloads.find(job.id()).orElseThrow();
      Pulse pulse = end.pulse().orElseThrow();
      assertThat(pulse.beat()).as("everything that was kept counted once").isEqualTo(beats);
      if (end.status() != Status.RUNNING) {
        Labels labels = end.spec().labels();
        assertThat(end.spec().durationHours())
            .isEqualTo(
                JobClock.hours(labels.startedAt().orElseThrow(), labels.endedAt().orElseThrow()));
      }
      List<HistoryEntry> history = workloads.history(job.id());
      assertThat(history.get(history.size() - 1).status()).isEqualTo(end.status());
    }
    threads.shutdown();
  }

  private static int reports(HearJobs jobs, UUID id, int count) throws StorageException {
    int kept = 0;
    Report report =
        new Report(
            OptionalDouble.of(50),
            OptionalDouble.empty(),
            OptionalDouble.empty(),
            Optional.empty());
    for (int i = 0; i < count; i++) {
      HeartbeatOutcome outcome = jobs.hear(ALICE, id, report);
      if (outcome instanceof HeartbeatOutcome.Heard heard
          && heard.workload().status() == Status.RUNNING) {
        kept++;
      }
    }
    return kept;
  }

  @Test
  void manyJobsReportAtOnce_eachHasItsOwnFiguresAndOwner() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    OwnedWorkloads alices = database.workloads().of(ALICE);
    OwnedWorkloads others = database.workloads().of(Owner.NOBODY);
    HearJobs jobs = new HearJobs(database.workloads(), estimator, Clock.systemUTC());
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      Workload job = opened(Instant.now().minusSeconds(100 + i), OptionalInt.empty());
      alices.insert(job, Optional.empty(), job.createdAt());
      ids.add(job.id());
    }
    List<Callable<HeartbeatOutcome>> reports = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      UUID id = ids.get(i);
      Report report = meter(i + 1);
      reports.add(() -> jobs.hear(ALICE, id, report));
      reports.add(() -> jobs.hear(Owner.NOBODY, id, report));
    }
    ExecutorService threads = Executors.newFixedThreadPool(20);
    List<Future<HeartbeatOutcome>> outcomes = threads.invokeAll(reports);
    threads.shutdown();

    for (int i = 0; i < ids.size(); i++) {
      assertThat(outcomes.get(2 * i).get()).isInstanceOf(HeartbeatOutcome.Heard.class);
      assertThat(outcomes.get(2 * i + 1).get()).isInstanceOf(HeartbeatOutcome.NotFound.class);
      Workload heard = alices.find(ids.get(i)).orElseThrow();
      assertThat(heard.pulse().orElseThrow().meterKwh()).hasValue(i + 1);
      assertThat(others.hear(next(heard))).as("a stranger's sign").isFalse();
      assertThat(alices.hear(next(heard))).as("the owner's").isTrue();
      assertThat(alices.hear(next(heard))).as("the same once more").isFalse();
    }
  }

  @Test
  void jobWhoseRowIsHeld_isInNobodysWay() throws Exception {
    DatabaseSettings settings = TestServer.emptySchema();
    Database database = databases.ready(settings, Clock.systemUTC());
    OwnedWorkloads workloads = database.workloads().of(ALICE);
    HearJobs jobs = new HearJobs(database.workloads(), estimator, Clock.systemUTC());
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      Workload job = opened(Instant.now().minusSeconds(100 + i), OptionalInt.empty());
      workloads.insert(job, Optional.empty(), job.createdAt());
      ids.add(job.id());
    }
    ExecutorService threads = Executors.newFixedThreadPool(ids.size());
    try (Connection holder = TestServer.connect(settings);
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute(
          "SELECT FROM workload_signs WHERE workload_id = '" + ids.get(0) + "' FOR UPDATE");
      List<Future<HeartbeatOutcome>> outcomes = new ArrayList<>();
      for (UUID id : ids) {
        outcomes.add(threads.submit(() -> jobs.hear(ALICE, id, meter(1))));
      }
      for (Future<HeartbeatOutcome> free : outcomes.subList(1, outcomes.size())) {
        assertThat(free.get()).isInstanceOf(HeartbeatOutcome.Heard.class);
      }
      assertThat(outcomes.get(0))
          .failsWithin(OpenDatabases.PATIENCE)
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(StorageException.class);
      holder.rollback();
    }
    threads.shutdown();
    assertThat(jobs.hear(ALICE, ids.get(0), meter(1))).isInstanceOf(HeartbeatOutcome.Heard.class);
  }

  private static Report meter(double kwh) {
    return new Report(
        OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.of(kwh), Optional.empty());
  }

  private static Workload next(Workload heard) {
    Pulse pulse = heard.pulse().orElseThrow();
    Instant at = pulse.heardAt().plusSeconds(20);
    return heard.withPulse(pulse.with(meter(100), heard.spec().labels().startedAt(), at, at));
  }

  @Test
  void twoReplicas_lookForSilentJobs_oneClosesEach() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    OwnedWorkloads workloads = database.workloads().of(ALICE);
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    for (int i = 0; i < 5; i++) {
      Workload job = opened(now.minusSeconds(60), OptionalInt.of(10));
      workloads.insert(job, Optional.empty(), now);
    }
    database.workloads().listen(now.minusSeconds(4), INTERVAL);
    database.workloads().listen(now.minusSeconds(50), INTERVAL);
    assertThat(database.workloads().silent(now, now.minusSeconds(50), 100)).hasSize(5);
    assertThat(database.workloads().silent(now, now.minusSeconds(30), 100)).isEmpty();
    assertThat(database.workloads().silent(now, now.minusSeconds(50), 2)).hasSize(2);

    assertThat(database.workloads().listen(now, INTERVAL)).as("after a gap").contains(now);
    assertThat(database.workloads().listen(now.plusSeconds(1), INTERVAL)).as("again").isEmpty();
    assertThat(database.workloads().listen(now.plusSeconds(5), INTERVAL)).contains(now);
  }

  @Test
  void totalsAndExports_ofRunningJobs_areThoseOfTheMoment() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    OwnedWorkloads workloads = database.workloads().of(ALICE);
    Instant anHourAgo = Instant.now().minusSeconds(3_600);
    Workload job = opened(anHourAgo, OptionalInt.empty());
    workloads.insert(job, Optional.empty(), anHourAgo);
    for (int round = 0; round < 2; round++) {
      // 8 × 700 W × 1 h × 0.85 × 1.3 / 1000 = 6.188 kWh, and seconds more
      assertThat(total(workloads).kwh()).isCloseTo(6.188, within(0.2));
      assertThat(total(workloads).count()).isEqualTo(1);
      database.fold();
    }
    List<Double> exported = new ArrayList<>();
    database
        .bulkWorkloads()
        .export(ALICE, WorkloadFilter.ALL, row -> exported.add(row.headline().kwh()));
    assertThat(exported.get(0)).isCloseTo(6.188, within(0.2));

    HearJobs jobs = new HearJobs(database.workloads(), estimator, Clock.systemUTC());
    Report half =
        new Report(
            OptionalDouble.of(42.5),
            OptionalDouble.empty(),
            OptionalDouble.of(2),
            Optional.empty());
    jobs.hear(ALICE, job.id(), half);

    assertThat(total(workloads).kwh()).isCloseTo(3.094, within(0.1));
    assertThat(total(workloads).measuredKwh()).isEqualTo(2);
    new ChangeWorkload(database.workloads(), estimator, Clock.systemUTC())
        .change(ALICE, job.id(), to(Status.COMPLETED), any -> true);
    assertThat(total(workloads).kwh())
        .isEqualTo(workloads.find(job.id()).orElseThrow().estimate().kwh());
    workloads.delete(job.id(), workloads.revision(job.id()).orElseThrow());
    assertThat(total(workloads).count()).isZero();
  }

  @Test
  void signs_ofALostJob_areReadBackToTheLastBit() throws Exception {
    Database database = databases.empty(Clock.systemUTC());
    OwnedWorkloads workloads = database.workloads().of(ALICE);
    Clock clock = Clock.systemUTC();
    Workload job = opened(Instant.now().minusSeconds(100), OptionalInt.of(10));
    workloads.insert(job, Optional.empty(), job.createdAt());
    assertThat(workloads.find(job.id())).contains(job);
    HearJobs jobs = new HearJobs(database.workloads(), estimator, clock);
    jobs.hear(
        ALICE,
        job.id(),
        new Report(
            OptionalDouble.of(100.0 / 3),
            OptionalDouble.of(1.0 / 7),
            OptionalDouble.of(0.1 + 0.2),
            Optional.empty()));
    Workload heard = workloads.find(job.id()).orElseThrow();
    Pulse pulse = heard.pulse().orElseThrow();
    assertThat(pulse.meterKwh()).hasValue(0.1 + 0.2);
    // What is shown is rounded; what is kept is not.
    assertThat(pulse.gpuWatts().weighted() / pulse.gpuWatts().seconds())
        .isCloseTo(1.0 / 7, within(1e-12));
    assertThat(workloads.hear(heard.withPulse(pulse))).as("an old beat").isFalse();

    jobs.giveUpSilent(INTERVAL); // A full term begins.
    HearJobs later =
        new HearJobs(database.workloads(), estimator, Clock.offset(clock, Duration.ofSeconds(6)));
    assertThat(later.giveUpSilent(INTERVAL)).isZero();
    assertThat(workloads.history(job.id()))
        .extracting(HistoryEntry::event)
        .containsExactly(Event.SUBMITTED);
  }
}
