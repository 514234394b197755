package com.aluminatiai.workload.port;

import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.OwnedWorkloads.Insertion;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Moves workloads into and out of an {@link InMemoryWorkloadStore}, for tests. */
public final class InMemoryBulkWorkloads implements BulkWorkloads {
  private final InMemoryWorkloadStore store;

  /**
   * Creates the way to a store.
   *
   * @param store the store
   */
  public InMemoryBulkWorkloads(InMemoryWorkloadStore store) {
    this.store = store;
  }

  @Override
  public Intake intake(Owner owner, boolean isAtomic) {
    InMemoryOwnedWorkloads workloads = new InMemoryOwnedWorkloads(store, owner);
    return new Intake() {
      private final List<Workload> uncommitted = new ArrayList<>();

      @Override
      public int add(List<Workload> added) {
        uncommitted.addAll(added);
        return isAtomic ? added.size() : added.size() - (int) commit();
      }

      @Override
      public Map<String, Ran> find(Collection<String> externalIds) {
        Map<String, Ran> found = new HashMap<>();
        for (String id : externalIds) {
          store
              .findByExternalId(owner, id)
              .map(row -> row.workload)
              .ifPresent(
                  workload ->
                      found.put(
                          id,
                          new Ran(
                              workload.spec().labels().startedAt(),
                              workload.status() == Status.RUNNING
                                  ? Double.POSITIVE_INFINITY
                                  : workload.spec().durationHours())));
        }
        return found;
      }

      @Override
      public long commit() {
        long leftOut = uncommitted.stream().filter(workload -> !isInserted(workload)).count();
        uncommitted.clear();
        return leftOut;
      }

      private boolean isInserted(Workload workload) {
        return workloads.insert(workload, Optional.empty(), Instant.EPOCH)
            instanceof Insertion.Inserted;
      }

      @Override
      public void close() {
        uncommitted.clear();
      }
    };
  }

  @Override
  public void export(Owner owner, WorkloadFilter filter, Receiver receiver) throws IOException {
    List<Workload> all = new ArrayList<>();
    synchronized (store) {
      InMemoryOwnedWorkloads workloads = new InMemoryOwnedWorkloads(store, owner);
      Page page = workloads.list(filter, new PageRequest(PageRequest.MOST, 0, Optional.empty()));
      all.addAll(page.workloads());
      while (page.next().isPresent()) {
        page = workloads.list(filter, new PageRequest(PageRequest.MOST, 0, page.next()));
        all.addAll(page.workloads());
      }
    }
    for (Workload workload : all) {
      receiver.take(ExportedWorkload.of(workload));
    }
  }
}
