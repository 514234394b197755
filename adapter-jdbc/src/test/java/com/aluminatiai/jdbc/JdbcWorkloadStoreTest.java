package com.aluminatiai.jdbc;

import com.aluminatiai.workload.port.WorkloadStore;
import com.aluminatiai.workload.port.WorkloadStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcWorkloadStoreTest extends WorkloadStoreContract {
  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  @Override
  protected WorkloadStore emptyStore() {
    return databases.empty(clock).workloads();
  }
}
