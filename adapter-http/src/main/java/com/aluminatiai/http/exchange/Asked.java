package com.aluminatiai.http.exchange;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/**
 * The head of a request and of its answer, which are the same before a route runs and in it.
 *
 * @param request the request
 * @param response its answer
 */
record Asked(Request request, Response response) {
  /** Returns what a route's request is to the server. */
  static Asked of(Context ctx) {
    ServletContextRequest request = ServletContextRequest.getServletContextRequest(ctx.req());
    return new Asked(request, request.getServletContextResponse());
  }

  /** Returns a header; null if there is none. */
  String header(String name) {
    return request.getHeaders().get(name);
  }
}
