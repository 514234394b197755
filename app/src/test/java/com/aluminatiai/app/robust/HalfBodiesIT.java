package com.aluminatiai.app.robust;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.app.RunningJar;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As many half bodies and half heads as would fill the memory, from one client without a key. The
 * service lives, lives on when they have left, says what happened, and stops when it is told to.
 */
final class HalfBodiesIT {
  private static final int ATTACKERS = 2500;

  /** Twice what a silent client is waited for, and as much again for a slow machine. */
  private static final Duration SERVED_WITHIN = Duration.ofSeconds(90);

  private static final String HOST = " HTTP/1.1\r\nHost: localhost\r\n";

  private static final String HALF_BODY =
      "POST /api/workloads"
          + HOST
          + "Content-Type: application/json\r\nContent-Length: 65536\r\n\r\n"
          + " ".repeat(65_000);
  private static final String HALF_HEAD = "GET /api/gpus" + HOST + "X: " + "x".repeat(15_000);

  @TempDir private Path folder;
  private final List<SocketChannel> attackers = new ArrayList<>();

  @AfterEach
  void leave() throws IOException {
    for (SocketChannel attacker : attackers) {
      attacker.close();
    }
    attackers.clear();
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "api-key"})
  void oneClientWithHalfRequests_stopsNobodyForGood(String auth) throws Exception {
    Map<String, String> environment =
        Map.of("AUTH", auth, "JAVA_TOOL_OPTIONS", "-Xmx128m -XX:+ExitOnOutOfMemoryError");
    try (RunningJar jar = RunningJar.serve(folder, environment)) {
      Api api = new Api(jar.address());
      attack(jar, HALF_BODY);
      assertServed(api, auth, "among half bodies");
      leave();
      assertServed(api, auth, "after half bodies");
      attack(jar, HALF_HEAD);
      assertServed(api, auth, "among half heads");
      leave();
      assertServed(api, auth, "after half heads");
      attackInTurns(jar);
      assertServed(api, auth, "after attacks in turns");

      assertThat(jar.handle().isAlive()).isTrue();
      assertThat(jar.log())
          .doesNotContain("java.lang.OutOfMemoryError")
          .doesNotContain("a request failed")
          .contains("connections, as many as this heap");
      assertThat(jar.terminate()).isIn(0, 143);
    }
  }

  /** Nobody waits for the service to get over one attack before the next. */
  private void attackInTurns(RunningJar jar) throws IOException {
    for (String half : List.of(HALF_HEAD, HALF_BODY, HALF_HEAD, HALF_BODY)) {
      attack(jar, half);
      leave();
    }
  }

  private void attack(RunningJar jar, String half) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(half.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < ATTACKERS; i++) {
      connect(jar.address().getPort(), bytes.duplicate());
    }
  }

  /** Sends what the service takes without waiting for the rest; a refused connection is none. */
  private void connect(int port, ByteBuffer bytes) throws IOException {
    SocketChannel attacker = SocketChannel.open();
    attackers.add(attacker);
    attacker.configureBlocking(false);
    attacker.connect(new InetSocketAddress("127.0.0.1", port));
    long giveUpAt = System.nanoTime() + Duration.ofMillis(20).toNanos();
    try {
      boolean isConnected = attacker.finishConnect();
      while (!isConnected && System.nanoTime() - giveUpAt < 0) {
        Thread.onSpinWait();
        isConnected = attacker.finishConnect();
      }
      while (isConnected && bytes.hasRemaining() && System.nanoTime() - giveUpAt < 0) {
        attacker.write(bytes);
      }
    } catch (IOException refused) {
      attacker.close();
    }
  }

  private static void assertServed(Api api, String auth, String when) throws Exception {
    int expected = auth.equals("none") ? 201 : 401;
    Api.await("to be served " + when, SERVED_WITHIN, () -> status(api, when) == expected);
    Api.await(
        "to be ready " + when, SERVED_WITHIN, () -> api.get("/health/ready").statusCode() == 200);
  }

  private static int status(Api api, String key) throws IOException, InterruptedException {
    String name = key.replace(' ', '-');
    HttpResponse<String> answer = api.submit(name, Api.workload("half", name));
    return answer.statusCode();
  }
}
