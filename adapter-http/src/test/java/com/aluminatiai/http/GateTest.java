package com.aluminatiai.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused by a request's head alone, before anything of its body is waited for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GateTest {
  private static final String END = "Connection: close\r\n\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

  /** Every header and parameter by which some framework lets a request claim another method. */
  private static final List<String> CLAIMS =
      List.of(
          "X-HTTP-Method-Override",
          "x-http-method-override",
          "X-HTTP-Method",
          "X-Method-Override",
          "X-Original-Method",
          "X-Forwarded-Method",
          "X-Rewrite-Method",
          "Method-Override",
          "_method");

  private TestApi open;
  private TestApi closed;
  private String secret;

  @BeforeAll
  void start() throws Exception {
    open =
        TestApi.start(
            new HttpSettings(
                "127.0.0.1",
                0,
                false,
                true,
                Optional.of(URI.create("https://carbon.example:8443/base")),
                Set.of("https://app.example.org"),
                List.of()));
    closed =
        TestApi.start(
            new HttpSettings(
                "127.0.0.1", 0, true, false, Optional.empty(), Set.of(), List.of("127.0.0.0/8")),
            new TestApi.Operated(1000, 0, Optional.empty()));
    secret = closed.keys.create("ci", Optional.empty()).secret();
  }

  @AfterAll
  void stop() {
    open.close();
    closed.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
  void whatReads_changesNoRow_whateverItsHeadersClaim(String method) {
    String one = open.submitGolden();
    String before = open.get(one).raw().body();
    for (String claim : CLAIMS) {
      for (String claimed : List.of("DELETE", "PATCH", "POST", "PUT", "delete")) {
        String body = "{\"status\":\"failed\"}";
        for (String path : List.of(one, "/api/workloads?project=", "/api/workloads")) {
          String query = (path.contains("?") ? "&" : "?") + claim + "=" + claimed;
          for (String address : List.of(path, path + query)) {
            String answer =
                open.sendRaw(
                    method
                        + " "
                        + address
                        + " HTTP/1.1\r\nHost: localhost\r\n"
                        + (claim + ": " + claimed + "\r\n" + JSON)
                        + ("Content-Length: " + body.length() + "\r\n")
                        + END
                        + body);
            assertThat(answer).as(address).containsPattern("^HTTP/1.1 (200|204|400) ");
          }
        }
      }
    }

    assertThat(open.get(one).raw().body()).isEqualTo(before);
  }

  @Test
  void whatWrites_isWhatItsMethodSays_whateverItsHeadersClaim() {
    String one = open.submitGolden();

    String answer =
        open.sendRaw(
            "DELETE "
                + one
                + " HTTP/1.1\r\nHost: localhost\r\nX-HTTP-Method-Override: GET\r\n"
                + END);

    assertThat(answer).startsWith("HTTP/1.1 204 ");
    assertThat(open.get(one).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:1, localhost:1, , 201",
    "http://localhost, localhost, , 201",
    "http://localhost, localhost:80, , 201",
    "https://localhost, localhost, same-origin, 201",
    "HTTP://LOCALHOST:1, localhost:1, , 201",
    "http://[::1]:1, [::1]:1, , 201",
    "https://carbon.example:8443, localhost:1, , 201",
    "https://app.example.org, localhost:1, cross-site, 201",
    "https://other.example, localhost:1, same-origin, 201",
    ", localhost:1, , 201",
    ", localhost:1, none, 201",
    ", localhost:1, same-origin, 201",
    ", localhost:1, cross-site, 403",
    "https://evil.example, localhost:1, , 403",
    "https://evil.example, localhost:1, cross-site, 403",
    "http://localhost:2, localhost:1, same-site, 403",
    "http://localhost:2, localhost:1, , 403",
    "http://localhost, localhost:1, , 403",
    "http://localhost.evil.example, localhost, , 403",
    "https://carbon.example, localhost:1, , 403",
    "https://carbon.example:8443.evil.example, localhost:1, , 403",
    "null, localhost:1, , 403",
    "file://, localhost:1, , 403",
    "'', localhost:1, , 403",
  })
  void pageOfAnotherSite_mayNotWrite(String origin, String host, String site, int status) {
    String head =
        ("Host: " + host + "\r\n")
            + (origin == null ? "" : "Origin: " + origin + "\r\n")
            + (site == null ? "" : "Sec-Fetch-Site: " + site + "\r\n");
    String body = TestApi.GOLDEN;
    int before = count();

    String answer =
        open.sendRaw(
            "POST /api/workloads HTTP/1.1\r\n"
                + head
                + JSON
                + ("Content-Length: " + body.length() + "\r\n")
                + END
                + body);

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    assertThat(count() - before).isEqualTo(status == 201 ? 1 : 0);
    if (status == 403) {
      assertThat(answer).contains("\"error\":\"forbidden_origin\"").contains("X-Request-Id: ");
      String read = open.sendRaw("GET /api/workloads HTTP/1.1\r\n" + head + END);
      assertThat(read).startsWith("HTTP/1.1 200 ");
    }
  }

  private int count() {
    return open.get("/api/summary").json().at("/total/count").asInt();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PATCH", "DELETE", "PUT", "BREW"})
  void everyMethodThatWrites_isRefusedToOtherSites(String method) {
    String one = open.submitGolden();

    String answer =
        open.sendRaw(
            method
                + " "
                + one
                + " HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil.example\r\n"
                + END);

    assertThat(answer).startsWith("HTTP/1.1 403 ");
    assertThat(open.get(one).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST /api/workloads | Content-Length: 60000 | 401",
        "POST /api/workloads | Content-Length: 1000000 | 401",
        "POST /api/workloads/import | Transfer-Encoding: chunked | 401",
        "PATCH /api/workloads/x | Content-Length: 60000 | 401",
        "DELETE /api/workloads/x | Content-Length: 60000 | 401",
        "PUT /api/nowhere | Content-Length: 60000 | 401",
        "GET /api/workloads | Content-Length: 60000 | 401",
        "GET /health/live | Content-Length: 60000 | 200",
      })
  void withoutAKey_noBodyIsWaitedFor(String start, String length, String status)
      throws IOException {
    assertThat(firstBytes(closed, start + " HTTP/1.1\r\nHost: localhost\r\n" + length))
        .isEqualTo("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "X: y | zz\\r\\n\\r\\n | 401 | false",
        "X: y | 2\\r\\n{}zz\\r\\n | 401 | false",
        "X: y | 2\\r\\n{}\\r\\n-1\\r\\n | 401 | false",
        "X: y | 2\\r\\n{}\\r\\n0\\r\\n\\r\\n | 401 | true",
        "Origin: http://evil.example | zz\\r\\n\\r\\n | 403 | false",
        "Origin: http://evil.example | 2\\r\\n{}zz\\r\\n | 403 | false",
        "Origin: http://evil.example | 2\\r\\n{}\\r\\n0\\r\\n\\r\\n | 403 | true",
      })
  void refusedByItsHead_aBodyBehindWhichNothingCanBeRead_isSaidToBeTheLast(
      String field, String body, int status, boolean isNextAnswered) throws IOException {
    String answer =
        closed.sendRaw(
            "POST /api/workloads HTTP/1.1\r\nHost: localhost\r\n"
                + (field + "\r\nTransfer-Encoding: chunked\r\n\r\n")
                + body.replace("\\r", "\r").replace("\\n", "\n")
                + "GET /health/live HTTP/1.1\r\nHost: localhost\r\n"
                + END);

    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    String first = answer.substring(0, answer.indexOf("\r\n\r\n"));
    assertThat(answer.contains("{\"status\":\"live\"}")).as(answer).isEqualTo(isNextAnswered);
    assertThat(first.contains("Connection: close")).as(answer).isNotEqualTo(isNextAnswered);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST /api/workloads | X: y | 401",
        "POST /api/workloads | Origin: http://evil.example | 403",
        "POST /api/workloads/import | Content-Type: text/csv | 401",
        "GET /health/live | X: y | 200",
      })
  void answeredBeforeItsBodyIsThere_isSaidToBeTheLast(String start, String field, int status)
      throws IOException {
    for (String half :
        List.of("Content-Length: 60000\r\n\r\n{", "Transfer-Encoding: chunked\r\n\r\n5\r\n{")) {
      String answer =
          closed.sendRaw(start + " HTTP/1.1\r\nHost: localhost\r\n" + field + "\r\n" + half);

      assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("Connection: close\r\n");
    }
  }

  @Test
  void overALimit_noBodyIsWaitedFor() throws IOException {
    HttpSettings behind =
        new HttpSettings(
            "127.0.0.1", 0, false, false, Optional.empty(), Set.of(), List.of("127.0.0.0/8"));
    try (TestApi limited = TestApi.start(behind, new TestApi.Operated(1, 0, Optional.empty()))) {
      String from = "Host: localhost\r\nX-Forwarded-For: 198.51.100.7\r\n";
      limited.sendRaw("GET /api/gpus HTTP/1.1\r\n" + from + END);

      assertThat(
              firstBytes(
                  limited, "POST /api/workloads HTTP/1.1\r\n" + from + "Content-Length: 60000"))
          .isEqualTo("HTTP/1.1 429 ");
    }
  }

  /** Sends a head whose body never comes, and returns the beginning of the answer. */
  private static String firstBytes(TestApi api, String head) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write((head + "\r\n\r\n").getBytes(UTF_8));
      return new String(socket.getInputStream().readNBytes(13), UTF_8);
    }
  }

  @Test
  void clientsWithoutAKey_takeNoPlaceOfAnImport() throws IOException {
    List<Socket> drips = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket drip = new Socket("127.0.0.1", closed.port());
        drips.add(drip);
        drip.setSoTimeout(10_000);
        drip.getOutputStream()
            .write(
                ("POST /api/workloads/import HTTP/1.1\r\nHost: localhost\r\n"
                        + "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n")
                    .getBytes(UTF_8));
        InputStream in = drip.getInputStream();
        assertThat(new String(in.readNBytes(12), UTF_8)).isEqualTo("HTTP/1.1 401");
      }

      String answer =
          closed.sendRaw(
              "POST /api/workloads HTTP/1.1\r\nHost: localhost\r\n"
                  + ("Authorization: Bearer " + secret + "\r\n" + JSON)
                  + ("Content-Length: 70000\r\n" + END)
                  + TestApi.GOLDEN
                  + " ".repeat(70_000 - TestApi.GOLDEN.length()));
      assertThat(answer).startsWith("HTTP/1.1 201 ");
    } finally {
      for (Socket drip : drips) {
        drip.close();
      }
    }
  }

  @Test
  void placesOfLargeBodies_areFreeOnceTheAnswerIsGiven() throws IOException {
    List<Socket> refused = new ArrayList<>();
    try {
      for (int i = 0; i < 100; i++) {
        Socket one = new Socket("127.0.0.1", closed.port());
        refused.add(one);
        one.setSoTimeout(10_000);
        one.getOutputStream()
            .write(
                ("POST /api/workloads HTTP/1.1\r\nHost: localhost\r\n"
                        + ("Authorization: Bearer " + secret + "\r\n")
                        + "Content-Type: text/plain\r\nContent-Length: 1000000\r\n\r\n ")
                    .getBytes(UTF_8));
        // The rest is taken for some seconds more, in no place that others need.
        assertThat(new String(one.getInputStream().readNBytes(12), UTF_8))
            .isEqualTo("HTTP/1.1 415");
      }
    } finally {
      for (Socket one : refused) {
        one.close();
      }
    }
  }

  @Test
  void aRequestIsCountedOnce() {
    String answer =
        closed.sendRaw(
            "POST /api/nowhere HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: 203.0.113.9\r\n"
                + ("Authorization: Bearer " + secret + "\r\n")
                + END);

    assertThat(answer).startsWith("HTTP/1.1 404 ").contains("RateLimit-Remaining: 999\r\n");
  }
}
