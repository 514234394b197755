package com.aluminatiai.workload.port;

import static com.aluminatiai.workload.port.SampleWorkloads.full;
import static com.aluminatiai.workload.port.SampleWorkloads.inProject;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static com.aluminatiai.workload.port.SampleWorkloads.withExternalId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.port.BulkWorkloads.Intake;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What all {@link BulkWorkloads} keep, whatever they are made of. */
public abstract class BulkWorkloadsContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  private final Owner alice = Owner.user(UUID.randomUUID());
  private BulkWorkloads bulk;
  private WorkloadStore store;
  private OwnedWorkloads workloads;

  /** For subclasses. */
  protected BulkWorkloadsContract() {}

  /**
   * Both ways to the same workloads.
   *
   * @param store one by one
   * @param bulk by the thousand
   */
  public record Stores(WorkloadStore store, BulkWorkloads bulk) {}

  /**
   * Returns two ways to no workloads.
   *
   * @return the ways
   */
  protected abstract Stores emptyStores();

  @BeforeEach
  final void openStores() {
    Stores stores = emptyStores();
    store = stores.store();
    bulk = stores.bulk();
    workloads = store.of(alice);
  }

  private List<ExportedWorkload> exported(Owner owner, WorkloadFilter filter) throws Exception {
    List<ExportedWorkload> all = new ArrayList<>();
    bulk.export(owner, filter, all::add);
    return all;
  }

  private static Workload numbered(Workload workload, String externalId) {
    return withExternalId(workload.createdAt(), externalId);
  }

  @Test
  void add_keepsEveryFieldAndTheFirstHistoryEntry() throws Exception {
    Workload plain = plain(NOON);
    Workload full = full(NOON.plusSeconds(1));

    try (Intake intake = bulk.intake(alice, false)) {
      assertThat(intake.add(List.of(plain, full))).isEqualTo(2);
      assertThat(workloads.find(full.id())).contains(full);
      intake.commit();
    }

    assertThat(workloads.find(plain.id())).contains(plain);
    assertThat(workloads.find(full.id())).contains(full);
    assertThat(workloads.history(full.id()))
        .containsExactly(HistoryEntry.of(HistoryEntry.Event.SUBMITTED, full));
  }

  @Test
  void add_externalIdThereAlready_leavesItOut() throws Exception {
    Workload first = withExternalId(NOON, "job");
    workloads.insert(first, Optional.empty(), NOON);

    try (Intake intake = bulk.intake(alice, false)) {
      assertThat(
              intake.add(
                  List.of(
                      numbered(plain(NOON.plusSeconds(1)), "job"),
                      numbered(plain(NOON.plusSeconds(2)), "other"))))
          .isEqualTo(1);
      intake.commit();
    }

    assertThat(exported(alice, WorkloadFilter.ALL)).hasSize(2);
    assertThat(workloads.find(first.id())).contains(first);
  }

  @Test
  void add_externalIdTwiceInOneImport_takesTheFirst() throws Exception {
    Workload first = withExternalId(NOON, "job");

    for (boolean isAtomic : new boolean[] {false, true}) {
      try (Intake intake = bulk.intake(Owner.user(new UUID(7, isAtomic ? 1 : 0)), isAtomic)) {
        int added =
            intake.add(
                    List.of(
                        withExternalId(NOON, "job"), withExternalId(NOON.plusSeconds(1), "job")))
                + intake.add(List.of(withExternalId(NOON.plusSeconds(2), "job")));
        assertThat(added - intake.commit()).isEqualTo(1);
      }
    }

    assertThat(workloads.find(first.id())).isEmpty();
    for (int isAtomic = 0; isAtomic <= 1; isAtomic++) {
      assertThat(exported(Owner.user(new UUID(7, isAtomic)), WorkloadFilter.ALL))
          .extracting(ExportedWorkload::createdAt)
          .containsExactly(NOON);
    }
  }

  @Test
  void add_toAnOpenAtomicImport_isInNobodysWay() throws Exception {
    List<Workload> theirs =
        IntStream.range(0, 20).mapToObj(i -> withExternalId(NOON, "job " + i)).toList();

    try (Intake intake = bulk.intake(alice, true)) {
      intake.add(theirs);
      for (int i = 0; i < 20; i++) {
        assertThat(
                workloads.insert(
                    withExternalId(NOON.plusSeconds(1), "job " + i), Optional.empty(), NOON))
            .isInstanceOf(Insertion.Inserted.class);
      }
      intake.add(List.of(withExternalId(NOON, "another")));
      assertThat(intake.commit()).isEqualTo(20);
    }

    assertThat(exported(alice, WorkloadFilter.ALL)).hasSize(21);
    assertThat(workloads.find(theirs.get(0).id())).isEmpty();
    assertThat(workloads.history(theirs.get(0).id())).isEmpty();
  }

  @Test
  void add_externalIdOfSomebodyElse_isNoObstacle() throws Exception {
    store.of(Owner.NOBODY).insert(withExternalId(NOON, "job"), Optional.empty(), NOON);

    try (Intake intake = bulk.intake(alice, false)) {
      assertThat(intake.add(List.of(withExternalId(NOON.plusSeconds(1), "job")))).isEqualTo(1);
      intake.commit();
    }

    assertThat(exported(alice, WorkloadFilter.ALL)).hasSize(1);
    assertThat(exported(Owner.NOBODY, WorkloadFilter.ALL)).hasSize(1);
  }

  @Test
  void close_withoutCommit_anAtomicImportLeavesNothing() throws Exception {
    try (Intake intake = bulk.intake(alice, true)) {
      assertThat(intake.add(List.of(plain(NOON)))).isEqualTo(1);
      assertThat(exported(alice, WorkloadFilter.ALL)).isEmpty();
    }

    assertThat(exported(alice, WorkloadFilter.ALL)).isEmpty();
  }

  @Test
  void close_withoutCommit_anotherImportLeavesWhatWasAdded() throws Exception {
    try (Intake intake = bulk.intake(alice, false)) {
      intake.add(List.of(plain(NOON)));
    }

    assertThat(exported(alice, WorkloadFilter.ALL)).hasSize(1);
  }

  @Test
  void commit_anAtomicImportKeepsEveryChunkAsItIs() throws Exception {
    Workload plain = plain(NOON);
    Workload full = full(NOON.plusSeconds(1));
    try (Intake intake = bulk.intake(alice, true)) {
      intake.add(List.of(plain));
      intake.add(List.of(full));
      assertThat(intake.commit()).isZero();
    }

    assertThat(exported(alice, WorkloadFilter.ALL)).hasSize(2);
    assertThat(workloads.find(plain.id())).contains(plain);
    assertThat(workloads.find(full.id())).contains(full);
    assertThat(workloads.history(full.id()))
        .containsExactly(HistoryEntry.of(HistoryEntry.Event.SUBMITTED, full));
  }

  @Test
  void export_isNewestFirstAndComplete() throws Exception {
    List<Workload> added =
        IntStream.range(0, 2_500).mapToObj(i -> plain(NOON.plusSeconds(i))).toList();
    try (Intake intake = bulk.intake(alice, false)) {
      intake.add(added);
      intake.commit();
    }

    List<ExportedWorkload> all = exported(alice, WorkloadFilter.ALL);

    assertThat(all).hasSize(2_500);
    assertThat(all.get(0)).isEqualTo(ExportedWorkload.of(added.get(2_499)));
    assertThat(all.get(2_499)).isEqualTo(ExportedWorkload.of(added.get(0)));
  }

  @Test
  void export_showsEveryField() throws Exception {
    Workload full = full(NOON);
    workloads.insert(full, Optional.empty(), NOON);

    assertThat(exported(alice, WorkloadFilter.ALL)).containsExactly(ExportedWorkload.of(full));
  }

  @Test
  void export_keepsTheFilter() throws Exception {
    Workload wanted = inProject(NOON, "wanted");
    workloads.insert(wanted, Optional.empty(), NOON);
    workloads.insert(plain(NOON.plusSeconds(1)), Optional.empty(), NOON);

    assertThat(
            exported(
                alice,
                new WorkloadFilter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("wanted"),
                    Optional.empty(),
                    Optional.of(NOON.minusSeconds(1)),
                    Optional.of(NOON.plusSeconds(9)))))
        .containsExactly(ExportedWorkload.of(wanted));
  }

  @Test
  void export_whenItsReceiverFails_passesThatOn() throws Exception {
    workloads.insert(plain(NOON), Optional.empty(), NOON);

    assertThatThrownBy(
            () ->
                bulk.export(
                    alice,
                    WorkloadFilter.ALL,
                    workload -> {
                      throw new IOException("gone");
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }

  @Test
  void find_tellsWhenTheOwnersWorkloadsRan() throws Exception {
    Labels labels =
        new Labels(Optional.empty(), Optional.empty(), Optional.of("there"), Optional.of(NOON));
    Workload there = SampleWorkloads.with(NOON, labels);
    try (Intake intake = bulk.intake(Owner.NOBODY, false)) {
      intake.add(List.of(withExternalId(NOON, "others")));
    }

    for (boolean isAtomic : List.of(false, true)) {
      try (Intake intake = bulk.intake(alice, isAtomic)) {
        intake.add(List.of(there));
        intake.commit();

        assertThat(intake.find(List.of("there", "others", "nowhere")))
            .isEqualTo(
                Map.of(
                    "there",
                    new BulkWorkloads.Ran(Optional.of(NOON), there.spec().durationHours())));
      }
    }
  }
}
