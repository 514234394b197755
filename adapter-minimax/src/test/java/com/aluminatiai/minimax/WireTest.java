package com.aluminatiai.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request has ended before the other side can know it. */
final class WireTest {
  private static final byte[] BODY = "{\"id\": 1}".getBytes(StandardCharsets.UTF_8);

  /** A way for a request to end. */
  private interface Ending {
    void of(Wire wire) throws IOException;
  }

  /** What can be seen of the connection from its two ends. */
  private record Seen(boolean isClosed, boolean isBodyThere) {}

  @Test
  void reset_hasEndedBeforeItIsSeen() throws IOException {
    assertThat(seenAtEnd(Wire::reset)).containsExactly(new Seen(false, false));
  }

  @Test
  void close_hasEndedBeforeItIsSeen() throws IOException {
    assertThat(seenAtEnd(Wire::close)).containsExactly(new Seen(false, false));
  }

  @Test
  void answer_hasEndedBeforeItIsSeen() throws IOException {
    assertThat(seenAtEnd(wire -> wire.answer(200, BODY))).containsExactly(new Seen(false, false));
  }

  @Test
  void answerInParts_hasEndedBeforeTheLastOneIsSeen() throws IOException {
    assertThat(
            seenAtEnd(
                wire -> {
                  wire.head(200, 2L * BODY.length);
                  wire.write(new byte[BODY.length]);
                  wire.write(BODY);
                }))
        .containsExactly(new Seen(false, false));
  }

  @Test
  void halfAnAnswerAndReset_hasEndedOnceBeforeItIsSeen() throws IOException {
    assertThat(
            seenAtEnd(
                wire -> {
                  wire.head(200, 2L * BODY.length);
                  wire.write(new byte[BODY.length]);
                  wire.reset();
                  wire.end();
                }))
        .containsExactly(new Seen(false, false));
  }

  private static List<Seen> seenAtEnd(Ending ending) throws IOException {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        Socket server = listener.accept()) {
      List<Seen> seen = new ArrayList<>();
      Wire wire = new Wire(server);
      wire.atEnd(() -> seen.add(new Seen(server.isClosed(), isBodyThere(client))));
      ending.of(wire);
      return seen;
    }
  }

  private static boolean isBodyThere(Socket client) {
    try {
      byte[] there = client.getInputStream().readNBytes(client.getInputStream().available());
      return new String(there, StandardCharsets.UTF_8).contains("\"id\"");
    } catch (IOException e) {
      return true;
    }
  }
}
