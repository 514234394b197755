package com.aluminatiai.workload.usecase;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.port.InMemoryApiKeyStore;
import com.aluminatiai.workload.port.InMemoryWorkloadStore;
import com.aluminatiai.workload.port.MutableClock;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiKeysTest {
  private final MutableClock clock = new MutableClock(Scene.START);
  private final AtomicLong lastId = new AtomicLong();
  private ApiKeys keys;

  @BeforeEach
  void openStore() {
    keys =
        new ApiKeys(
            new InMemoryApiKeyStore(new InMemoryWorkloadStore(clock)),
            clock,
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
  void last_use_is_noted_to_the_minute() throws Exception {
    ApiKeys.NewKey made = keys.create("ci", Optional.empty());
    clock.advance(Duration.ofSeconds(5));
    keys.authenticate(made.secret());

    assertThat(keys.list())
        .extracting(ApiKey::lastUsedAt)
        .containsExactly(Optional.of(Scene.START.plusSeconds(5)));
  }
}
