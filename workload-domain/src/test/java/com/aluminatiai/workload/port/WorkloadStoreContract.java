package com.aluminatiai.workload.port;

import static com.aluminatiai.workload.port.SampleWorkloads.answered;
import static com.aluminatiai.workload.port.SampleWorkloads.full;
import static com.aluminatiai.workload.port.SampleWorkloads.inProject;
import static com.aluminatiai.workload.port.SampleWorkloads.next;
import static com.aluminatiai.workload.port.SampleWorkloads.pending;
import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static com.aluminatiai.workload.port.SampleWorkloads.withExternalId;
import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.Answer;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.HistoryEntry.Event;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.KeyUse;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.Pulse;
import com.aluminatiai.workload.Pulse.Report;
import com.aluminatiai.workload.SpecValues;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WorkloadStore} keeps, whatever it is made of. Lists and totals have a contract
 * of their own, {@link WorkloadListContract}.
 */
public abstract class WorkloadStoreContract {
  /** The time at which tests begin. */
  protected static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");

  private static final Optional<KeyUse> NO_KEY = Optional.empty();

  /** The store's clock. */
  protected final MutableClock clock = new MutableClock(NOON);

  private final Owner alice = Owner.user(UUID.randomUUID());
  private final Owner bob = Owner.user(UUID.randomUUID());
  private WorkloadStore store;
  private OwnedWorkloads workloads;

  /** For subclasses. */
  protected WorkloadStoreContract() {}

  /**
   * Returns an empty store that looks at {@link #clock}.
   *
   * @return the store
   */
  protected abstract WorkloadStore emptyStore();

  @BeforeEach
  final void openStore() {
    store = emptyStore();
    workloads = store.of(alice);
  }

  private static IdempotencyKey key(String name) {
    return new IdempotencyKey(name, "aa".repeat(32));
  }

  private static Optional<KeyUse> use(String name) {
    return Optional.of(new KeyUse(key(name), Optional.empty()));
  }

  private static Optional<KeyUse> use(String name, Answer answer) {
    return Optional.of(new KeyUse(key(name), Optional.of(answer)));
  }

  @Test
  void find_afterInsert_returnsEveryFieldToTheLastBit() throws StorageException {
    for (Workload workload : List.of(plain(NOON), full(NOON), pending(NOON))) {
      Insertion insertion = workloads.insert(workload, NO_KEY, NOON);

      assertThat(insertion).isEqualTo(new Insertion.Inserted());
      assertThat(workloads.find(workload.id())).contains(workload);
    }
  }

  @Test
  void find_withoutOwner_seesOnlyWhatHasNone() throws StorageException {
    Workload unowned = plain(NOON);
    Workload owned = plain(NOON);

    store.of(Owner.NOBODY).insert(unowned, NO_KEY, NOON);
    workloads.insert(owned, NO_KEY, NOON);

    assertThat(store.of(Owner.NOBODY).find(unowned.id())).contains(unowned);
    assertThat(store.of(Owner.NOBODY).find(owned.id())).isEmpty();
    assertThat(workloads.find(unowned.id())).isEmpty();
  }

  @Test
  void history_afterInsert_isTheSubmission() throws StorageException {
    Workload workload = plain(NOON);

    workloads.insert(workload, NO_KEY, NOON);

    assertThat(workloads.history(workload.id()))
        .containsExactly(HistoryEntry.of(Event.SUBMITTED, workload));
    assertThat(workloads.history(UUID.randomUUID())).isEmpty();
  }

  @Test
  void insert_sameExternalIdAgain_returnsWhatIsThereAndStoresNothing() throws StorageException {
    Workload first = withExternalId(NOON, "slurm-1");
    Workload second = withExternalId(NOON, "slurm-1");
    workloads.insert(first, NO_KEY, NOON);

    assertThat(workloads.insert(second, NO_KEY, NOON)).isEqualTo(new Insertion.AlreadyThere(first));
    assertThat(workloads.find(second.id())).isEmpty();
    assertThat(workloads.history(second.id())).isEmpty();
  }

  @Test
  void insert_sameExternalIdOfAnotherOwner_isStored() throws StorageException {
    for (Owner owner : List.of(alice, bob, Owner.NOBODY)) {
      assertThat(store.of(owner).insert(withExternalId(NOON, "slurm-2"), NO_KEY, NOON))
          .isEqualTo(new Insertion.Inserted());
    }
    assertThat(store.of(Owner.NOBODY).insert(withExternalId(NOON, "slurm-2"), NO_KEY, NOON))
        .isInstanceOf(Insertion.AlreadyThere.class);
  }

  @Test
  void insert_sameKeyAndBody_namesTheFirstWorkload() throws StorageException {
    Workload first = plain(NOON);
    Workload second = plain(NOON);
    workloads.insert(first, use("k"), NOON);

    assertThat(workloads.insert(second, use("k"), NOON))
        .isEqualTo(new Insertion.KeyUsed(first.id()));
    assertThat(workloads.find(second.id())).isEmpty();
  }

  @Test
  void insert_sameKeyOtherBody_isAConflict() throws StorageException {
    Workload second = plain(NOON);
    workloads.insert(plain(NOON), use("k"), NOON);

    assertThat(
            workloads.insert(
                second,
                Optional.of(new KeyUse(new IdempotencyKey("k", "bb".repeat(32)), Optional.empty())),
                NOON))
        .isEqualTo(new Insertion.KeyConflict());
    assertThat(workloads.find(second.id())).isEmpty();
  }

  @Test
  void insert_sameKeyOfAnotherOwner_isStored() throws StorageException {
    for (Owner owner : List.of(alice, bob, Owner.NOBODY)) {
      assertThat(store.of(owner).insert(plain(NOON), use("k"), NOON))
          .isEqualTo(new Insertion.Inserted());
    }
  }

  @Test
  void insert_keyOlderThanADay_isFreeAgain() throws StorageException {
    workloads.insert(plain(NOON), use("k"), NOON);
    workloads.keepAnswer(key("k"), new Answer(201, UUID.randomUUID(), "{}"));
    clock.advance(Duration.ofHours(24));
    Workload second = plain(NOON);

    assertThat(workloads.findAnswer(key("k"))).isEmpty();
    assertThat(workloads.insert(second, use("k"), NOON)).isEqualTo(new Insertion.Inserted());
    assertThat(workloads.findAnswer(key("k"))).isEmpty();
    assertThat(workloads.insert(plain(NOON), use("k"), NOON))
        .isEqualTo(new Insertion.KeyUsed(second.id()));
  }

  @Test
  void insert_newKeyForAKnownExternalId_bindsTheKeyToWhatIsThere() throws StorageException {
    Workload first = withExternalId(NOON, "slurm-3");
    workloads.insert(first, NO_KEY, NOON);

    assertThat(workloads.insert(withExternalId(NOON, "slurm-3"), use("k"), NOON))
        .isEqualTo(new Insertion.AlreadyThere(first));
    assertThat(workloads.insert(withExternalId(NOON, "slurm-3"), use("k"), NOON))
        .isEqualTo(new Insertion.KeyUsed(first.id()));
  }

  @Test
  void insert_answerIsKnown_keepsItWithTheKey() throws StorageException {
    Workload first = plain(NOON);
    Answer answer = new Answer(201, first.id(), "{\"a\": \"\\u0000 ü \uD83D\uDE80\"}");
    workloads.insert(first, use("k", answer), NOON);

    workloads.keepAnswer(key("k"), new Answer(200, first.id(), "{}"));
    assertThat(workloads.findAnswer(key("k"))).contains(answer);

    clock.advance(Duration.ofHours(24));
    Workload second = plain(NOON);
    workloads.insert(second, use("k", new Answer(201, second.id(), "{}")), NOON);
    assertThat(workloads.findAnswer(key("k"))).contains(new Answer(201, second.id(), "{}"));
  }

  @Test
  void insert_nothingIsStored_keepsNoAnswer() throws StorageException {
    Workload first = withExternalId(NOON, "slurm-4");
    Workload second = withExternalId(NOON, "slurm-4");
    workloads.insert(first, NO_KEY, NOON);

    workloads.insert(second, use("k", new Answer(201, second.id(), "{}")), NOON);
    assertThat(workloads.findAnswer(key("k"))).isEmpty();

    Answer right = new Answer(200, first.id(), "{}");
    workloads.keepAnswer(key("k"), right);
    workloads.insert(second, use("k", new Answer(201, second.id(), "{}")), NOON);
    assertThat(workloads.findAnswer(key("k"))).contains(right);
  }

  @Test
  void keepAnswer_twice_keepsTheFirst() throws StorageException {
    Workload workload = plain(NOON);
    workloads.insert(workload, use("k"), NOON);
    Answer first = new Answer(201, workload.id(), "{\"a\": \"\\u0000 ü \uD83D\uDE80\"}");
    assertThat(workloads.findAnswer(key("k"))).isEmpty();

    workloads.keepAnswer(key("k"), first);
    workloads.keepAnswer(key("k"), new Answer(200, workload.id(), "{}"));

    assertThat(workloads.findAnswer(key("k"))).contains(first);
  }

  @Test
  void findAnswer_otherBodyOrOtherOwner_isEmpty() throws StorageException {
    Workload workload = plain(NOON);
    workloads.insert(workload, use("k"), NOON);
    workloads.keepAnswer(key("k"), new Answer(201, workload.id(), "{}"));

    assertThat(workloads.findAnswer(new IdempotencyKey("k", "bb".repeat(32)))).isEmpty();
    assertThat(store.of(bob).findAnswer(key("k"))).isEmpty();
    assertThat(store.of(Owner.NOBODY).findAnswer(key("k"))).isEmpty();
  }

  @Test
  void delete_workloadWithAKey_leavesTheKeyAndItsAnswer() throws StorageException {
    Workload answered = plain(NOON);
    Workload unanswered = inProject(NOON, "p");
    Answer answer = new Answer(201, answered.id(), "{}");
    workloads.insert(answered, use("k", answer), NOON);
    workloads.insert(unanswered, use("l"), NOON);

    workloads.delete(answered.id(), answered.revision());
    workloads.deleteProject("p");

    assertThat(workloads.insert(plain(NOON), use("k"), NOON))
        .isEqualTo(new Insertion.KeyUsed(answered.id()));
    assertThat(workloads.findAnswer(key("k"))).contains(answer);
    assertThat(workloads.insert(plain(NOON), use("l"), NOON))
        .isEqualTo(new Insertion.KeyUsed(unanswered.id()));
    assertThat(workloads.findAnswer(key("l"))).isEmpty();
    assertThat(workloads.find(unanswered.id())).isEmpty();
  }

  @Test
  void keepAnswer_otherOwner_keepsNothing() throws StorageException {
    Workload workload = plain(NOON);
    workloads.insert(workload, use("k"), NOON);

    store.of(bob).keepAnswer(key("k"), new Answer(201, workload.id(), "{}"));

    assertThat(workloads.findAnswer(key("k"))).isEmpty();
    assertThat(store.of(bob).findAnswer(key("k"))).isEmpty();
  }

  @Test
  void update_nextRevision_replacesEveryFieldAndAddsToTheHistory() throws StorageException {
    Workload first = plain(NOON);
    workloads.insert(first, NO_KEY, NOON);
    Workload richer = full(NOON);
    Workload second =
        new Workload(
            first.id(),
            first.createdAt(),
            NOON.plusSeconds(1),
            2,
            Status.COMPLETED,
            richer.spec().withLabels(Optional.of("new notes"), Optional.empty()),
            richer.estimate(),
            richer.agent(),
            richer.estimateWarnings());
    Workload third = next(second, Status.FAILED);

    assertThat(workloads.update(second, Optional.of(HistoryEntry.of(Event.UPDATED, second))))
        .isTrue();
    assertThat(workloads.update(third, Optional.empty())).isTrue();

    Workload stored = workloads.find(first.id()).orElseThrow();
    assertThat(stored.revision()).isEqualTo(3);
    assertThat(stored.status()).isEqualTo(Status.FAILED);
    assertThat(stored.estimate()).isEqualTo(third.estimate());
    assertThat(stored.agent()).isEqualTo(third.agent());
    assertThat(stored.estimateWarnings()).isEqualTo(third.estimateWarnings());
    assertThat(stored.spec()).isEqualTo(third.spec());
    assertThat(stored.spec().labels().notes()).contains("new notes");
    assertThat(workloads.history(first.id()))
        .containsExactly(
            HistoryEntry.of(Event.SUBMITTED, first), HistoryEntry.of(Event.UPDATED, second));
  }

  @Test
  void update_afterAnAgentAnswered_keepsWhatItSaid() throws StorageException {
    Workload first = pending(NOON);
    workloads.insert(first, NO_KEY, NOON);
    Workload second = answered(first);
    HistoryEntry entry = HistoryEntry.of(Event.AGENT_REFINED, second);

    workloads.update(second, Optional.of(entry));

    assertThat(workloads.find(first.id())).contains(second);
    assertThat(workloads.history(first.id())).endsWith(entry).hasSize(2);
  }

  @Test
  void update_toFewerFields_clearsThem() throws StorageException {
    Workload first = full(NOON);
    workloads.insert(first, NO_KEY, NOON);
    Workload second =
        new Workload(
            first.id(),
            NOON,
            NOON.plusSeconds(1),
            2,
            Status.SUBMITTED,
            first
                .spec()
                .with((SpecValues<RuntimeException>) field -> Optional.empty())
                .withLabels(Optional.empty(), Optional.empty()),
            plain(NOON).estimate(),
            plain(NOON).agent(),
            List.of(),
            next(first, Status.SUBMITTED).pulse());

    workloads.update(second, Optional.empty());

    assertThat(workloads.find(first.id())).contains(second);
  }

  @Test
  void update_staleRevision_storesNothing() throws StorageException {
    Workload first = plain(NOON);
    workloads.insert(first, NO_KEY, NOON);
    Workload mine = next(first, Status.RUNNING);
    Workload yours = next(first, Status.FAILED);
    workloads.update(mine, Optional.of(HistoryEntry.of(Event.STATUS_CHANGED, mine)));

    boolean isStored =
        workloads.update(yours, Optional.of(HistoryEntry.of(Event.STATUS_CHANGED, yours)));

    assertThat(isStored).isFalse();
    assertThat(workloads.find(first.id())).contains(mine);
    assertThat(workloads.history(first.id())).hasSize(2);
  }

  @Test
  void delete_takesTheHistoryWithIt() throws StorageException {
    Workload workload = plain(NOON);
    workloads.insert(workload, NO_KEY, NOON);

    assertThat(workloads.delete(workload.id(), 1)).isTrue();
    assertThat(workloads.delete(workload.id(), 1)).isFalse();
    assertThat(workloads.find(workload.id())).isEmpty();
    assertThat(workloads.revision(workload.id())).isEmpty();
    assertThat(workloads.history(workload.id())).isEmpty();
  }

  @Test
  void delete_anotherRevisionIsThere_deletesNothing() throws StorageException {
    Workload first = plain(NOON);
    workloads.insert(first, NO_KEY, NOON);
    Workload second = next(first, Status.RUNNING);
    workloads.update(second, Optional.of(HistoryEntry.of(Event.STATUS_CHANGED, second)));

    assertThat(workloads.revision(first.id())).hasValue(2);
    assertThat(workloads.delete(first.id(), 1)).isFalse();
    assertThat(workloads.delete(first.id(), 3)).isFalse();
    assertThat(workloads.find(first.id())).contains(second);
    assertThat(workloads.history(first.id())).hasSize(2);
    assertThat(workloads.delete(first.id(), 2)).isTrue();
  }

  @Test
  void deleteProject_deletesThatProjectAlone() throws StorageException {
    Workload unicorn = inProject(NOON, "unicorn");
    Workload unicorns = inProject(NOON, "unicorns");
    Workload without = plain(NOON);
    for (Workload workload : List.of(unicorn, inProject(NOON, "unicorn"), unicorns, without)) {
      workloads.insert(workload, NO_KEY, NOON);
    }

    assertThat(workloads.deleteProject("unicorn")).isEqualTo(2);

    assertThat(workloads.find(unicorn.id())).isEmpty();
    assertThat(workloads.history(unicorn.id())).isEmpty();
    assertThat(workloads.find(unicorns.id())).isPresent();
    assertThat(workloads.find(without.id())).isPresent();
  }

  @Test
  void otherOwners_neitherSeeNorChangeAnything() throws StorageException {
    Workload workload = inProject(NOON, "unicorn");
    workloads.insert(workload, NO_KEY, NOON);
    Workload next = next(workload, Status.FAILED);

    for (Owner other : List.of(bob, Owner.NOBODY)) {
      OwnedWorkloads theirs = store.of(other);
      assertThat(theirs.find(workload.id())).isEmpty();
      assertThat(theirs.history(workload.id())).isEmpty();
      assertThat(theirs.update(next, Optional.of(HistoryEntry.of(Event.UPDATED, next)))).isFalse();
      assertThat(theirs.revision(workload.id())).isEmpty();
      assertThat(theirs.delete(workload.id(), 1)).isFalse();
      assertThat(theirs.deleteProject("unicorn")).isZero();
    }
    assertThat(workloads.find(workload.id())).contains(workload);
    assertThat(workloads.history(workload.id())).hasSize(1);
  }

  @Test
  void claimPending_beforeTheLeaseEnds_claimsNothing() throws StorageException {
    workloads.insert(pending(NOON), NO_KEY, NOON.plusSeconds(60));
    workloads.insert(plain(NOON), NO_KEY, NOON);

    assertThat(store.claimPending(NOON.plusSeconds(59), NOON.plusSeconds(90))).isEmpty();
  }

  @Test
  void claimPending_afterTheLease_claimsTheOldestOnceALeaseAndCounts() throws StorageException {
    Workload old = pending(NOON);
    Workload young = pending(NOON.plusSeconds(1));
    store.of(Owner.NOBODY).insert(young, NO_KEY, NOON.plusSeconds(60));
    workloads.insert(old, NO_KEY, NOON.plusSeconds(60));

    Instant then = NOON.plusSeconds(60);
    Instant later = NOON.plusSeconds(120);

    assertThat(store.claimPending(then, later)).contains(new PendingConversation(alice, old, 1));
    assertThat(store.claimPending(then, later))
        .contains(new PendingConversation(Owner.NOBODY, young, 1));
    assertThat(store.claimPending(then, later)).isEmpty();
    assertThat(store.claimPending(later, later.plusSeconds(60)))
        .contains(new PendingConversation(alice, old, 2));
  }

  @Test
  void leaveConversation_pending_mayBeClaimedAtOnceAsItIs() throws StorageException {
    Workload first = pending(NOON);
    workloads.insert(first, NO_KEY, NOON.plusSeconds(60));

    workloads.leaveConversation(first.id(), NOON.plusSeconds(1));

    assertThat(store.claimPending(NOON, NOON.plusSeconds(90))).isEmpty();
    assertThat(store.claimPending(NOON.plusSeconds(1), NOON.plusSeconds(90)))
        .contains(new PendingConversation(alice, first, 1));
  }

  @Test
  void leaveConversation_ofSomeoneElseOrEnded_changesNothing() throws StorageException {
    Workload first = pending(NOON);
    Workload other = plain(NOON);
    workloads.insert(first, NO_KEY, NOON.plusSeconds(60));
    workloads.insert(other, NO_KEY, NOON);

    store.of(Owner.NOBODY).leaveConversation(first.id(), NOON);
    workloads.leaveConversation(other.id(), NOON);
    workloads.leaveConversation(new UUID(7, 7), NOON);

    assertThat(store.claimPending(NOON.plusSeconds(59), NOON.plusSeconds(90))).isEmpty();
    assertThat(workloads.find(other.id())).contains(other);
  }

  @Test
  void claimPending_afterAChangeByTheUser_keepsLeaseAndAttempts() throws StorageException {
    Workload first = pending(NOON);
    workloads.insert(first, NO_KEY, NOON);
    store.claimPending(NOON, NOON.plusSeconds(60));
    Workload second = next(first, Status.RUNNING);

    workloads.update(second, Optional.empty());

    assertThat(store.claimPending(NOON.plusSeconds(59), NOON.plusSeconds(90))).isEmpty();
    assertThat(store.claimPending(NOON.plusSeconds(60), NOON.plusSeconds(90)))
        .contains(new PendingConversation(alice, second, 2));
  }

  @Test
  void claimPending_afterTheAgentEnded_claimsNothing() throws StorageException {
    Workload first = pending(NOON);
    workloads.insert(first, NO_KEY, NOON);
    AgentState failed = AgentState.failed(AgentState.Failure.TIMEOUT, Optional.of("MiniMax-M2.1"));
    Workload second =
        new Workload(
            first.id(),
            first.createdAt(),
            first.updatedAt(),
            2,
            first.status(),
            first.spec(),
            first.estimate(),
            AgentPart.of(failed),
            first.estimateWarnings());

    workloads.update(second, Optional.empty());

    assertThat(store.claimPending(NOON.plusSeconds(60), NOON.plusSeconds(90))).isEmpty();
    assertThat(workloads.find(first.id())).contains(second);
  }

  @Test
  void countAgentSubmission_stopsAtTheLimitOfTheDay() throws StorageException {
    LocalDate day = LocalDate.of(2026, 11, 23);

    assertThat(store.countAgentSubmission("192.0.2.1", day, 2)).isTrue();
    assertThat(store.countAgentSubmission("192.0.2.1", day, 2)).isTrue();
    assertThat(store.countAgentSubmission("192.0.2.1", day, 2)).isFalse();
    assertThat(store.countAgentSubmission("192.0.2.2", day, 2)).isTrue();
    assertThat(store.countAgentSubmission("192.0.2.1", day.plusDays(1), 2)).isTrue();
    assertThat(store.countAgentSubmission("192.0.2.1", day, 3)).isTrue();
  }

  @Test
  void hear_nextBeat_isKept_andNothingThatMissedIt() throws StorageException {
    Workload job = full(NOON);
    workloads.insert(job, NO_KEY, NOON);
    Pulse first = job.pulse().orElseThrow();
    Instant later = NOON.plusSeconds(60);
    Workload heard = job.withPulse(first.with(Report.BARE, Optional.empty(), later, later));

    assertThat(store.of(bob).hear(heard)).isFalse();
    assertThat(workloads.hear(heard)).isTrue();

    assertThat(workloads.find(job.id()).orElseThrow().pulse()).isEqualTo(heard.pulse());
    assertThat(workloads.hear(heard)).as("the same beat again").isFalse();
    // Made of the workload before it was heard: its end would forget the report.
    assertThat(workloads.update(next(job, Status.COMPLETED), Optional.empty())).isFalse();
    assertThat(workloads.find(job.id()).orElseThrow().status()).isEqualTo(Status.RUNNING);
    assertThat(workloads.update(next(heard, Status.COMPLETED), Optional.empty())).isTrue();
    assertThat(workloads.find(job.id()).orElseThrow().status()).isEqualTo(Status.COMPLETED);
  }

  @Test
  void findId_knowsTheCallersOwnIds() throws StorageException {
    Workload workload = withExternalId(NOON, "slurm-7");
    workloads.insert(workload, NO_KEY, NOON);

    assertThat(workloads.findId("slurm-7")).contains(workload.id());
    assertThat(workloads.findId("slurm-8")).isEmpty();
    assertThat(store.of(bob).findId("slurm-7")).isEmpty();
  }
}
