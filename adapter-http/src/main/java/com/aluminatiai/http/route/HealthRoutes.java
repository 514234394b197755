package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.wire.ApiException;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Tells whether the process lives, and whether it can serve. */
public final class HealthRoutes {
  private final BooleanSupplier isReady;

  public HealthRoutes(BooleanSupplier isReady) {
    this.isReady = isReady;
  }

  public List<Route> routes() {
    return List.of(
        Route.open(HandlerType.GET, "/health/live", Set.of(), HealthRoutes::live),
        Route.open(HandlerType.GET, "/health/ready", Set.of(), this::ready));
  }

  private static void live(Exchange exchange) {
    exchange.json(200, json -> json.text("status", "live"));
  }

  private void ready(Exchange exchange) {
    if (!isReady.getAsBoolean()) {
      throw ApiException.unavailable(
          "The database cannot be reached or written to yet; try again in a moment.");
    }
    exchange.json(200, json -> json.text("status", "ready"));
  }
}
