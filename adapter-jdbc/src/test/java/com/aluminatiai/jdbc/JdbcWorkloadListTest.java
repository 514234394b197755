package com.aluminatiai.jdbc;

import com.aluminatiai.workload.port.WorkloadListContract;
import com.aluminatiai.workload.port.WorkloadStore;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcWorkloadListTest extends WorkloadListContract {
  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  @Override
  protected WorkloadStore emptyStore() {
    return databases.empty(Clock.systemUTC()).workloads();
  }
}
