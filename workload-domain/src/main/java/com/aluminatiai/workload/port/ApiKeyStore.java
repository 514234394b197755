package com.aluminatiai.workload.port;

import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.StorageException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps API keys, hashed. Implementations are thread-safe. */
public interface ApiKeyStore {
  /**
   * Stores a key.
   *
   * @param key what is listed of it
   * @param secretSha256 SHA-256 of the secret in hexadecimal
   * @throws StorageException if the storage cannot be reached
   */
  void insert(ApiKey key, String secretSha256) throws StorageException;

  /**
   * Finds the key with a secret.
   *
   * @param secretSha256 SHA-256 of the secret in hexadecimal
   * @return the key; empty if there is none or it was revoked
   * @throws StorageException if the storage cannot be reached
   */
  Optional<ApiKey> find(String secretSha256) throws StorageException;

  /**
   * Notes that a key was used.
   *
   * @param id the key
   * @param time when
   * @throws StorageException if the storage cannot be reached
   */
  void touch(UUID id, Instant time) throws StorageException;

  /**
   * Lists all keys, oldest first.
   *
   * @return the keys
   * @throws StorageException if the storage cannot be reached
   */
  List<ApiKey> list() throws StorageException;

  /**
   * Revokes a key for good.
   *
   * @param id the key
   * @return false if there is none
   * @throws StorageException if the storage cannot be reached
   */
  boolean revoke(UUID id) throws StorageException;

  /**
   * Gives every workload without an owner to a user, except those whose external id the user has
   * already, and those that break a rule of the storage.
   *
   * @param userId the user
   * @return how many, and which broke a rule
   * @throws StorageException if the storage cannot be reached
   */
  Adoption adoptUnowned(UUID userId) throws StorageException;
}
