package com.aluminatiai.workload.usecase;

import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.IdempotencyKey;
import com.aluminatiai.workload.Stamp;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadEstimator;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.port.MutableClock;
import com.aluminatiai.workload.port.WorkloadAnalyst;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The use cases on a store in memory, at a time that stands still. */
public final class Scene implements AutoCloseable {
  public static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  static final AgentPolicy QUICK =
      new AgentPolicy(Duration.ofSeconds(5), Duration.ofSeconds(60), 2, 2);

  final MutableClock clock = new MutableClock(START);
  final InMemoryWorkloadStore store = new InMemoryWorkloadStore(clock);
  final WorkloadEstimator estimator = new WorkloadEstimator(Estimator.standard(), Method.FALLBACK);
  final AgentConversations conversations;
  final List<AgentState> outcomes = new CopyOnWriteArrayList<>();
  final SubmitWorkload submit;
  final ChangeWorkload change;
  final HearJobs hear;
  final Workloads workloads;
  private final AtomicLong lastId = new AtomicLong();

  Scene(Optional<WorkloadAnalyst> analyst, AgentPolicy policy) {
    conversations = new AgentConversations(store, estimator, analyst, policy, clock, outcomes::add);
    submit = new SubmitWorkload(store, estimator, conversations, this::nextStamp);
    change = new ChangeWorkload(store, estimator, clock);
    hear = new HearJobs(store, estimator, clock);
    workloads = new Workloads(store, estimator, clock);
  }

  static Scene withoutAgent() {
    return new Scene(Optional.empty(), QUICK);
  }

  static Scene with(WorkloadAnalyst analyst) {
    return new Scene(Optional.of(analyst), QUICK);
  }

  private Stamp nextStamp() {
    return new Stamp(nextId(), clock.instant());
  }

  UUID nextId() {
    return new UUID(0x7000L, lastId.incrementAndGet());
  }

  /** 8 × H100, 72 h, 85 %: the golden case. */
  static WorkloadSpec golden() {
    return spec("H100", OptionalDouble.of(85), false, Labels.NONE);
  }

  static WorkloadSpec asking(OptionalDouble utilizationPercent) {
    return spec("H100", utilizationPercent, true, Labels.NONE);
  }

  static WorkloadSpec named(String externalId) {
    return spec(
        "H100",
        OptionalDouble.of(85),
        false,
        new Labels(Optional.empty(), Optional.empty(), Optional.of(externalId), Optional.empty()));
  }

  static WorkloadSpec spec(
      String gpuType, OptionalDouble utilizationPercent, boolean useSmartAgent, Labels labels) {
    return new WorkloadSpec(
        70,
        8,
        gpuType,
        72,
        utilizationPercent,
        useSmartAgent,
        Optional.empty(),
        Optional.empty(),
        StatedSite.NONE,
        labels);
  }

  static IdempotencyKey key(String key, String body) {
    return new IdempotencyKey(key, body);
  }

  Workload created(WorkloadSpec spec) throws StorageException, InterruptedException {
    return ((Submission.Created) submit.submit(Caller.LOCAL, spec, Optional.empty())).workload();
  }

  @Override
  public void close() {
    conversations.close();
  }
}
