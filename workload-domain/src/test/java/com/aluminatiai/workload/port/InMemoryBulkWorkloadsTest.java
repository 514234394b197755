package com.aluminatiai.workload.port;

import java.time.Clock;

final class InMemoryBulkWorkloadsTest extends BulkWorkloadsContract {
  @Override
  protected Stores emptyStores() {
    InMemoryWorkloadStore store = new InMemoryWorkloadStore(Clock.systemUTC());
    return new Stores(store, new InMemoryBulkWorkloads(store));
  }
}
