package com.aluminatiai.minimax;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A MiniMax of one's own on a real socket. It plays named scenarios, faithful and broken ones, and
 * checks what it is sent as the real one does, and more strictly: a history that lost its thinking
 * is refused.
 *
 * <p>Scenario names are those of {@link FakeScenarios}; parameters follow after tildes, {@code
 * http_429_then_ok~retry_after=1} for instance. By hand: {@link #main}.
 */
public final class FakeMinimax implements AutoCloseable {
  /** The key that it takes. */
  public static final String KEY = "fake-key-1234567890";

  private final ServerSocket listener;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final List<ObjectNode> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger inFlight = new AtomicInteger();
  private final AtomicInteger maxInFlight = new AtomicInteger();
  private final CountDownLatch firstAbort = new CountDownLatch(1);
  private final AtomicInteger aborted = new AtomicInteger();
  private final AtomicInteger ordinal = new AtomicInteger();
  private final HistoryRules rules = new HistoryRules();
  private volatile String scenario;
  private volatile Optional<PrintStream> log = Optional.empty();

  private FakeMinimax(ServerSocket listener, String scenario) {
    this.listener = listener;
    this.scenario = scenario;
  }

  /**
   * Starts a server on a free port.
   *
   * @param scenario what it plays
   * @return the server; close it
   */
  public static FakeMinimax playing(String scenario) {
    return start(0, scenario);
  }

  private static FakeMinimax start(int port, String scenario) {
    try {
      ServerSocket listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
      FakeMinimax fake = new FakeMinimax(listener, scenario);
      daemon(fake::accept);
      return fake;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Plays another scenario from now on, from its beginning.
   *
   * @param other what it plays
   */
  public void play(String other) {
    scenario = other;
    ordinal.set(0);
  }

  /**
   * Returns the base address to configure.
   *
   * @return {@code http://127.0.0.1:PORT/v1}
   */
  public URI baseUrl() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/v1");
  }

  /**
   * Returns the bodies of all requests so far.
   *
   * @return the requests in their order
   */
  public List<ObjectNode> requests() {
    return List.copyOf(requests);
  }

  /**
   * Returns what was wrong with the requests.
   *
   * @return one sentence a violation; empty if all is well
   */
  public List<String> violations() {
    return rules.violations();
  }

  /**
   * Returns how many requests were being answered at the same time, at most.
   *
   * @return the maximum
   */
  public int maxInFlight() {
    return maxInFlight.get();
  }

  /**
   * Returns how often the other side gave up.
   *
   * @return number of aborted requests
   */
  public int aborted() {
    return aborted.get();
  }

  /**
   * Waits until the other side gave up at least once.
   *
   * @param seconds the longest wait
   * @return false if it did not
   * @throws InterruptedException if the thread is interrupted
   */
  public boolean awaitAbort(int seconds) throws InterruptedException {
    return firstAbort.await(seconds, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket connection : connections) {
        connection.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "fake-minimax");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket connection = listener.accept();
        connection.setTcpNoDelay(true);
        connections.add(connection);
        daemon(() -> serve(connection));
      } catch (IOException e) {
        return; // Closed.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      Wire wire = new Wire(connection);
      for (Optional<Wire.Request> next = wire.read(); next.isPresent(); next = wire.read()) {
        maxInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        wire.atEnd(inFlight::decrementAndGet);
        try {
          answer(next.get(), wire);
        } finally {
          wire.end();
        }
      }
    } catch (IOException e) {
      // The other side is gone; the next connection is another one's.
    } finally {
      connections.remove(connection);
    }
  }

  private void answer(Wire.Request request, Wire wire) throws IOException {
    if (request.method().equals("GET") && request.path().equals("/v1/models")) {
      wire.answer(200, "{\"object\":\"list\",\"data\":[{\"id\":\"MiniMax-M2.1\"}]}");
      return;
    }
    int number = ordinal.getAndIncrement();
    ObjectNode body = Json.readObject(request.body()).orElseGet(Json::object);
    requests.add(body);
    List<String> faults = rules.check(request, body);
    log.ifPresent(
        out -> out.println(scenario + " #" + number + " " + faults + " " + request.body()));
    if (faults.contains(HistoryRules.WRONG_KEY)) {
      wire.answer(401, FakeReplies.envelope("invalid api key", 2049), "x-fake-violation: 1");
      return;
    }
    if (!faults.isEmpty()) {
      String text = "invalid params: " + faults;
      wire.answer(400, FakeReplies.envelope(text, 2013), "x-fake-violation: 1");
      return;
    }
    FakeScenarios scenarios = new FakeScenarios(scenario, number, body, rules::remember);
    if (scenarios.play(wire)) {
      aborted.incrementAndGet();
      firstAbort.countDown();
    }
  }

  /**
   * Runs the server until the process is ended: {@code --port 8099 --scenario happy}. Requests are
   * written to standard output.
   *
   * @param arguments port (default: a free one) and scenario (default: {@code happy})
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    int port = 0;
    String scenario = "happy";
    for (int i = 0; i + 1 < arguments.length; i += 2) {
      switch (arguments[i]) {
        case "--port" -> port = Integer.parseInt(arguments[i + 1]);
        case "--scenario" -> scenario = arguments[i + 1];
        default -> throw new IllegalArgumentException("unknown option: " + arguments[i]);
      }
    }
    try (FakeMinimax fake = start(port, scenario)) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      fake.log = Optional.of(out);
      out.println("MINIMAX_BASE_URL=" + fake.baseUrl() + " MINIMAX_API_KEY=" + KEY);
      new CountDownLatch(1).await();
    }
  }
}
