package com.aluminatiai.workload.port;

import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.ApiKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** API keys in memory, for tests. Keeps {@link ApiKeyStoreContract}. */
public final class InMemoryApiKeyStore implements ApiKeyStore {
  private final InMemoryWorkloadStore workloads;
  private final List<Row> rows = new ArrayList<>();

  private record Row(ApiKey key, String secretSha256) {}

  /**
   * Creates an empty store.
   *
   * @param workloads the workloads that users can adopt
   */
  public InMemoryApiKeyStore(InMemoryWorkloadStore workloads) {
    this.workloads = workloads;
  }

  @Override
  public synchronized void insert(ApiKey key, String secretSha256) {
    rows.add(new Row(key, secretSha256));
  }

  @Override
  public synchronized Optional<ApiKey> find(String secretSha256) {
    return rows.stream()
        .filter(row -> row.secretSha256().equals(secretSha256))
        .map(Row::key)
        .findFirst();
  }

  @Override
  public synchronized void touch(UUID id, Instant time) {
    rows.replaceAll(row -> row.key().id().equals(id) ? touched(row, time) : row);
  }

  private static Row touched(Row row, Instant time) {
    ApiKey key = row.key();
    if (key.lastUsedAt().isPresent() && key.lastUsedAt().get().isAfter(time)) {
      return row;
    }
    return new Row(
        new ApiKey(key.id(), key.name(), key.userId(), key.createdAt(), Optional.of(time)),
        row.secretSha256());
  }

  @Override
  public synchronized List<ApiKey> list() {
    return rows.stream().map(Row::key).toList();
  }

  @Override
  public synchronized boolean revoke(UUID id) {
    return rows.removeIf(row -> row.key().id().equals(id));
  }

  @Override
  public Adoption adoptUnowned(UUID userId) {
    return new Adoption(workloads.adoptUnowned(userId), List.of());
  }
}
