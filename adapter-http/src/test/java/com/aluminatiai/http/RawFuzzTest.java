package com.aluminatiai.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bytes that are nearly HTTP, with a fixed seed: whatever comes, no answer is a 5xx, the service
 * goes on, and without the key that is needed nothing is stored or deleted.
 */
final class RawFuzzTest {
  private static final long SEED = 20_261_128;
  private static final int ROUNDS = 600;

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS", "PUT", "TRACE", "BREW", "get");
  private static final List<String> PATHS =
      List.of(
          "/",
          "/api/workloads",
          "/api/workloads?limit=1",
          "/api/workloads/import?mode=atomic",
          "/api/workloads/export?format=ndjson",
          "/api/workloads/00000000-0000-7000-8000-000000000001",
          "/api/summary?group_by=project",
          "/api/estimates/compare",
          "/api/generate-sdk",
          "/health/ready",
          "/openapi.json",
          "/api/../api/workloads",
          "*");
  private static final List<String> HEADERS =
      List.of(
          "Host: localhost",
          "Content-Type: application/json",
          "Content-Type: text/csv",
          "Content-Length: 20",
          "Content-Length: 2147483648",
          "Content-Length: 99999999999999999999",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip",
          "Content-Encoding: gzip",
          "Accept-Encoding: gzip;q=x, *",
          "Expect: 100-continue",
          "Connection: keep-alive, Upgrade",
          "Upgrade: websocket",
          "Sec-WebSocket-Version: 13",
          "HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA",
          "X-HTTP-Method-Override: DELETE",
          "Authorization: Bearer alu_x",
          "Authorization: Basic",
          "Cookie: a=\"b; c",
          "Range: bytes=0-1,-1",
          "If-Match: \"1\", W/",
          "If-None-Match: *",
          "Idempotency-Key: k",
          "Origin: null",
          "Sec-Fetch-Site: cross-site",
          "X-Forwarded-For: ,, [::1]:x, 999.1.1.1",
          "X-Forwarded-Host: evil.example",
          "Forwarded: for=\"_x\"",
          "X-Request-Id: \u00e9",
          "Accept-Language: ");

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nearlyHttp_isNeverAFaultOfOurs(boolean isKeyRequired) throws IOException {
    HttpSettings settings =
        new HttpSettings(
            "127.0.0.1", 0, isKeyRequired, false, Optional.empty(), Set.of(), List.of());
    Random random = new Random(SEED);
    try (TestApi api = TestApi.start(settings)) {
      for (int round = 0; round < ROUNDS; round++) {
        String request = request(random);
        String answer = answer(api, request);
        assertThat(answer)
            .as("seed %d, round %d: %s", SEED, round, request)
            .matches("(?s)|HTTP/1\\.1 [1-4].*");
        assertThat(answer).doesNotContain("HTTP/1.1 500").doesNotContain("Exception");
      }
      assertThat(api.get("/health/live").status()).isEqualTo(200);
      if (isKeyRequired) {
        assertThat(api.metrics.scrape()).doesNotContain("status=\"201\"");
      }
    }
  }

  private static String request(Random random) {
    StringBuilder request = new StringBuilder();
    request
        .append(one(METHODS, random))
        .append(' ')
        .append(one(PATHS, random))
        .append(random.nextInt(8) == 0 ? " HTTP/1.0\r\n" : " HTTP/1.1\r\n");
    for (int i = random.nextInt(6); i >= 0; i--) {
      request.append(one(HEADERS, random)).append("\r\n");
    }
    request.append("Host: localhost\r\n\r\n").append(TestApi.GOLDEN, 0, random.nextInt(40));
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(request.length());
      if (random.nextBoolean()) {
        request.insert(at, (char) random.nextInt(256));
      } else {
        request.deleteCharAt(at);
      }
    }
    return request.toString();
  }

  private static String one(List<String> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Returns what comes back; nothing where the connection is reset. */
  private static String answer(TestApi api, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (SocketException reset) {
      return "";
    }
  }
}
