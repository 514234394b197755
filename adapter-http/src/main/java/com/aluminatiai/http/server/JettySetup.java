package com.aluminatiai.http.server;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.QoSHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Threads, limits and time-outs of the server below the router. */
public final class JettySetup {
  private static final int MOST_THREADS = 256;
  private static final int LEAST_THREADS = 8;

  /** The threads beyond read requests, check keys and tell of health, whatever the routes do. */
  private static final int MOST_ROUTES = 160;

  private static final int THREAD_IDLE_MILLIS = 60_000;
  private static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int BACKLOG = 1024;

  /** Slow clients are let go after this long without a byte. */
  public static final Duration IDLE = Duration.ofSeconds(30);

  /** A request line and its headers must be there after this long, however they drip in. */
  private static final Duration HEADERS = Duration.ofSeconds(30);

  /** Requests in flight may finish, an agent's answer included. */
  public static final Duration STOP = Duration.ofSeconds(30);

  private JettySetup() {}

  public static void apply(
      JavalinConfig config,
      String host,
      int port,
      Duration idle,
      Envelope envelope,
      Handler.Wrapper gate,
      Meters meters) {
    JettyErrors errors = new JettyErrors(envelope);
    Capacity capacity = Capacity.ofThisProcess();
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(
        server -> {
          GracefulHandler graceful = new GracefulHandler();
          meters.watch(graceful);
          server.insertHandler(envelope);
          if (!VirtualThreads.areSupported()) {
            server.insertHandler(routePlaces());
          }
          server.insertHandler(new LargeBodies(capacity.largeBodies()));
          server.insertHandler(new SmallBodies(new BodyBudget(capacity.smallBodyBytes())));
          server.insertHandler(gate);
          // Outermost, inserted last: whatever a request waits for, a stop waits for it.
          server.insertHandler(graceful);
          server.setErrorHandler(errors);
          server.setRequestLog(new RequestLog.Collection(new RequestLine(), meters));
          server.setStopTimeout(STOP.toMillis());
        });
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
    config.jetty.modifyHttpConfiguration(JettySetup::configure);
    config.jetty.addConnector(
        (server, http) -> connector(server, http, host, port, idle, capacity));
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, LEAST_THREADS, THREAD_IDLE_MILLIS);
    threads.setName("http");
    // Null on JDKs without virtual threads: then the pool's own threads run the routes.
    // Named: the log looks a nameless one up by reflection, for each line.
    threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
    return threads;
  }

  /**
   * Lets only so many requests hold a thread at once, where threads are few; the others wait
   * without one. Whoever asks for the service's health waits for nobody.
   */
  private static QoSHandler routePlaces() {
    QoSHandler places = new QoSHandler();
    places.setMaxRequestCount(MOST_ROUTES);
    places.exclude(JettySetup::isOfHealth);
    return places;
  }

  private static boolean isOfHealth(Request request) {
    String path = request.getHttpURI().getCanonicalPath();
    return path != null && path.startsWith("/health/");
  }

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    // Nothing ambiguous such as %2F or ..; reaches the router.
    http.setUriCompliance(UriCompliance.DEFAULT);
    // Nothing that another reader could take for something else: no bare line feeds either.
    http.setHttpCompliance(HttpCompliance.STRICT);
    // Memory that runs out outside the heap cannot be freed: to read what frees it needs more.
    http.setUseInputDirectByteBuffers(false);
    http.setUseOutputDirectByteBuffers(false);
  }

  private static ServerConnector connector(
      Server server,
      HttpConfiguration http,
      String host,
      int port,
      Duration idle,
      Capacity capacity) {
    Duration headersWithin = idle.compareTo(HEADERS) < 0 ? idle : HEADERS;
    PatientConnector connector = new PatientConnector(server, http, idle, headersWithin);
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    connector.addBean(new ConnectionPlaces(capacity.connections(), connector));
    return connector;
  }
}
