package com.aluminatiai.workload.port;

import java.time.Clock;

final class InMemoryApiKeyStoreTest extends ApiKeyStoreContract {
  @Override
  protected Stores emptyStores() {
    InMemoryWorkloadStore workloads = new InMemoryWorkloadStore(Clock.systemUTC());
    return new Stores(workloads, new InMemoryApiKeyStore(workloads));
  }
}
