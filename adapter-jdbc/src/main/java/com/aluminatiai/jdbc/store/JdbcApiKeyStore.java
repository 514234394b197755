package com.aluminatiai.jdbc.store;

import com.aluminatiai.jdbc.connection.Connections;
import com.aluminatiai.jdbc.row.ReadableRows;
import com.aluminatiai.jdbc.row.WorkloadReader;
import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.ApiKeyStore;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** API keys. A revoked key's row is deleted. */
public final class JdbcApiKeyStore implements ApiKeyStore {
  private static final String INSERT =
      """
      INSERT INTO api_keys (id, name, user_id, secret_sha256, created_at, last_used_at)
      VALUES (:id, :name, :userId, :secretSha256, :createdAt, :lastUsedAt)
      """;

  private static final String SELECT =
      "SELECT id, name, user_id, created_at, last_used_at FROM api_keys ";

  private static final String TOUCH =
      "UPDATE api_keys SET last_used_at = greatest(last_used_at, :time) WHERE id = :id";

  private final Connections connections;
  private final ReadableRows readable;

  public JdbcApiKeyStore(Connections connections, ReadableRows readable) {
    this.connections = connections;
    this.readable = readable;
  }

  @Override
  public void insert(ApiKey key, String secretSha256) throws StorageException {
    connections.callOnReserve(
        Connections.SHORT,
        handle ->
            handle
                .createUpdate(INSERT)
                .bind("id", key.id())
                .bind("name", key.name())
                .bind("userId", key.userId())
                .bind("secretSha256", secretSha256)
                .bind("createdAt", key.createdAt().atOffset(ZoneOffset.UTC))
                .bind("lastUsedAt", key.lastUsedAt().map(t -> t.atOffset(ZoneOffset.UTC)))
                .execute());
  }

  @Override
  public Optional<ApiKey> find(String secretSha256) throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                .createQuery(SELECT + "WHERE secret_sha256 = :secretSha256")
                .bind("secretSha256", secretSha256)
                .map((row, context) -> WorkloadReader.apiKey(row))
                .findOne());
  }

  @Override
  public void touch(UUID id, Instant time) throws StorageException {
    connections.callOnReserve(
        Connections.SHORT,
        handle ->
            handle
                .createUpdate(TOUCH)
                .bind("id", id)
                .bind("time", time.atOffset(ZoneOffset.UTC))
                .execute());
  }

  @Override
  public List<ApiKey> list() throws StorageException {
    return connections.call(
        Connections.SHORT,
        handle ->
            handle
                .createQuery(SELECT + "ORDER BY created_at, id")
                .map((row, context) -> readable.read(row, WorkloadReader::apiKey))
                .stream()
                .flatMap(Optional::stream)
                .toList());
  }

  @Override
  public boolean revoke(UUID id) throws StorageException {
    return connections.callOnReserve(
        Connections.SHORT, handle -> handle.execute("DELETE FROM api_keys WHERE id = ?", id) == 1);
  }

  @Override
  public Adoption adoptUnowned(UUID userId) throws StorageException {
    return new UnownedWorkloads(connections).adopt(userId);
  }
}
