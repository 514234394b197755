package com.aluminatiai.workload.port;

final class InMemoryNamingStoreTest extends NamingStoreContract {
  @Override
  protected NamingStore emptyStore() {
    return new InMemoryNamingStore();
  }
}
