package com.aluminatiai.http.server;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.RequestLog;
import org.eclipse.jetty.server.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Writes one line to the log for every request: method, route, status, milliseconds. */
public final class RequestLine implements RequestLog {
  /** The request's attribute that holds the route it took. */
  public static final String ROUTE = "route";

  private static final Logger LOG = LoggerFactory.getLogger("com.aluminatiai.http.requests");
  private static final String NO_ROUTE = "(no route)";
  private static final int MOST_METHOD_CHARACTERS = 10;

  @Override
  public void log(Request request, Response response) {
    if (!LOG.isInfoEnabled()) {
      return;
    }
    Object id = request.getAttribute(Envelope.REQUEST_ID);
    Object route = request.getAttribute(ROUTE);
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - request.getBeginNanoTime());
    String method = request.getMethod();
    MDC.put(Envelope.REQUEST_ID, id == null ? "-" : id.toString());
    try {
      LOG.info(
          "{} {} {} {} ms",
          method.length() > MOST_METHOD_CHARACTERS ? "(method)" : method,
          route == null ? NO_ROUTE : route,
          response.getStatus(),
          millis);
    } finally {
      MDC.remove(Envelope.REQUEST_ID);
    }
  }
}
