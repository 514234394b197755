package com.aluminatiai.http.exchange;

import com.aluminatiai.http.server.Envelope;
import com.aluminatiai.http.server.HostCheck;
import com.aluminatiai.http.server.OriginCheck;
import com.aluminatiai.http.server.Refusal;
import com.aluminatiai.http.server.RequestLine;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.workload.StorageException;
import java.util.Set;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/**
 * Refuses by their heads the requests that are asked of another host, that write from another
 * site's page, that lack a key or are over a limit. What writes is checked here, before anything of
 * its body is kept and before it takes a place that others need; what reads is checked by its
 * route.
 */
public final class Gate extends Handler.Wrapper {
  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");
  private static final String API = "/api/";

  private final Envelope envelope;
  private final HostCheck hosts;
  private final OriginCheck origins;
  private final Callers callers;
  private final Router router;

  public Gate(
      Envelope envelope, HostCheck hosts, OriginCheck origins, Callers callers, Router router) {
    this.envelope = envelope;
    this.hosts = hosts;
    this.origins = origins;
    this.callers = callers;
    this.router = router;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    MDC.put(Envelope.REQUEST_ID, envelope.stamp(request, response));
    try {
      check(new Asked(request, response));
    } catch (ApiException refusal) {
      name(request);
      Refusal.write(refusal, request, response, callback);
      return true;
    } finally {
      MDC.remove(Envelope.REQUEST_ID);
    }
    return super.handle(request, response, callback);
  }

  /** Notes the route that the refused request was for. */
  private void name(Request request) {
    router
        .route(request.getMethod(), String.valueOf(request.getHttpURI().getCanonicalPath()))
        .ifPresent(route -> request.setAttribute(RequestLine.ROUTE, route));
  }

  private void check(Asked asked) {
    Request request = asked.request();
    if (!hosts.isOurs(Request.getServerName(request))) {
      throw ApiException.of(
          ErrorCode.MISDIRECTED_REQUEST,
          "This host name is not ours; use localhost, or set PUBLIC_URL to the address that is used.");
    }
    if (READS.contains(request.getMethod())) {
      return;
    }
    if (!origins.mayWrite(request)) {
      throw ApiException.of(
          ErrorCode.FORBIDDEN_ORIGIN,
          "Pages of other sites may not write here; if this page is meant to, add its origin to"
              + " CORS_ORIGINS.");
    }
    String path = request.getHttpURI().getCanonicalPath();
    if (path != null && path.startsWith(API)) {
      admit(asked);
    }
  }

  /** The route finds the caller again, and counts nothing twice. */
  private void admit(Asked asked) {
    try {
      boolean isReport =
          router.isReport(
              asked.request().getMethod(),
              String.valueOf(asked.request().getHttpURI().getCanonicalPath()));
      if (isReport) {
        callers.ofReport(asked);
      } else {
        callers.of(asked);
      }
    } catch (StorageException failure) {
      throw Failures.outage(failure);
    }
  }
}
