package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.RunningJar;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hostile clients, many at once, against a small heap. The others are served meanwhile. */
final class BesiegedIT {
  private static final int ATTACKERS = 300;
  private static final Duration SERVED_WITHIN = Duration.ofSeconds(15);
  private static final String POST = "POST /api/workloads HTTP/1.1\r\nHost: localhost\r\n";
  private static final String JSON = "Content-Type: application/json\r\n";

  @TempDir private Path folder;
  private final List<Socket> attackers = new ArrayList<>();
  private RunningJar jar;
  private Api api;

  @BeforeEach
  void serveInASmallHeap() throws Exception {
    jar =
        RunningJar.serve(
            folder, Map.of("JAVA_TOOL_OPTIONS", "-Xmx128m -XX:+ExitOnOutOfMemoryError"));
    api = new Api(jar.address());
  }

  @AfterEach
  void stop() throws IOException {
    for (Socket attacker : attackers) {
      attacker.close();
    }
    jar.close();
  }

  @Test
  void halfOpenAndEndlessClients_othersAreServed() throws Exception {
    // Heads that never end.
    attack(POST + "X-Slow: ");
    assertOthersAreServed("half heads");
    // Bodies that never come, and such that never end.
    attack(POST + JSON + "Content-Length: 1000000\r\n\r\n{");
    attack(POST + JSON + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n");
    assertOthersAreServed("half bodies");
    // Half a megabyte each, and not the rest: 150 MB in all.
    String half = POST + JSON + "Content-Length: 1000000\r\n\r\n" + " ".repeat(500_000);
    attack(half);
    assertOthersAreServed("large half bodies");
    // Answers that nobody reads.
    attack("GET /api/gpus HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(20));
    assertOthersAreServed("deaf clients");
  }

  @Test
  void absurdRequests_areRefusedAndOthersAreServed() throws Exception {
    String nested = "[".repeat(100_000);
    assertThat(api.submit("nested", nested).statusCode()).isEqualTo(400);
    String nestedInside = "{\"notes\":" + "{\"a\":".repeat(100_000);
    assertThat(api.submit("nested-too", nestedInside).statusCode()).isEqualTo(400);
    for (int i = 0; i < 20; i++) {
      assertThat(statusOf("GET / HTTP/1.1\r\nHost: localhost\r\nX-Huge: " + "x".repeat(1 << 20)))
          .isEqualTo("431");
    }
    String endless = POST + JSON + "Transfer-Encoding: chunked\r\n\r\n";
    String chunk = "10000\r\n" + " ".repeat(0x10000) + "\r\n";
    for (int i = 0; i < 20; i++) {
      assertThat(statusOf(endless + chunk.repeat(64))).isEqualTo("413");
    }
    assertOthersAreServed("absurd requests");
  }

  private void attack(String bytes) throws IOException {
    for (int i = 0; i < ATTACKERS; i++) {
      Socket attacker = new Socket("127.0.0.1", jar.address().getPort());
      attackers.add(attacker);
      Thread sender = new Thread(() -> send(attacker, bytes), "attacker");
      sender.setDaemon(true);
      sender.start();
    }
  }

  private static void send(Socket attacker, String bytes) {
    try {
      OutputStream out = attacker.getOutputStream();
      out.write(bytes.getBytes(StandardCharsets.US_ASCII));
      out.flush();
    } catch (IOException e) {
      // It was thrown out, and rightly so.
    }
  }

  /** Returns the status of the answer, which may come before everything is sent. */
  private String statusOf(String request) throws IOException {
    try (Socket client = new Socket("127.0.0.1", jar.address().getPort())) {
      client.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
      Thread sender = new Thread(() -> send(client, request), "sender");
      sender.setDaemon(true);
      sender.start();
      byte[] head = client.getInputStream().readNBytes("HTTP/1.1 431".length());
      String line = new String(head, StandardCharsets.US_ASCII);
      return line.substring(line.indexOf(' ') + 1);
    } catch (SocketException e) {
      return "reset";
    }
  }

  private void assertOthersAreServed(String during) throws IOException, InterruptedException {
    for (int i = 0; i < 5; i++) {
      long begin = System.nanoTime();
      String key = during.replace(' ', '-') + i;
      HttpResponse<String> answer = api.submit(key, Api.workload("besieged", key));
      assertThat(answer.statusCode()).as(during + answer.body()).isEqualTo(201);
      assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).as(during).isLessThan(SERVED_WITHIN);
    }
    assertThat(jar.handle().isAlive()).as(during).isTrue();
    assertThat(jar.log()).as(during).doesNotContain("java.lang.OutOfMemoryError");
  }
}
