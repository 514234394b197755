package com.aluminatiai.workload.usecase;

import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.ApiKeyStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Makes, checks, lists and revokes API keys. A secret is shown once and kept as its SHA-256: it has
 * 256 random bits, so that neither salt nor a slow hash would add anything. What was found is
 * remembered for a second, so that a busy caller costs one look-up a second and a revoked key ends
 * as soon. Thread-safe.
 */
public final class ApiKeys {
  private static final String PREFIX = "alu_";
  private static final int SECRET_BYTES = 32;
  private static final int MOST_REMEMBERED = 10_000;
  private static final long REMEMBERED_NANOS = Duration.ofSeconds(1).toNanos();

  private record Remembered(Optional<ApiKey> key, long foundNanos) {}

  /**
   * What goes on around.
   *
   * @param clock the time of day
   * @param nanoTime time that passes evenly, whatever becomes of the clock
   * @param background does what no request waits for; may refuse
   */
  public record Surroundings(Clock clock, LongSupplier nanoTime, Executor background) {}

  private final ApiKeyStore store;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final LastUses lastUses;
  private final Supplier<UUID> ids;
  private final RandomGenerator random;
  private final Map<String, Remembered> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * Creates the use case.
   *
   * @param store where keys are kept
   * @param around what goes on around
   * @param ids new ids
   * @param random a cryptographically strong source
   */
  public ApiKeys(
      ApiKeyStore store, Surroundings around, Supplier<UUID> ids, RandomGenerator random) {
    this.store = store;
    this.clock = around.clock();
    this.nanoTime = around.nanoTime();
    this.lastUses = new LastUses(store, around.background());
    this.ids = ids;
    this.random = random;
  }

  /**
   * A key that was just made.
   *
   * @param key what is listed of it
   * @param secret what its holder sends; shown this once
   */
  public record NewKey(ApiKey key, String secret) {
    @Override
    public String toString() {
      return "NewKey[key=" + key + "]";
    }
  }

  /**
   * Makes a key.
   *
   * @param name what its holder calls it
   * @param userId the user it belongs to; empty for a new user
   * @return the key with its secret
   * @throws StorageException if the storage cannot be reached
   */
  public NewKey create(String name, Optional<UUID> userId) throws StorageException {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    ApiKey key =
        new ApiKey(
            ids.get(),
            name,
            userId.orElseGet(ids),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            Optional.empty());
    store.insert(key, sha256(secret));
    return new NewKey(key, secret);
  }

  /**
   * Gives the workloads without an owner to a user.
   *
   * @param userId the user
   * @return how many, and which cannot be given
   * @throws StorageException if the storage cannot be reached
   */
  public Adoption adoptUnowned(UUID userId) throws StorageException {
    return store.adoptUnowned(userId);
  }

  /**
   * Finds the key with a secret. It is looked up by its hash, so that no comparison of secrets
   * takes time that could tell anything.
   *
   * @param secret what a caller sent
   * @return the key; empty if there is no such key or it was revoked
   * @throws StorageException if the storage cannot be reached
   */
  public Optional<ApiKey> authenticate(String secret) throws StorageException {
    if (!secret.startsWith(PREFIX) || secret.length() > 100) {
      return Optional.empty();
    }
    String hash = sha256(secret);
    long nowNanos = nanoTime.getAsLong();
    Remembered known = recall(hash);
    if (known == null || nowNanos - known.foundNanos() > REMEMBERED_NANOS) {
      known = new Remembered(store.find(hash), nowNanos);
      remember(hash, known);
      known.key().ifPresent(key -> lastUses.note(key, clock.instant()));
    }
    return known.key();
  }

  private Remembered recall(String hash) {
    synchronized (remembered) {
      return remembered.get(hash);
    }
  }

  private void remember(String hash, Remembered known) {
    synchronized (remembered) {
      remembered.put(hash, known);
    }
  }

  /**
   * Lists all keys, oldest first.
   *
   * @return the keys
   * @throws StorageException if the storage cannot be reached
   */
  public List<ApiKey> list() throws StorageException {
    return store.list();
  }

  /**
   * Revokes a key for good.
   *
   * @param id the key
   * @return false if there is none
   * @throws StorageException if the storage cannot be reached
   */
  public boolean revoke(UUID id) throws StorageException {
    return store.revoke(id);
  }

  private static String sha256(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
