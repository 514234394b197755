package com.aluminatiai.workload.port;

import static com.aluminatiai.workload.port.SampleWorkloads.GPU_KEY;
import static com.aluminatiai.workload.port.SampleWorkloads.full;
import static com.aluminatiai.workload.port.SampleWorkloads.inProject;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static com.aluminatiai.workload.port.SampleWorkloads.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Summary;
import com.aluminatiai.workload.Summary.Group;
import com.aluminatiai.workload.Summary.GroupBy;
import com.aluminatiai.workload.Summary.Total;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link WorkloadStore} keeps of lists and totals, whatever it is made of. */
public abstract class WorkloadListContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
  private static final Optional<UUID> FROM_THE_START = Optional.empty();

  private final Owner alice = Owner.user(UUID.randomUUID());
  private WorkloadStore store;
  private OwnedWorkloads workloads;

  /** For subclasses. */
  protected WorkloadListContract() {}

  /**
   * Returns an empty store.
   *
   * @return the store
   */
  protected abstract WorkloadStore emptyStore();

  @BeforeEach
  final void openStore() {
    store = emptyStore();
    workloads = store.of(alice);
  }

  private Workload stored(Workload workload) throws StorageException {
    workloads.insert(workload, Optional.empty(), NOON);
    return workload;
  }

  private List<Workload> listed(WorkloadFilter filter) throws StorageException {
    return workloads.list(filter, new PageRequest(100, 0, FROM_THE_START)).workloads();
  }

  @Test
  void list_ofNothing_isEmptyAndTheLastPage() throws StorageException {
    assertThat(workloads.list(WorkloadFilter.ALL, new PageRequest(10, 0, FROM_THE_START)))
        .isEqualTo(new Page(List.of(), Optional.empty()));
  }

  @Test
  void list_isNewestFirst() throws StorageException {
    Workload first = stored(plain(NOON));
    Workload third = stored(full(NOON.plusSeconds(2)));
    Workload second = stored(plain(NOON.plusSeconds(1)));

    assertThat(listed(WorkloadFilter.ALL)).containsExactly(third, second, first);
  }

  @Test
  void list_ofOthers_seesNothing() throws StorageException {
    stored(plain(NOON));

    for (Owner other : List.of(Owner.NOBODY, Owner.user(UUID.randomUUID()))) {
      PageRequest all = new PageRequest(100, 0, FROM_THE_START);
      assertThat(store.of(other).list(WorkloadFilter.ALL, all).workloads()).isEmpty();
    }
  }

  @Test
  void list_byOffset_skipsAndSaysWhetherMoreFollows() throws StorageException {
    Workload third = stored(plain(NOON));
    Workload second = stored(plain(NOON));
    Workload first = stored(plain(NOON));

    assertThat(workloads.list(WorkloadFilter.ALL, new PageRequest(2, 0, FROM_THE_START)))
        .isEqualTo(new Page(List.of(first, second), Optional.of(second.id())));
    assertThat(workloads.list(WorkloadFilter.ALL, new PageRequest(2, 1, FROM_THE_START)))
        .isEqualTo(new Page(List.of(second, third), Optional.empty()));
    assertThat(workloads.list(WorkloadFilter.ALL, new PageRequest(2, 3, FROM_THE_START)))
        .isEqualTo(new Page(List.of(), Optional.empty()));
  }

  @Test
  void list_byCursor_seesEachOnceWhileRowsComeAndGo() throws StorageException {
    List<UUID> expected = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      expected.add(0, stored(plain(NOON)).id());
    }

    List<UUID> seen = new ArrayList<>();
    Optional<UUID> after = FROM_THE_START;
    do {
      Page page = workloads.list(WorkloadFilter.ALL, new PageRequest(4, 0, after));
      page.workloads().forEach(workload -> seen.add(workload.id()));
      stored(plain(NOON.plusSeconds(1)));
      assertThat(workloads.delete(seen.get(seen.size() - 1), 1)).isTrue();
      after = page.next();
    } while (after.isPresent());

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void list_byEachFilter_findsExactlyWhatItNames() throws StorageException {
    Workload full = stored(full(NOON));
    Workload plain = stored(plain(NOON));
    Workload inProject = stored(inProject(NOON, "p"));
    WorkloadFilter all = WorkloadFilter.ALL;

    assertThat(listed(byStatus(Status.RUNNING))).containsExactly(full);
    assertThat(listed(byStatus(Status.SUBMITTED))).containsExactly(inProject, plain);
    assertThat(listed(byStatus(Status.FAILED))).isEmpty();
    assertThat(listed(byGpu(GPU_KEY))).containsExactly(inProject, plain, full);
    assertThat(listed(byGpu("NVIDIA_H100"))).isEmpty();
    assertThat(listed(byProject("p"))).containsExactly(inProject);
    assertThat(listed(byProject("P"))).isEmpty();
    assertThat(listed(byType(WorkloadType.FINE_TUNING))).containsExactly(full);
    assertThat(listed(all)).containsExactly(inProject, plain, full);
  }

  private static WorkloadFilter byStatus(Status status) {
    return new WorkloadFilter(
        Optional.of(status),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static WorkloadFilter byGpu(String gpuKey) {
    return new WorkloadFilter(
        Optional.empty(),
        Optional.of(gpuKey),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static WorkloadFilter byProject(String project) {
    return new WorkloadFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.of(project),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static WorkloadFilter byType(WorkloadType type) {
    return new WorkloadFilter(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(type),
        Optional.empty(),
        Optional.empty());
  }

  private static WorkloadFilter created(Optional<Instant> after, Optional<Instant> before) {
    return new WorkloadFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), after, before);
  }

  @Test
  void list_byTime_includesTheStartAndExcludesTheEnd() throws StorageException {
    stored(plain(NOON.minusSeconds(86_400)));
    stored(plain(NOON.minusNanos(1_000)));
    Workload atNoon = stored(plain(NOON));
    Workload before = stored(plain(NOON.plusSeconds(1).minusNanos(1_000)));
    Workload atEnd = stored(plain(NOON.plusSeconds(1)));
    Workload muchLater = stored(plain(NOON.plusSeconds(86_400)));
    Optional<Instant> end = Optional.of(NOON.plusSeconds(1));

    assertThat(listed(created(Optional.of(NOON), end))).containsExactly(before, atNoon);
    assertThat(listed(created(end, Optional.empty()))).containsExactly(muchLater, atEnd);
    assertThat(listed(created(Optional.empty(), end))).hasSize(4);
  }

  @Test
  void list_byAllFiltersAndCursorAtOnce_appliesEach() throws StorageException {
    Workload wanted = stored(full(NOON));
    Workload newer = stored(full(NOON));
    WorkloadFilter filter =
        new WorkloadFilter(
            Optional.of(Status.RUNNING),
            Optional.of(GPU_KEY),
            wanted.spec().labels().project(),
            wanted.spec().workloadType(),
            Optional.of(NOON),
            Optional.of(NOON.plusSeconds(1)));

    assertThat(workloads.list(filter, new PageRequest(10, 0, Optional.of(newer.id()))))
        .isEqualTo(new Page(List.of(wanted), Optional.empty()));
  }

  private Summary summary(GroupBy by, ZoneId zone) throws StorageException {
    return workloads.summarize(new Summary.Request(by, Optional.empty(), Optional.empty(), zone));
  }

  private static Labels startedAt(String time) {
    return new Labels(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(Instant.parse(time)));
  }

  private static void assertTotal(Total total, long count, double measuredKwh) {
    assertThat(total.count()).isEqualTo(count);
    assertThat(total.kwh()).isCloseTo(445.536 * count, within(1e-6));
    assertThat(total.carbonKg()).isCloseTo(178.2144 * count, within(1e-6));
    assertThat(total.costUsd()).isCloseTo(66.8304 * count, within(1e-6));
    assertThat(total.measuredKwh()).isCloseTo(measuredKwh, within(1e-6));
  }

  private static List<String> keys(Summary summary) {
    return summary.groups().stream().map(group -> group.key().orElse("none")).toList();
  }

  @Test
  void summarize_ofNothing_isZero() throws StorageException {
    assertThat(summary(GroupBy.DAY, ZoneOffset.UTC))
        .isEqualTo(new Summary(List.of(), new Total(0, 0, 0, 0, 0)));
  }

  @Test
  void summarize_byDay_countsInTheZoneFromTheStartElseTheStoring() throws StorageException {
    stored(plain(NOON)); // stored on the 23rd
    stored(with(NOON, startedAt("2026-11-01T23:30:00Z"))); // the 2nd in Paris

    assertThat(keys(summary(GroupBy.DAY, ZoneOffset.UTC)))
        .containsExactly("2026-11-01", "2026-11-23");
    assertThat(keys(summary(GroupBy.DAY, ZoneId.of("Europe/Paris"))))
        .containsExactly("2026-11-02", "2026-11-23");
    assertThat(keys(summary(GroupBy.DAY, ZoneOffset.ofHoursMinutes(0, 30))))
        .containsExactly("2026-11-02", "2026-11-23");
    assertThat(keys(summary(GroupBy.DAY, ZoneOffset.ofHours(-12))))
        .containsExactly("2026-11-01", "2026-11-23");
    assertThat(keys(summary(GroupBy.DAY, ZoneId.of("UTC+13"))))
        .containsExactly("2026-11-02", "2026-11-24");
  }

  @Test
  void summarize_betweenDays_includesBothAndNoOther() throws StorageException {
    for (String time :
        List.of(
            "2026-10-24T21:59:59.999999Z", // the 24th in Paris, which is two hours ahead
            "2026-10-24T22:00:00Z", // the 25th, which has 25 hours there
            "2026-10-25T22:59:59.999999Z", // still the 25th, one hour ahead by now
            "2026-10-25T23:00:00Z")) { // the 26th
      stored(with(NOON, startedAt(time)));
    }
    Optional<LocalDate> day = Optional.of(LocalDate.of(2026, 10, 25));

    Summary summary =
        workloads.summarize(
            new Summary.Request(GroupBy.MONTH, day, day, ZoneId.of("Europe/Paris")));

    assertThat(keys(summary)).containsExactly("2026-10");
    assertTotal(summary.total(), 2, 0);
  }

  @Test
  void summarize_byEachField_keepsThoseWithoutItApart() throws StorageException {
    stored(plain(NOON));
    stored(plain(NOON));
    stored(inProject(NOON, "Zebra"));
    stored(inProject(NOON, "ant"));
    Workload full = stored(full(NOON)); // started in 1999, 431.2 kWh measured

    Summary byProject = summary(GroupBy.PROJECT, ZoneOffset.UTC);

    assertThat(keys(byProject)).containsExactly("none", "Zebra", "ant", "İstanbul");
    assertThat(byProject.groups().stream().map(Group::total).map(Total::count))
        .containsExactly(2L, 1L, 1L, 1L);
    assertTotal(byProject.groups().get(3).total(), 1, full.measuredKwh().getAsDouble());
    assertTotal(byProject.total(), 5, full.measuredKwh().getAsDouble());
    assertThat(keys(summary(GroupBy.GPU_TYPE, ZoneOffset.UTC))).containsExactly(GPU_KEY);
    assertThat(keys(summary(GroupBy.STATUS, ZoneOffset.UTC)))
        .containsExactly("running", "submitted");
    assertThat(keys(summary(GroupBy.WORKLOAD_TYPE, ZoneOffset.UTC)))
        .containsExactly("none", "fine_tuning");
    assertThat(keys(summary(GroupBy.MONTH, ZoneOffset.UTC))).containsExactly("1999-12", "2026-11");
  }

  @Test
  void summarize_moreGroupsThanAskedFor_tellsOfThoseWithTheMostEnergyAndSumsTheRest()
      throws StorageException {
    stored(plain(NOON));
    stored(plain(NOON));
    stored(inProject(NOON, "many"));
    stored(inProject(NOON, "many"));
    stored(inProject(NOON, "many"));
    stored(inProject(NOON, "one"));
    stored(inProject(NOON, "another"));

    Summary two = workloads.summarize(projects(2));
    assertThat(keys(two)).containsExactly("none", "many");
    assertTotal(two.groups().get(1).total(), 3, 0);
    assertThat(two.other().orElseThrow().groups()).isEqualTo(2);
    assertTotal(two.other().orElseThrow().total(), 2, 0);
    assertTotal(two.total(), 7, 0);
    // Of equal ones that whose name comes first is told of.
    assertThat(keys(workloads.summarize(projects(3)))).containsExactly("none", "another", "many");
    assertThat(keys(workloads.summarize(projects(4)))).hasSize(4);
    assertThat(workloads.summarize(projects(4)).other()).isEmpty();
  }

  private static Summary.Request projects(int most) {
    return new Summary.Request(
        GroupBy.PROJECT, Optional.empty(), Optional.empty(), ZoneOffset.UTC, most);
  }

  @Test
  void summarize_byTime_tellsOfEveryDay() throws StorageException {
    stored(plain(NOON));
    stored(plain(NOON.plus(Duration.ofDays(1))));

    assertThat(
            workloads
                .summarize(
                    new Summary.Request(
                        GroupBy.DAY, Optional.empty(), Optional.empty(), ZoneOffset.UTC, 1))
                .groups())
        .hasSize(2);
  }

  @Test
  void summarize_ofOthers_isZero() throws StorageException {
    stored(plain(NOON));

    Summary.Request request =
        new Summary.Request(GroupBy.DAY, Optional.empty(), Optional.empty(), ZoneOffset.UTC);
    assertThat(store.of(Owner.NOBODY).summarize(request).total().count()).isZero();
  }
}
