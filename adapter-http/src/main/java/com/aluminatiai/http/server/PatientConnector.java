package com.aluminatiai.http.server;

import com.aluminatiai.workload.loop.SteadyLoop;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens, and knows which connections have a request in flight. Those keep their time-out when the
 * server stops, however slowly the rest of a body comes; the others are let go. Whoever does not
 * complete a request line and its headers in time is let go too, also while bytes drip in.
 */
final class PatientConnector extends ServerConnector {
  private static final Logger LOG = LoggerFactory.getLogger(PatientConnector.class);
  private static final long HURRIED_IDLE_MILLIS = 1000;
  private static final int LOOKS_PER_DEADLINE = 4;

  /** How much had come when a connection was last between requests, and when that was. */
  private record Quiet(long bytes, long nanoTime) {}

  private final long headersWithinNanos;
  private final SteadyLoop looks;
  private final Set<EndPoint> inFlight = ConcurrentHashMap.newKeySet();
  private final Map<EndPoint, Quiet> quiet = new ConcurrentHashMap<>();

  PatientConnector(Server server, HttpConfiguration http, Duration idle, Duration headersWithin) {
    super(server, AttentiveConnection.factory(http));
    this.headersWithinNanos = headersWithin.toNanos();
    this.looks =
        new SteadyLoop(
            "http-slow-clients",
            headersWithin.dividedBy(LOOKS_PER_DEADLINE),
            () -> {
              look();
              return headersWithin.dividedBy(LOOKS_PER_DEADLINE);
            },
            failure -> LOG.error("The look for slow clients failed; it goes on", failure));
    http.addCustomizer(this::begin);
    setIdleTimeout(idle.toMillis());
    setShutdownIdleTimeout(-1); // Jetty's own would hit requests in flight.
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    looks.start();
  }

  @Override
  protected void doStop() throws Exception {
    looks.stop();
    super.doStop();
  }

  private Request begin(Request request, HttpFields.Mutable headers) {
    EndPoint client = request.getConnectionMetaData().getConnection().getEndPoint();
    inFlight.add(client);
    quiet.remove(client);
    client.setIdleTimeout(getIdleTimeout());
    Request.addCompletionListener(request, failure -> end(client));
    return request;
  }

  private void end(EndPoint client) {
    inFlight.remove(client);
    if (isShutdown()) {
      client.setIdleTimeout(HURRIED_IDLE_MILLIS);
    }
  }

  @Override
  public CompletableFuture<Void> shutdown() {
    CompletableFuture<Void> done = super.shutdown();
    hurryQuiet();
    return done;
  }

  /** Lets connections without a request in flight go soon. */
  void hurryQuiet() {
    for (EndPoint client : getConnectedEndPoints()) {
      if (!inFlight.contains(client)) {
        client.setIdleTimeout(HURRIED_IDLE_MILLIS);
      }
    }
  }

  @Override
  protected void onEndPointClosed(EndPoint client) {
    inFlight.remove(client);
    quiet.remove(client);
    super.onEndPointClosed(client);
  }

  private void look() {
    long now = System.nanoTime();
    for (EndPoint client : getConnectedEndPoints()) {
      if (!inFlight.contains(client) && isDripping(client, now)) {
        client.close();
      }
    }
  }

  private boolean isDripping(EndPoint client, long now) {
    Connection connection = client.getConnection();
    long bytes = connection == null ? 0 : connection.getBytesIn();
    // A new connection counts from its first byte, one that is kept from its last request.
    Quiet before =
        quiet.computeIfAbsent(client, none -> new Quiet(isKept(connection) ? bytes : 0, now));
    if (before.bytes() == bytes) {
      quiet.replace(client, new Quiet(bytes, now));
      return false;
    }
    return now - before.nanoTime() > headersWithinNanos;
  }

  private static boolean isKept(Connection connection) {
    return connection != null && connection.getMessagesIn() > 0;
  }
}
