package com.aluminatiai.http.server;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Threads, limits and time-outs of the server below the router. */
public final class JettySetup {
  private static final int MOST_THREADS = 200;
  private static final int LEAST_THREADS = 8;
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
      Meters meters) {
    JettyErrors errors = new JettyErrors(envelope);
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(
        server -> {
          GracefulHandler graceful = new GracefulHandler();
          meters.watch(graceful);
          server.insertHandler(envelope);
          server.insertHandler(new LargeBodies(envelope));
          server.insertHandler(new SmallBodies());
          // Outermost, inserted last: whatever a request waits for, a stop waits for it.
          server.insertHandler(graceful);
          server.setErrorHandler(errors);
          server.setRequestLog(new RequestLog.Collection(new RequestLine(), meters));
          server.setStopTimeout(STOP.toMillis());
        });
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
    config.jetty.modifyHttpConfiguration(JettySetup::configure);
    config.jetty.addConnector((server, http) -> connector(server, http, host, port, idle));
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

  private static void configure(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    // Nothing ambiguous such as %2F or ..; reaches the router.
    http.setUriCompliance(UriCompliance.DEFAULT);
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port, Duration idle) {
    Duration headersWithin = idle.compareTo(HEADERS) < 0 ? idle : HEADERS;
    ServerConnector connector = new PatientConnector(server, http, idle, headersWithin);
    connector.setHost(host);
    connector.setPort(port);
    connector.setAcceptQueueSize(BACKLOG);
    return connector;
  }
}
