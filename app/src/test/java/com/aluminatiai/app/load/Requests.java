package com.aluminatiai.app.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Requests to one server over many connections, each always with one on its way. One thread serves
 * them all: it costs the least of what server and client share.
 *
 * @param address where to
 * @param next makes the next request
 * @param expectedStatus what every answer must be: a server that refuses is no fast server
 */
record Requests(URI address, Supplier<byte[]> next, int expectedStatus) implements Round {
  private static final long STALLED_MILLIS = TimeUnit.SECONDS.toMillis(30);

  static Requests get(URI address, List<String> paths) {
    return new Requests(
        address,
        anyOf(
            paths.stream()
                .map(path -> bytes("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .toList()),
        200);
  }

  static Requests post(URI address, String path, List<String> bodies, int expectedStatus) {
    return new Requests(
        address,
        anyOf(bodies.stream().map(body -> bytes(head(path) + end(body))).toList()),
        expectedStatus);
  }

  /** Each request with the next path and the next body. */
  static Requests patch(URI address, List<String> paths, List<String> bodies) {
    AtomicLong requests = new AtomicLong();
    return new Requests(
        address,
        () -> {
          int i = (int) requests.getAndIncrement();
          String path = paths.get(i % paths.size());
          String body = bodies.get(i / paths.size() % bodies.size());
          return bytes(head(path).replaceFirst("POST", "PATCH") + end(body));
        },
        200);
  }

  /** The same body to another path each time. */
  static Requests toEach(URI address, List<String> paths, String body) {
    AtomicLong requests = new AtomicLong();
    return new Requests(
        address,
        () -> {
          int i = (int) requests.getAndIncrement();
          return bytes(head(paths.get(i % paths.size())) + end(body));
        },
        200);
  }

  /** The same body under a new idempotency key each time. */
  static Requests keyed(URI address, String path, String body) {
    AtomicLong keys = new AtomicLong(System.nanoTime());
    String head = head(path) + "Idempotency-Key: ";
    String end = "\r\n" + end(body);
    return new Requests(address, () -> bytes(head + keys.incrementAndGet() + end), 201);
  }

  private static String head(String path) {
    return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
  }

  private static String end(String body) {
    return "Content-Length: " + bytes(body).length + "\r\n\r\n" + body;
  }

  private static byte[] bytes(String request) {
    return request.getBytes(StandardCharsets.UTF_8);
  }

  private static Supplier<byte[]> anyOf(List<byte[]> prepared) {
    return () -> prepared.get(ThreadLocalRandom.current().nextInt(prepared.size()));
  }

  @Override
  public Outcome run(int connections, Duration duration) throws IOException {
    List<Connection> open = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        open.add(new Connection(address, selector));
      }
      long begin = System.nanoTime();
      for (Connection connection : open) {
        connection.send(next.get());
      }
      LongStream.Builder taken = LongStream.builder();
      while (System.nanoTime() - begin < duration.toNanos()) {
        if (selector.select(key -> answer(key, taken), STALLED_MILLIS) == 0) {
          throw new IOException("no answer for half a minute");
        }
      }
      return Outcome.of(taken.build().sorted().toArray(), System.nanoTime() - begin);
    } finally {
      for (Connection connection : open) {
        connection.close();
      }
    }
  }

  private void answer(SelectionKey key, LongStream.Builder taken) {
    Connection connection = (Connection) key.attachment();
    try {
      if (connection.receive()) {
        taken.add(System.nanoTime() - connection.sentNanos());
        if (connection.status() != expectedStatus) {
          throw new IOException("status " + connection.status());
        }
        connection.send(next.get());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
