package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.PendingConversation;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.OwnedWorkloads;
import com.aluminatiai.workload.port.WorkloadStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A store whose first update comes too late: somebody else is always faster, once. The update then
 * finds another revision than it was made for, and the store refuses it.
 */
final class RivalStore implements WorkloadStore {
  private final WorkloadStore store;
  private final AtomicReference<Callable<?>> rival;

  /**
   * @param store where both write
   * @param rival what somebody else does just before the first update
   */
  RivalStore(WorkloadStore store, Callable<?> rival) {
    this.store = store;
    this.rival = new AtomicReference<>(rival);
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
              Callable<?> faster = method.getName().equals("update") ? rival.getAndSet(null) : null;
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
}
