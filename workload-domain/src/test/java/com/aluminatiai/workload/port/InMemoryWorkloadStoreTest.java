package com.aluminatiai.workload.port;

final class InMemoryWorkloadStoreTest extends WorkloadStoreContract {
  @Override
  protected WorkloadStore emptyStore() {
    return new InMemoryWorkloadStore(clock);
  }
}
