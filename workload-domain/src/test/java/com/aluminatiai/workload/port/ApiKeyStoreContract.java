package com.aluminatiai.workload.port;

import static com.aluminatiai.workload.port.SampleWorkloads.plain;
import static com.aluminatiai.workload.port.SampleWorkloads.withExternalId;
import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.Owner;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.Workload;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ApiKeyStore} keeps, whatever it is made of. */
public abstract class ApiKeyStoreContract {
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final String SECRET = "aa".repeat(32);

  private final UUID alice = UUID.randomUUID();
  private Stores stores;
  private ApiKeyStore keys;

  /**
   * Two stores on the same ground.
   *
   * @param workloads the workloads
   * @param keys the API keys of their owners
   */
  public record Stores(WorkloadStore workloads, ApiKeyStore keys) {}

  /** For subclasses. */
  protected ApiKeyStoreContract() {}

  /**
   * Returns empty stores.
   *
   * @return the stores
   */
  protected abstract Stores emptyStores();

  @BeforeEach
  final void openStores() {
    stores = emptyStores();
    keys = stores.keys();
  }

  private ApiKey key(String name, Instant createdAt) {
    return new ApiKey(UUID.randomUUID(), name, alice, createdAt, Optional.empty());
  }

  @Test
  void find_bySecret_returnsTheKey() throws StorageException {
    ApiKey key = key("laptop", NOON);

    keys.insert(key, SECRET);

    assertThat(keys.find(SECRET)).contains(key);
    assertThat(keys.find("bb".repeat(32))).isEmpty();
  }

  @Test
  void list_isOldestFirst() throws StorageException {
    ApiKey first = key("first", NOON);
    ApiKey second = key("second", NOON.plusSeconds(1));

    keys.insert(first, SECRET);
    keys.insert(second, "bb".repeat(32));

    assertThat(keys.list()).containsExactly(first, second);
  }

  @Test
  void revoke_endsTheKeyForGood() throws StorageException {
    ApiKey key = key("laptop", NOON);
    keys.insert(key, SECRET);

    assertThat(keys.revoke(key.id())).isTrue();
    assertThat(keys.revoke(key.id())).isFalse();
    assertThat(keys.find(SECRET)).isEmpty();
    assertThat(keys.list()).isEmpty();
  }

  @Test
  void touch_movesForwardOnly() throws StorageException {
    ApiKey key = key("laptop", NOON);
    keys.insert(key, SECRET);

    keys.touch(key.id(), NOON.plusSeconds(60));
    keys.touch(key.id(), NOON);
    keys.touch(UUID.randomUUID(), NOON);

    assertThat(keys.find(SECRET).orElseThrow().lastUsedAt()).contains(NOON.plusSeconds(60));
  }

  @Test
  void adoptUnowned_givesWhatNobodyOwnsToTheUser() throws StorageException {
    Workload unowned = plain(NOON);
    Workload others = plain(NOON);
    Owner bob = Owner.user(UUID.randomUUID());
    stores.workloads().of(Owner.NOBODY).insert(unowned, Optional.empty(), NOON);
    stores.workloads().of(bob).insert(others, Optional.empty(), NOON);

    assertThat(keys.adoptUnowned(alice)).isEqualTo(new Adoption(1, List.of()));
    assertThat(keys.adoptUnowned(alice)).isEqualTo(new Adoption(0, List.of()));

    assertThat(stores.workloads().of(Owner.user(alice)).find(unowned.id())).contains(unowned);
    assertThat(stores.workloads().of(Owner.NOBODY).find(unowned.id())).isEmpty();
    assertThat(stores.workloads().of(bob).find(others.id())).contains(others);
  }

  @Test
  void adoptUnowned_whatTheUserHasUnderTheSameExternalId_staysWithoutOwner()
      throws StorageException {
    Workload mine = withExternalId(NOON, "slurm-1");
    Workload twin = withExternalId(NOON, "slurm-1");
    stores.workloads().of(Owner.user(alice)).insert(mine, Optional.empty(), NOON);
    stores.workloads().of(Owner.NOBODY).insert(twin, Optional.empty(), NOON);

    assertThat(keys.adoptUnowned(alice)).isEqualTo(new Adoption(0, List.of()));

    assertThat(stores.workloads().of(Owner.NOBODY).find(twin.id())).contains(twin);
  }
}
