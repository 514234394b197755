package com.aluminatiai.http;

import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.port.BulkWorkloads;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** A storage that goes away once it has taken so many more chunks of imports. */
record FailingBulkWorkloads(BulkWorkloads storage, AtomicLong chunksBeforeOutage)
    implements BulkWorkloads {
  /** Chunks of a storage that takes not even an import's beginning. */
  static final long AWAY = -1;

  @Override
  public Intake intake(Owner owner, boolean isAtomic) throws BusyException, StorageException {
    if (chunksBeforeOutage.get() == AWAY) {
      throw new StorageException("secret: the database is away", null);
    }
    Intake intake = storage.intake(owner, isAtomic);
    return new Intake() {
      @Override
      public int add(List<Workload> workloads) throws StorageException {
        if (chunksBeforeOutage.getAndDecrement() <= 0) {
          throw new StorageException("secret: the database is away", null);
        }
        return intake.add(workloads);
      }

      @Override
      public Map<String, Ran> find(Collection<String> externalIds) throws StorageException {
        return intake.find(externalIds);
      }

      @Override
      public long commit() throws StorageException {
        return intake.commit();
      }

      @Override
      public void close() {
        intake.close();
      }
    };
  }

  @Override
  public void export(Owner owner, WorkloadFilter filter, Receiver receiver)
      throws BusyException, StorageException, IOException {
    storage.export(owner, filter, receiver);
  }
}
