package com.aluminatiai.http.server;

import com.aluminatiai.workload.ImportReport;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.GracefulHandler;

/**
 * Measures requests, and the process itself. Whatever a client can make up is never a label: not
 * paths but the routes that took them, not methods that do not exist.
 */
public final class Meters implements RequestLog, AutoCloseable {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS");
  private static final String OTHER_METHOD = "other";
  private static final String NO_ROUTE = "none";

  /** From what memory answers to what waits for an agent. */
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofSeconds(60)
  };

  private final MeterRegistry registry;
  private final JvmGcMetrics collections = new JvmGcMetrics();
  private final Map<Kind, Timer> requests = new ConcurrentHashMap<>();
  private final Counter limitedByMinute;
  private final Counter limitedByDay;
  private final Counter linesImported;
  private final Counter linesSkipped;
  private final Counter linesRejected;

  /** Requests that are measured together. */
  private record Kind(String method, String route, int status) {}

  public Meters(MeterRegistry registry) {
    this.registry = registry;
    this.limitedByMinute = limited(registry, "minute");
    this.limitedByDay = limited(registry, "day");
    this.linesImported = lines(registry, "imported");
    this.linesSkipped = lines(registry, "skipped");
    this.linesRejected = lines(registry, "rejected");
    new JvmMemoryMetrics().bindTo(registry);
    collections.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private static Counter limited(MeterRegistry registry, String limit) {
    return Counter.builder("aluminatiai.requests.limited")
        .description("Requests that were refused with 429")
        .tag("limit", limit)
        .register(registry);
  }

  private static Counter lines(MeterRegistry registry, String outcome) {
    return Counter.builder("aluminatiai.import.lines")
        .description("Lines of imports that came to their end")
        .tag("outcome", outcome)
        .register(registry);
  }

  /** Shows how many requests are being answered. */
  void watch(GracefulHandler requestsInFlight) {
    Gauge.builder(
            "http.server.requests.in.flight",
            requestsInFlight,
            GracefulHandler::getCurrentRequestCount)
        .description("Requests that are being answered")
        .register(registry);
  }

  @Override
  public void log(Request request, Response response) {
    Object route = request.getAttribute(RequestLine.ROUTE);
    String method = request.getMethod();
    Kind kind =
        new Kind(
            METHODS.contains(method) ? method : OTHER_METHOD,
            route == null ? NO_ROUTE : route.toString(),
            response.getStatus());
    requests
        .computeIfAbsent(kind, this::timer)
        .record(System.nanoTime() - request.getBeginNanoTime(), TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("http.server.requests")
        .description("Requests that were answered, and how long that took")
        .tag("method", kind.method())
        .tag("route", kind.route())
        .tag("status", Integer.toString(kind.status()))
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  /** Counts a request that a limit refused. */
  public void limited(String limit) {
    (limit.equals("day") ? limitedByDay : limitedByMinute).increment();
  }

  /** Counts the lines of an import. */
  public void imported(ImportReport report) {
    linesImported.increment(report.imported());
    linesSkipped.increment(report.skipped());
    linesRejected.increment(report.rejected());
  }

  @Override
  public void close() {
    collections.close();
  }
}
