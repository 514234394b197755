package com.aluminatiai.workload.port;

import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.Page;
import com.aluminatiai.workload.PageRequest;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
        int before = uncommitted.size();
        for (Workload workload : added) {
          if (!isThere(workload)) {
            uncommitted.add(workload);
          }
        }
        int count = uncommitted.size() - before;
        if (!isAtomic) {
          commit();
        }
        return count;
      }

      private boolean isThere(Workload workload) {
        Optional<String> id = workload.spec().labels().externalId();
        return id.isPresent()
            && (store.findByExternalId(owner, id.get()).isPresent()
                || uncommitted.stream()
                    .anyMatch(other -> other.spec().labels().externalId().equals(id)));
      }

      @Override
      public void commit() {
        uncommitted.forEach(
            workload -> workloads.insert(workload, Optional.empty(), Instant.EPOCH));
        uncommitted.clear();
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
