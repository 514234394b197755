package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.Adoption;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.port.ApiKeyStore;
import com.aluminatiai.workload.port.InMemoryApiKeyStore;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.port.MutableClock;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiKeysTest {
  private final MutableClock clock = new MutableClock(Scene.START);
  private final AtomicLong lastId = new AtomicLong();
  private final InMemoryApiKeyStore store =
      new InMemoryApiKeyStore(new InMemoryWorkloadStore(clock));
  private final ApiKeys keys = keys(store, Runnable::run);

  private ApiKeys keys(ApiKeyStore keyStore, Executor background) {
    return new ApiKeys(
        keyStore,
        new ApiKeys.Surroundings(clock, clock::nanoTime, background),
        () -> new UUID(1, lastId.incrementAndGet()),
        new Random(7));
  }

  @Test
  void secret_of_a_new_key_opens_its_owner() throws Exception {
    ApiKeys.NewKey made = keys.create("ci", Optional.empty());

    assertThat(made.secret()).startsWith("alu_").hasSizeGreaterThan(40);
    assertThat(made.toString()).doesNotContain(made.secret());
    assertThat(keys.authenticate(made.secret())).contains(made.key());
  }

  @Test
  void wrong_secrets_open_nothing() throws Exception {
    String secret = keys.create("ci", Optional.empty()).secret();

    assertThat(keys.authenticate(secret + "x")).isEmpty();
    assertThat(keys.authenticate("")).isEmpty();
    assertThat(keys.authenticate("alu_")).isEmpty();
    assertThat(keys.authenticate("alu_" + "x".repeat(1_000_000))).isEmpty();
  }

  @Test
  void second_key_of_a_user_opens_the_same_owner() throws Exception {
    UUID user = keys.create("laptop", Optional.empty()).key().userId();
    String second = keys.create("ci", Optional.of(user)).secret();

    assertThat(keys.authenticate(second)).map(ApiKey::userId).contains(user);
  }

  @Test
  void revoked_key_ends_within_a_second_or_so() throws Exception {
    ApiKeys.NewKey made = keys.create("ci", Optional.empty());
    keys.authenticate(made.secret());

    assertThat(keys.revoke(made.key().id())).isTrue();
    clock.advance(Duration.ofMillis(1001));

    assertThat(keys.authenticate(made.secret())).isEmpty();
    assertThat(keys.revoke(new UUID(9, 9))).isFalse();
  }

  @Test
  void key_that_was_found_is_good_for_a_second_and_no_longer() throws Exception {
    clock.advance(Duration.ofSeconds(10));
    ApiKeys.NewKey made = keys.create("ci", Optional.empty());
    keys.authenticate(made.secret());
    keys.revoke(made.key().id());

    clock.advance(Duration.ofMillis(1000));
    assertThat(keys.authenticate(made.secret())).contains(made.key());

    clock.advance(Duration.ofNanos(1_000));
    assertThat(keys.authenticate(made.secret())).isEmpty();
  }

  @Test
  void last_use_is_noted_to_the_minute() throws Exception {
    ApiKeys.NewKey made = keys.create("ci", Optional.empty());
    clock.advance(Duration.ofSeconds(5));
    keys.authenticate(made.secret());

    assertThat(keys.list())
        .extracting(ApiKey::lastUsedAt)
        .containsExactly(Optional.of(Scene.START.plusSeconds(5)));
  }

  @Test
  void revoked_key_ends_also_when_the_clock_was_set_back() throws Exception {
    ApiKeys.NewKey made = keys.create("ci", Optional.empty());
    keys.authenticate(made.secret());
    keys.revoke(made.key().id());

    clock.advance(Duration.ofHours(-1));
    clock.advance(Duration.ofMillis(1001));

    assertThat(keys.authenticate(made.secret())).isEmpty();
  }

  @Test
  void new_key_opens_at_once_after_the_clock_was_set_ahead_for_a_while() throws Exception {
    clock.advance(Duration.ofHours(1));
    ApiKeys.NewKey made = keys.create("ci", Optional.empty());
    clock.advance(Duration.ofHours(-1));

    assertThat(keys.authenticate(made.secret())).contains(made.key());
  }

  /** Twenty requests used to wait for one row, and those that waited for too long had a 503. */
  @Test
  void no_request_waits_for_the_note_of_its_use_and_only_one_is_taken() throws Exception {
    List<Runnable> background = new ArrayList<>();
    ApiKeys busy = keys(store, background::add);
    ApiKeys.NewKey made = busy.create("ci", Optional.empty());

    for (int i = 0; i < 20; i++) {
      assertThat(busy.authenticate(made.secret())).contains(made.key());
      clock.advance(Duration.ofMillis(1001));
    }

    assertThat(busy.list()).extracting(ApiKey::lastUsedAt).containsExactly(Optional.empty());
    assertThat(background).hasSize(1);
    background.get(0).run();
    assertThat(busy.list())
        .extracting(ApiKey::lastUsedAt)
        .containsExactly(Optional.of(Scene.START));
  }

  @Test
  void a_minute_later_the_next_use_is_noted() throws Exception {
    ApiKeys.NewKey made = keys.create("ci", Optional.empty());
    keys.authenticate(made.secret());
    clock.advance(Duration.ofSeconds(61));

    keys.authenticate(made.secret());

    assertThat(keys.list())
        .extracting(ApiKey::lastUsedAt)
        .containsExactly(Optional.of(Scene.START.plusSeconds(61)));
  }

  @Test
  void use_that_cannot_be_noted_opens_all_the_same_and_the_next_is_noted() throws Exception {
    AtomicBoolean isAway = new AtomicBoolean(true);
    ApiKeys fragile = keys(new Untouchable(store, isAway), Runnable::run);
    ApiKeys.NewKey made = fragile.create("ci", Optional.empty());

    assertThat(fragile.authenticate(made.secret())).contains(made.key());
    isAway.set(false);
    clock.advance(Duration.ofMillis(1001));
    fragile.authenticate(made.secret());

    assertThat(fragile.list())
        .extracting(ApiKey::lastUsedAt)
        .containsExactly(Optional.of(Scene.START.plusMillis(1001)));
  }

  private static Stream<Runnable> refusals() {
    return Stream.of(
        () -> {
          throw new RejectedExecutionException("full");
        },
        () -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void use_that_cannot_be_noted_opens_all_the_same_and_the_next_is_noted(Runnable refusal)
      throws Exception {
    AtomicBoolean isFull = new AtomicBoolean(true);
    ApiKeys busy =
        keys(
            store,
            task -> {
              if (isFull.get()) {
                refusal.run();
              }
              task.run();
            });
    ApiKeys.NewKey made = busy.create("ci", Optional.empty());

    assertThat(busy.authenticate(made.secret())).contains(made.key());
    isFull.set(false);
    clock.advance(Duration.ofMillis(1001));
    busy.authenticate(made.secret());

    assertThat(busy.list())
        .extracting(ApiKey::lastUsedAt)
        .containsExactly(Optional.of(Scene.START.plusMillis(1001)));
  }

  @Test
  void every_secret_is_another_one_and_takes_all_its_bytes_from_chance() throws Exception {
    byte[] expected = new byte[32];
    new Random(7).nextBytes(expected);
    String first = keys.create("ci", Optional.empty()).secret();
    String second = keys.create("ci", Optional.empty()).secret();

    assertThat(Base64.getUrlDecoder().decode(first.substring(4))).isEqualTo(expected);
    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void text_that_can_be_no_secret_is_not_looked_up() throws Exception {
    List<String> lookedUp = new ArrayList<>();
    ApiKeys counting = keys(telling(lookedUp), Runnable::run);

    counting.authenticate("alu" + "x".repeat(40));
    counting.authenticate("alu_" + "x".repeat(97));
    assertThat(lookedUp).isEmpty();

    counting.authenticate("alu_" + "x".repeat(96));
    assertThat(lookedUp).hasSize(1);
  }

  @Test
  void busy_caller_costs_one_look_up_a_second() throws Exception {
    List<String> lookedUp = new ArrayList<>();
    ApiKeys counting = keys(telling(lookedUp), Runnable::run);
    String secret = counting.create("ci", Optional.empty()).secret();

    for (int i = 0; i < 10; i++) {
      assertThat(counting.authenticate(secret)).isPresent();
    }
    assertThat(lookedUp).hasSize(1);

    clock.advance(Duration.ofMillis(1001));
    counting.authenticate(secret);
    assertThat(lookedUp).hasSize(2);
  }

  /** A store that tells what is looked up in it. */
  private ApiKeyStore telling(List<String> lookedUp) {
    return (ApiKeyStore)
        Proxy.newProxyInstance(
            ApiKeyStore.class.getClassLoader(),
            new Class<?>[] {ApiKeyStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("find")) {
                lookedUp.add((String) arguments[0]);
              }
              return method.invoke(store, arguments);
            });
  }

  /** Keys whose uses cannot be noted for a while. */
  private record Untouchable(ApiKeyStore keys, AtomicBoolean isAway) implements ApiKeyStore {
    @Override
    public void touch(UUID id, Instant time) throws StorageException {
      if (isAway.get()) {
        throw new StorageException("the row is locked", null);
      }
      keys.touch(id, time);
    }

    @Override
    public void insert(ApiKey key, String secretSha256) throws StorageException {
      keys.insert(key, secretSha256);
    }

    @Override
    public Optional<ApiKey> find(String secretSha256) throws StorageException {
      return keys.find(secretSha256);
    }

    @Override
    public List<ApiKey> list() throws StorageException {
      return keys.list();
    }

    @Override
    public boolean revoke(UUID id) throws StorageException {
      return keys.revoke(id);
    }

    @Override
    public Adoption adoptUnowned(UUID userId) throws StorageException {
      return keys.adoptUnowned(userId);
    }
  }
}
