package com.aluminatiai.jdbc;

import com.aluminatiai.workload.port.ApiKeyStoreContract;
import java.time.Clock;
import org.junit.jupiter.api.extension.RegisterExtension;

final class JdbcApiKeyStoreTest extends ApiKeyStoreContract {
  @RegisterExtension final OpenDatabases databases = new OpenDatabases();

  @Override
  protected Stores emptyStores() {
    Database database = databases.empty(Clock.systemUTC());
    return new Stores(database.workloads(), database.apiKeys());
  }
}
