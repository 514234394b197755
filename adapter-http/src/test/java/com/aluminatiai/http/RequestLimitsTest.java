package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.http.TestApi.Answer;
import com.aluminatiai.http.TestApi.Operated;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits over real sockets. What is forwarded to 127.0.0.1 is not from there. */
final class RequestLimitsTest {
  private static final Operated TEN_A_MINUTE = new Operated(10, 0, Optional.empty());

  private static HttpSettings behind(List<String> proxies, boolean isKeyRequired) {
    return new HttpSettings(
        "127.0.0.1", 0, isKeyRequired, false, Optional.empty(), Set.of(), proxies);
  }

  private static TestApi behindProxy() {
    return TestApi.start(behind(List.of("127.0.0.0/8"), false), TEN_A_MINUTE);
  }

  private static Answer from(TestApi api, String address, String path) {
    return api.send(api.request(path).header("X-Forwarded-For", address).GET());
  }

  private static void useUp(TestApi api, String address) {
    while (from(api, address, "/api/workloads").status() != 429) {
      // One more.
    }
  }

  @Test
  void everyCountedAnswer_saysWhatIsLeft() {
    try (TestApi api = behindProxy()) {
      Answer first = from(api, "198.51.100.7", "/api/workloads");
      Answer unknown = from(api, "198.51.100.7", "/api/nothing");
      Answer wrong = from(api, "198.51.100.7", "/api/workloads/no-uuid");

      // 60 s / 10: one token comes back every 6 s.
      assertThat(first.header("RateLimit-Limit")).isEqualTo("10");
      assertThat(first.header("RateLimit-Remaining")).isEqualTo("9");
      assertThat(first.header("RateLimit-Reset")).isEqualTo("6");
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(unknown.header("RateLimit-Remaining")).isEqualTo("8");
      assertThat(wrong.status()).isEqualTo(400);
      assertThat(wrong.header("RateLimit-Remaining")).isEqualTo("7");
    }
  }

  @Test
  void theEleventhRequest_is429UntilATokenIsBack() {
    try (TestApi api = behindProxy()) {
      for (int i = 0; i < 10; i++) {
        assertThat(from(api, "198.51.100.7", "/api/workloads").status()).isEqualTo(200);
      }
      api.clock.advance(Duration.ofMillis(1500));
      Answer refused = from(api, "198.51.100.7", "/api/workloads");

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.error()).isEqualTo("rate_limited");
      assertThat(refused.text("/message"))
          .isEqualTo("Too many requests from this address; try again in 5 seconds.");
      // 6 s - 1.5 s and 60 s - 1.5 s, rounded up.
      assertThat(refused.header("Retry-After")).isEqualTo("5");
      assertThat(refused.header("RateLimit-Limit")).isEqualTo("10");
      assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
      assertThat(refused.header("RateLimit-Reset")).isEqualTo("59");
      assertThat(from(api, "198.51.100.8", "/api/workloads").status()).isEqualTo(200);

      api.clock.advance(Duration.ofMillis(4500));
      assertThat(from(api, "198.51.100.7", "/api/workloads").status()).isEqualTo(200);
      assertThat(from(api, "198.51.100.7", "/api/workloads").status()).isEqualTo(429);
    }
  }

  @Test
  void whatIsNotTheApi_isNotCounted() {
    try (TestApi api = behindProxy()) {
      useUp(api, "198.51.100.7");

      Answer health = from(api, "198.51.100.7", "/health/live");
      assertThat(health.status()).isEqualTo(200);
      assertThat(health.header("RateLimit-Limit")).isNull();
      assertThat(from(api, "198.51.100.7", "/api/gpus").status()).isEqualTo(429);
      assertThat(from(api, "198.51.100.7", "/api/nothing").status()).isEqualTo(429);
      for (String same : List.of("/%61pi/gpus", "/api//gpus", "/x/../api/gpus", "/./api/gpus")) {
        assertThat(from(api, "198.51.100.7", same).status()).as(same).isIn(400, 404, 429);
      }
      HttpRequest.Builder preflight =
          api.request("/api/workloads")
              .header("X-Forwarded-For", "198.51.100.7")
              .method("OPTIONS", BodyPublishers.noBody());
      assertThat(api.send(preflight).status()).isEqualTo(204);
    }
  }

  @Test
  void loopback_isExempt_untilSomethingIsForwardedThatNobodyVouchesFor() {
    try (TestApi api = TestApi.start(behind(List.of(), false), TEN_A_MINUTE)) {
      for (int i = 0; i < 20; i++) {
        Answer answer = api.get("/api/workloads");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("RateLimit-Limit")).isNull();
      }

      useUp(api, "198.51.100.7");
      // Whatever the header says: all of it counts against the one who sent it.
      assertThat(from(api, "198.51.100.8", "/api/workloads").status()).isEqualTo(429);
      assertThat(api.send(api.request("/api/gpus").header("X-Real-IP", "x")).status())
          .isEqualTo(429);
      assertThat(api.get("/api/workloads").status()).isEqualTo(200);
    }
  }

  /** What an undeclared proxy on the same machine sends when nobody told it to say for whom. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1\r\nHost: carbon.example",
        "HTTP/1.0\r\nHost: 127.0.0.1:8080",
        "HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Port: 443",
        "HTTP/1.1\r\nHost: localhost\r\nCF-Connecting-IP: 192.0.2.1",
        "HTTP/1.1\r\nHost: localhost\r\nX-Client-IP: 192.0.2.1"
      })
  void loopback_thatAsksForOthers_isNotExempt(String start) {
    try (TestApi api = TestApi.start(behind(List.of(), false), TEN_A_MINUTE)) {
      String asked = start + "\r\nConnection: close\r\n\r\n";

      assertThat(api.sendRaw("GET /api/gpus?search=h100 " + asked))
          .contains("RateLimit-Remaining: 9");
      assertThat(api.sendRaw("GET /metrics " + asked)).contains(" 401 ");
    }
  }

  @Test
  void addressesOfOneIpv6Network_countAsOne() {
    try (TestApi api = behindProxy()) {
      useUp(api, "2001:db8:0:1::1");

      assertThat(from(api, "2001:db8:0:1:ffff::2", "/api/gpus").status()).isEqualTo(429);
      assertThat(from(api, "[2001:db8:0:1::3]:4711", "/api/gpus").status()).isEqualTo(429);
      assertThat(from(api, "2001:db8:0:2::1", "/api/gpus").status()).isEqualTo(200);
    }
  }

  @Test
  void eachKey_hasALimitOfItsOwn_alsoOnLoopback() throws Exception {
    Operated twoADay = new Operated(10, 2, Optional.empty());
    try (TestApi api = TestApi.start(behind(List.of(), true), twoADay)) {
      String laptop = api.keys.create("laptop", Optional.empty()).secret();
      String ci = api.keys.create("ci", Optional.empty()).secret();

      assertThat(withKey(api, laptop).header("RateLimit-Remaining")).isEqualTo("1");
      assertThat(withKey(api, laptop).status()).isEqualTo(200);
      Answer refused = withKey(api, laptop);

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.header("RateLimit-Limit")).isEqualTo("2");
      // A day / 2.
      assertThat(refused.header("Retry-After")).isEqualTo("43200");
      assertThat(withKey(api, ci).status()).isEqualTo(200);
    }
  }

  private static Answer withKey(TestApi api, String secret) {
    return api.send(api.request("/api/workloads").header("Authorization", "Bearer " + secret));
  }

  @Test
  void wrongKeys_countAgainstTheAddress_andTheHeadersTellTheTighterLimit() throws Exception {
    Operated operated = new Operated(10, 1000, Optional.empty());
    try (TestApi api = TestApi.start(behind(List.of("127.0.0.1"), true), operated)) {
      String secret = api.keys.create("laptop", Optional.empty()).secret();
      for (int i = 0; i < 9; i++) {
        assertThat(from(api, "198.51.100.7", "/api/workloads").status()).isEqualTo(401);
      }
      Answer last =
          api.send(
              api.request("/api/workloads")
                  .header("Authorization", "Bearer " + secret)
                  .header("X-Forwarded-For", "198.51.100.7"));

      assertThat(last.status()).isEqualTo(200);
      assertThat(last.header("RateLimit-Limit")).isEqualTo("10");
      assertThat(last.header("RateLimit-Remaining")).isEqualTo("0");
      assertThat(from(api, "198.51.100.7", "/api/workloads").status()).isEqualTo(429);
    }
  }

  @Test
  void whileTheStorageIsAway_theLimitHolds() {
    try (TestApi api = behindProxy()) {
      api.buckets.beAway(true);
      for (int i = 0; i < 20; i++) {
        assertThat(from(api, "198.51.100.7", "/api/gpus").status()).isEqualTo(i < 10 ? 200 : 429);
      }
    }
  }
}
