package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.SilentJob;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A store on which somebody else acts once, just before a call. Before the first update, say: the
 * update then finds another revision than it was made for, and the store refuses it.
 */
final class RivalStore implements WorkloadStore {
  private final WorkloadStore store;
  private final Predicate<List<String>> isTheMoment;
  private final AtomicReference<Callable<?>> rival;
  private final List<String> calls = new CopyOnWriteArrayList<>();

  /**
   * @param store where both write
   * @param isTheMoment told of the names of all calls so far, the one that is about to be made last
   * @param rival what somebody else does then
   */
  RivalStore(WorkloadStore store, Predicate<List<String>> isTheMoment, Callable<?> rival) {
    this.store = store;
    this.isTheMoment = isTheMoment;
    this.rival = new AtomicReference<>(rival);
  }

  static RivalStore beforeUpdate(WorkloadStore store, Callable<?> rival) {
    return new RivalStore(store, calls -> calls.contains("update"), rival);
  }

  /** The names of all calls about an owner's workloads so far. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** Whether the rival has acted: without that a test shows nothing. */
  boolean hasActed() {
    return rival.get() == null;
  }

  @Override
  public OwnedWorkloads of(Owner owner) {
    OwnedWorkloads workloads = store.of(owner);
    return (OwnedWorkloads)
        Proxy.newProxyInstance(
            OwnedWorkloads.class.getClassLoader(),
            new Class<?>[] {OwnedWorkloads.class},
            (proxy, method, arguments) -> {
              calls.add(method.getName());
              Callable<?> faster = isTheMoment.test(calls()) ? rival.getAndSet(null) : null;
              if (faster != null) {
                faster.call();
              }
              return call(method, workloads, arguments);
            });
  }

  private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @Override
  public Optional<PendingConversation> claimPending(Instant now, Instant leaseUntil)
      throws StorageException {
    return store.claimPending(now, leaseUntil);
  }

  @Override
  public boolean countAgentSubmission(String subject, LocalDate day, int limitPerDay)
      throws StorageException {
    return store.countAgentSubmission(subject, day, limitPerDay);
  }

  @Override
  public Optional<Instant> listen(Instant now, Duration interval) throws StorageException {
    return store.listen(now, interval);
  }

  @Override
  public List<SilentJob> silent(Instant now, Instant since, int most) throws StorageException {
    return store.silent(now, since, most);
  }
}
