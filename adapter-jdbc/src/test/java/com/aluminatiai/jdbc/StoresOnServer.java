package com.aluminatiai.jdbc;

import com.aluminatiai.workload.port.ApiKeyStoreContract;
import com.aluminatiai.workload.port.BulkWorkloadsContract;
import com.aluminatiai.workload.port.NamingStore;
import com.aluminatiai.workload.port.NamingStoreContract;
import com.aluminatiai.workload.port.WorkloadListContract;
import com.aluminatiai.workload.port.WorkloadStore;
import com.aluminatiai.workload.port.WorkloadStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.TestInstance;

/** The contracts of all stores in one database with odd settings, on some version of PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoresOnServer {
  private SharedDatabase shared;

  abstract DatabaseSettings emptyDatabase();

  @BeforeAll
  final void open() {
    shared = SharedDatabase.odd(emptyDatabase());
  }

  @AfterAll
  final void close() {
    if (shared != null) {
      shared.close();
    }
  }

  @Nested
  final class Workloads extends WorkloadStoreContract {
    @Override
    protected WorkloadStore emptyStore() {
      return shared.emptied(clock).workloads();
    }
  }

  @Nested
  final class Lists extends WorkloadListContract {
    @Override
    protected WorkloadStore emptyStore() {
      return shared.emptied(Clock.systemUTC()).workloads();
    }
  }

  @Nested
  final class Bulk extends BulkWorkloadsContract {
    @Override
    protected BulkWorkloadsContract.Stores emptyStores() {
      Database database = shared.emptied(Clock.systemUTC());
      return new BulkWorkloadsContract.Stores(database.workloads(), database.bulkWorkloads());
    }
  }

  @Nested
  final class Keys extends ApiKeyStoreContract {
    @Override
    protected ApiKeyStoreContract.Stores emptyStores() {
      Database database = shared.emptied(Clock.systemUTC());
      return new ApiKeyStoreContract.Stores(database.workloads(), database.apiKeys());
    }
  }

  @Nested
  final class Naming extends NamingStoreContract {
    @Override
    protected NamingStore emptyStore() {
      return shared.emptied(Clock.systemUTC()).naming();
    }
  }
}
