package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Callers;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Shows the metrics, in the text format of Prometheus, to whoever may see them. */
public final class MetricsRoute {
  private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry metrics;
  private final Optional<byte[]> key;
  private final Callers callers;

  public MetricsRoute(PrometheusMeterRegistry metrics, Optional<String> key, Callers callers) {
    this.metrics = metrics;
    this.key = key.map(MetricsRoute::utf8);
    this.callers = callers;
  }

  public List<Route> routes() {
    return List.of(Route.open(HandlerType.GET, "/metrics", Set.of(), this::show));
  }

  private void show(Exchange exchange) {
    Context ctx = exchange.ctx();
    if (!mayRead(ctx)) {
      throw ApiException.withHeader(
          ErrorCode.UNAUTHORIZED,
          key.isPresent()
              ? "The metrics need METRICS_KEY; send it as Authorization: Bearer <key>."
              : "The metrics are for this machine alone, unless METRICS_KEY is set.",
          "WWW-Authenticate",
          "Bearer");
    }
    ctx.header("Cache-Control", "no-store")
        .contentType(CONTENT_TYPE)
        .result(utf8(metrics.scrape()));
  }

  /** The comparison takes as long whatever of the key is right. */
  private boolean mayRead(Context ctx) {
    if (key.isEmpty()) {
      return callers.client(ctx).isExempt();
    }
    Optional<byte[]> given = Callers.bearer(ctx).map(MetricsRoute::utf8);
    return given.isPresent() && MessageDigest.isEqual(key.get(), given.get());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
