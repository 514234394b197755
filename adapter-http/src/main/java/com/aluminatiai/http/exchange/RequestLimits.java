package com.aluminatiai.http.exchange;

import com.aluminatiai.http.exchange.ClientAddress.Client;
import com.aluminatiai.http.server.Meters;
import com.aluminatiai.http.server.RequestLine;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.workload.usecase.limit.Allowance;
import com.aluminatiai.workload.usecase.limit.RateLimits;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Counts the requests to the API and refuses those beyond a limit. Where a request counts against
 * two limits its headers tell of the one that lets fewer follow. A browser's preflight costs
 * nothing: it asks whether it may ask.
 */
public final class RequestLimits {
  private static final String TOLD = RequestLimits.class.getName();

  private final RateLimits limits;
  private final Meters meters;

  public RequestLimits(RateLimits limits, Meters meters) {
    this.limits = limits;
    this.meters = meters;
  }

  /**
   * Counts a request against its address.
   *
   * @throws ApiException if the limit is used up
   */
  void takeOfAddress(Context ctx, Client client) {
    boolean isCounted = ctx.method() != HandlerType.OPTIONS && !client.isExempt();
    if (isCounted && isOfTheApi(ctx)) {
      apply(ctx, limits.takeOfAddress(client.network()), "minute", "from this address");
    }
  }

  /** However a path is written, what counts is the route that took it, where one did. */
  private static boolean isOfTheApi(Context ctx) {
    String route = ctx.attribute(RequestLine.ROUTE);
    return (route == null ? ctx.path() : route).startsWith("/api/");
  }

  /**
   * Counts a request against its key.
   *
   * @throws ApiException if the limit is used up
   */
  void takeOfKey(Context ctx, UUID keyId) {
    apply(ctx, limits.takeOfKey(keyId), "day", "with this key today");
  }

  private void apply(Context ctx, Optional<Allowance> allowance, String limit, String where) {
    if (allowance.isEmpty()) {
      return;
    }
    Allowance said = allowance.get();
    Allowance before = ctx.attribute(TOLD);
    if (before == null || !said.isGranted() || said.remaining() < before.remaining()) {
      ctx.attribute(TOLD, said);
      ctx.header("RateLimit-Limit", Integer.toString(said.limit()))
          .header("RateLimit-Remaining", Integer.toString(said.remaining()))
          .header("RateLimit-Reset", Long.toString(seconds(said.untilFull())));
    }
    if (!said.isGranted()) {
      meters.limited(limit);
      long wait = Math.max(1, seconds(said.untilNext()));
      throw ApiException.withHeader(
          ErrorCode.RATE_LIMITED,
          "Too many requests "
              + where
              + "; try again in "
              + wait
              + (wait == 1 ? " second." : " seconds."),
          "Retry-After",
          Long.toString(wait));
    }
  }

  /** Whole seconds, rounded up: whoever waits as long has waited long enough. */
  private static long seconds(Duration time) {
    return time.plusSeconds(1).minusNanos(1).toSeconds();
  }
}
