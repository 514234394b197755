package com.aluminatiai.http.exchange;

import com.aluminatiai.http.exchange.ClientAddress.Client;
import com.aluminatiai.http.server.Meters;
import com.aluminatiai.http.server.RequestLine;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.workload.usecase.limit.Allowance;
import com.aluminatiai.workload.usecase.limit.RateLimits;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;

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
  void takeOfAddress(Asked asked, Client client) {
    boolean isCounted = !HttpMethod.OPTIONS.is(asked.request().getMethod()) && !client.isExempt();
    if (isCounted && isOfTheApi(asked)) {
      apply(asked, limits.takeOfAddress(client.network()), "minute", "from this address");
    }
  }

  /** However a path is written, what counts is the route that took it, where one did. */
  private static boolean isOfTheApi(Asked asked) {
    Object route = asked.request().getAttribute(RequestLine.ROUTE);
    String path = asked.request().getHttpURI().getCanonicalPath();
    return (route == null ? String.valueOf(path) : route.toString()).startsWith("/api/");
  }

  /**
   * Counts a request against its key.
   *
   * @throws ApiException if the limit is used up
   */
  void takeOfKey(Asked asked, UUID keyId) {
    apply(asked, limits.takeOfKey(keyId), "day", "with this key today");
  }

  private void apply(Asked asked, Optional<Allowance> allowance, String limit, String where) {
    if (allowance.isEmpty()) {
      return;
    }
    Allowance said = allowance.get();
    Object before = asked.request().getAttribute(TOLD);
    if (!(before instanceof Allowance told)
        || !said.isGranted()
        || said.remaining() < told.remaining()) {
      asked.request().setAttribute(TOLD, said);
      HttpFields.Mutable headers = asked.response().getHeaders();
      headers.put("RateLimit-Limit", Integer.toString(said.limit()));
      headers.put("RateLimit-Remaining", Integer.toString(said.remaining()));
      headers.put("RateLimit-Reset", Long.toString(seconds(said.untilFull())));
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
