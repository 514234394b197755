package com.aluminatiai.workload.port;

import java.time.Clock;

final class InMemoryWorkloadListTest extends WorkloadListContract {
  @Override
  protected WorkloadStore emptyStore() {
    return new InMemoryWorkloadStore(Clock.systemUTC());
  }
}
