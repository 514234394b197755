package com.aluminatiai.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no HTTP client sends: raw bytes, and what Jetty answers before the router sees them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BelowTheRouterTest {
  private static final String HOST = "Host: localhost\r\n";
  private static final String POST =
      "POST /api/workloads HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n";
  private static final String CLOSE = "Connection: close\r\n\r\n";
  private TestApi api;

  @BeforeAll
  void start() {
    api = TestApi.start();
  }

  @AfterAll
  void stop() {
    api.close();
  }

  private static void assertShape(String answer, int status, String error) {
    assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    int end = answer.indexOf("\r\n\r\n");
    String head = answer.substring(0, end);
    JsonNode body = TestApi.tree(answer.substring(end + 4));
    assertThat(body.at("/error").asText()).isEqualTo(error);
    assertThat(body.at("/message").asText()).endsWith(".");
    assertThat(head)
        .containsIgnoringCase("Content-Type: application/json")
        .containsIgnoringCase("X-Request-Id: ")
        .containsIgnoringCase("X-Content-Type-Options: nosniff");
    assertThat(answer).doesNotContainIgnoringCase("jetty").doesNotContain("Exception");
    assertThat(head).doesNotContain("Server:");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: local host\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nNo Colon\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: a\u0000b\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /%2e%2e/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api%2Fworkloads HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "POST /api/workloads HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
        "POST /api/workloads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n",
        "POST /api/workloads HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: magic\r\n"
            + "Connection: close\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
      })
  void whatIsNotHttp_isABadRequest(String bytes) {
    assertShape(api.sendRaw(bytes), 400, "bad_request");
  }

  /** What two readers of one connection could cut into requests at two places. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding:\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked, chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: x\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "Content-Length: 2, 2\r\n\r\n{}",
        "Content-Length: +2\r\n\r\n{}",
        "Content-Length: -2\r\n\r\n{}",
        "Content-Length: 0x2\r\n\r\n{}",
        "Content-Length : 2\r\n\r\n{}",
        " Content-Length: 2\r\n\r\n{}",
        "X: a\r\n b\r\nContent-Length: 2\r\n\r\n{}",
        "X: a\nContent-Length: 2\r\n\r\n{}",
        "X: a\rContent-Length: 2\r\n\r\n{}",
        "Content-Length: 2\n\n{}",
      })
  void bodyWhoseEndIsUnclear_isABadRequestAndTheLast(String rest) {
    String answer = api.sendRaw(POST + rest + "GET /health/live HTTP/1.1\r\n" + HOST + CLOSE);

    assertShape(answer, 400, "bad_request");
    assertThat(answer).contains("Connection: close\r\n").doesNotContain("HTTP/1.1 200");
  }

  @Test
  void chunksOfHttp10_areABadRequest() {
    String old = POST.replace("HTTP/1.1", "HTTP/1.0") + "Connection: keep-alive\r\n";

    String answer = api.sendRaw(old + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n");

    assertShape(answer, 400, "bad_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET\r\n\r\n",
        "GET / HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nNo Colon\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET /api%2Fworkloads HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: magic\r\n\r\n",
        "PUT /api/workloads HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
        "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "POST /api/workloads HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 2\r\n\r\n{}",
      })
  void connectionThatIsClosed_isSaidToBe(String bytes) {
    String answer = api.sendRaw(bytes + "GET /health/live HTTP/1.1\r\n" + HOST + CLOSE);

    boolean isNextAnswered = answer.contains("{\"status\":\"live\"}");
    String first = answer.substring(0, answer.indexOf("\r\n\r\n"));
    assertThat(first.contains("Connection: close")).as(answer).isNotEqualTo(isNextAnswered);
  }

  @Test
  void longAddress_isSaidToBeTheLastOfItsConnection() {
    assertThat(api.sendRaw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + "\r\n"))
        .startsWith("HTTP/1.1 414 ")
        .contains("Connection: close\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//api/workloads", "/api//workloads", "/api%2Fworkloads", "/api/{id}", "/api/%ff"})
  void addressThatCanBeReadInTwoWays_isSaidToBe(String address) {
    String answer = api.sendRaw("GET " + address + " HTTP/1.1\r\n" + HOST + CLOSE);

    assertShape(answer, 400, "bad_request");
    assertThat(answer).contains("The address can be read in more than one way");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Host: a b\r\n",
        "Host: localhost\r\nHost: localhost\r\n",
        "Host: localhost\r\nNo Colon\r\n",
        "Host: localhost\r\nContent-Length: x\r\n",
        "Host: localhost\r\nTransfer-Encoding: magic\r\n",
        "Host: localhost\r\nExpect: magic\r\n",
      })
  void badHeaders_areAnsweredWithTheRequestsOwnId(String headers) {
    String answer = api.sendRaw("POST / HTTP/1.1\r\nx-request-id: mine.1\r\n" + headers + CLOSE);

    assertShape(answer, 400, "bad_request");
    assertThat(answer).contains("X-Request-Id: mine.1\r\n");
  }

  @Test
  void hugeHeaders_areAnsweredWithTheRequestsOwnId() {
    String huge = "X: " + "a".repeat(20_000) + "\r\n";

    String mine = api.sendRaw("GET / HTTP/1.1\r\nX-Request-Id: mine\r\n" + HOST + huge + CLOSE);
    String odd = api.sendRaw("GET / HTTP/1.1\r\nX-Request-Id: <b>\r\n" + HOST + huge + CLOSE);

    assertThat(mine).startsWith("HTTP/1.1 431 ").contains("X-Request-Id: mine\r\n");
    assertThat(odd).startsWith("HTTP/1.1 431 ").contains("X-Request-Id: 0").doesNotContain("<b>");
  }

  @Test
  void idOfOneRequest_isNotThatOfTheNext() {
    String answer =
        api.sendRaw(
            "GET /health/live HTTP/1.1\r\nX-Request-Id: first\r\n"
                + HOST
                + "\r\nGET /health/live HTTP/1.1\r\n"
                + HOST
                + "Host: localhost\r\n"
                + CLOSE);

    assertThat(answer).contains("HTTP/1.1 200 ").contains("HTTP/1.1 400 ");
    assertThat(answer.split("X-Request-Id: first", -1)).hasSize(2);
  }

  @Test
  void answers_sayWhenTheyWereMade() {
    assertThat(api.sendRaw("GET /health/live HTTP/1.1\r\n" + HOST + CLOSE))
        .containsPattern("Date: [A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT\r\n");
  }

  @Test
  void veryLongAddress_isTooLong() {
    assertShape(
        api.sendRaw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\n" + HOST + CLOSE),
        414,
        "uri_too_long");
  }

  @Test
  void veryLargeHeaders_areTooLarge() {
    assertShape(
        api.sendRaw("GET / HTTP/1.1\r\n" + HOST + "X: " + "a".repeat(20_000) + "\r\n" + CLOSE),
        431,
        "headers_too_large");
  }

  @Test
  void chunkedBodyOverOneMebibyte_isTooLargeWithoutBeingReadToItsEnd() throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket.setSoTimeout(20_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST /api/workloads HTTP/1.1\r\n"
                  + HOST
                  + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      byte[] chunk =
          ("10000\r\n" + " ".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 17; i++) {
        out.write(chunk);
      }
      out.flush();

      // The body has not ended, and the answer is there.
      InputStream in = socket.getInputStream();
      String answer = new String(in.readNBytes(12), StandardCharsets.US_ASCII);

      assertThat(answer).isEqualTo("HTTP/1.1 413");
    }
  }

  @Test
  void declaredBodyOverOneMebibyte_isRefusedBeforeItIsSent() {
    String answer =
        api.sendRaw(
            "POST /api/workloads HTTP/1.1\r\n"
                + HOST
                + "Content-Type: application/json\r\nContent-Length: 2000000\r\n"
                + "Expect: 100-continue\r\n"
                + CLOSE);

    assertShape(answer, 413, "payload_too_large");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, 413, payload_too_large",
    "text/plain, 415, unsupported_media_type"
  })
  void answerBeforeTheBodyIsSent_reachesWhoSendsAllOfItFirst(
      String type, int status, String error) {
    int bytes = 20_000_000;

    String answer =
        api.sendRaw(
            "POST /api/workloads HTTP/1.1\r\n"
                + HOST
                + ("Content-Type: " + type + "\r\nContent-Length: " + bytes + "\r\n")
                + CLOSE
                + " ".repeat(bytes));

    assertShape(answer, status, error);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:1, 200",
    "localhost., 200",
    "127.0.0.1:8080, 200",
    "127.9.9.9, 200",
    "[::1]:8080, 200",
    "evil.example, 421",
    "localhost.evil.example, 421",
    "127.0.0.1.evil.example, 421",
    "10.0.0.1, 421",
    "[::2], 421",
    "0x7f.1, 421",
  })
  void hostThatIsNotOurs_isMisdirected(String host, int status) {
    String answer = api.sendRaw("GET /health/live HTTP/1.1\r\nHost: " + host + "\r\n" + CLOSE);

    assertThat(answer).startsWith("HTTP/1.1 " + status);
    if (status == 421) {
      assertShape(answer, 421, "misdirected_request");
    }
  }

  @Test
  void head_isAGetWithoutABody() {
    String head = api.sendRaw("HEAD /health/live HTTP/1.1\r\n" + HOST + CLOSE);
    String missing =
        api.sendRaw(
            "HEAD /api/workloads/00000000-0000-7000-8000-00000000ffff HTTP/1.1\r\n" + HOST + CLOSE);

    assertThat(head).startsWith("HTTP/1.1 200").endsWith("\r\n\r\n");
    assertThat(missing).startsWith("HTTP/1.1 404").endsWith("\r\n\r\n");
  }

  @Test
  void options_namesTheMethods() {
    String answer = api.sendRaw("OPTIONS /api/workloads HTTP/1.1\r\n" + HOST + CLOSE);

    assertThat(answer)
        .startsWith("HTTP/1.1 204")
        .contains("Allow: POST, GET, HEAD, DELETE, OPTIONS")
        .doesNotContain("Access-Control");
    assertThat(api.sendRaw("OPTIONS * HTTP/1.1\r\n" + HOST + CLOSE)).startsWith("HTTP/1.1 404");
    assertThat(api.sendRaw("TRACE /api/workloads HTTP/1.1\r\n" + HOST + CLOSE))
        .startsWith("HTTP/1.1 405");
  }

  @Test
  void http10WithoutAHost_isAnswered() {
    assertThat(api.sendRaw("GET /health/live HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource({"abc-1.2_3, true", "a b, false", "a/b, false", "'', false"})
  void requestId_isTheCallersOwnIfItIsOne(String id, boolean isTaken) {
    String answer =
        api.sendRaw(
            "GET /health/live HTTP/1.1\r\n" + HOST + "X-Request-Id: " + id + "\r\n" + CLOSE);

    assertThat(answer.contains("X-Request-Id: " + id + "\r\n")).isEqualTo(isTaken);
    assertThat(answer).containsPattern("X-Request-Id: [A-Za-z0-9._-]+\r\n");
  }

  @Test
  void requestIdOf65Characters_isReplaced() {
    String id = "a".repeat(65);

    assertThat(api.sendRaw("GET / HTTP/1.1\r\n" + HOST + "X-Request-Id: " + id + "\r\n" + CLOSE))
        .doesNotContain(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 100\r\n\r\n{\"num",
        "Transfer-Encoding: chunked\r\n\r\n5\r\n{",
      })
  void bodyThatDoesNotArrive_timesOut(String rest) {
    try (TestApi impatient = TestApi.startImpatient()) {
      assertShape(
          impatient.sendRaw(
              "POST /api/workloads HTTP/1.1\r\n"
                  + HOST
                  + "Content-Type: application/json\r\n"
                  + rest),
          408,
          "request_timeout");
    }
  }

  @Test
  void headersThatDoNotEnd_areLetGo() {
    try (TestApi impatient = TestApi.startImpatient()) {
      String answer = impatient.sendRaw("GET / HTTP/1.1\r\nHost: loc");

      assertThat(answer).matches("(?s)|HTTP/1.1 408 .*");
    }
  }

  @Test
  void headersThatDripIn_areLetGo() throws IOException {
    try (TestApi impatient = TestApi.startImpatient();
        Socket socket = new Socket("127.0.0.1", impatient.port())) {
      socket.setSoTimeout(50);
      OutputStream out = socket.getOutputStream();
      out.write("GET /health/live HTTP/1.1\r\nHost: localhost\r\nX: ".getBytes(UTF_8));

      assertThatIOException().isThrownBy(() -> dripUntilClosed(socket, out));
    }
  }

  /** Writes a byte every 50 ms, which never is too long a silence, for at most 20 seconds. */
  private static void dripUntilClosed(Socket socket, OutputStream out) throws IOException {
    for (int i = 0; i < 400; i++) {
      out.write('a');
      try {
        if (socket.getInputStream().read() < 0) {
          throw new IOException("closed");
        }
      } catch (SocketTimeoutException stillOpen) {
        out.flush();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\n{}zz\r\n",
        "Content-Length: 100\r\n\r\n{\"num",
      })
  void bodyThatIsBrokenOrEndsEarly_isABadRequest(String rest) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", api.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write((POST + rest).getBytes(UTF_8));
      socket.shutdownOutput();

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);

      assertShape(answer, 400, "bad_request");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void stop_letsABodyArriveThatIsOnItsWay(boolean isChunked) throws Exception {
    String start =
        isChunked
            ? "Transfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n"
            : "Content-Length: 8\r\n\r\n{\"a\":";
    try (TestApi stopping = TestApi.start();
        Socket socket = new Socket("127.0.0.1", stopping.port())) {
      OutputStream out = socket.getOutputStream();
      out.write((POST + start).getBytes(UTF_8));
      while (stopping.metrics.get("http.server.requests.in.flight").gauge().value() == 0) {
        Thread.onSpinWait();
      }

      Thread stop = new Thread(stopping::stopServing);
      stop.start();
      while (stopping.isAccepting()) {
        Thread.onSpinWait();
      }
      // Longer than a connection without a request may stay.
      socket.setSoTimeout(1500);
      assertThatThrownBy(() -> socket.getInputStream().read())
          .isInstanceOf(SocketTimeoutException.class);
      socket.setSoTimeout(20_000);
      out.write((isChunked ? "3\r\n 1}\r\n0\r\n\r\n" : " 1}").getBytes(UTF_8));

      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertShape(answer, 400, "validation_error");
      stop.join(10_000);
      assertThat(stop.isAlive()).isFalse();
    }
  }
}
