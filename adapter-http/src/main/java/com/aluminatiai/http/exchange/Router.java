package com.aluminatiai.http.exchange;

import com.aluminatiai.http.server.RequestLine;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.StorageException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.MethodNotAllowedResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the routes into Javalin, with a HEAD for every GET and an OPTIONS for every path. */
public final class Router {
  private static final String ALLOWED_HEADERS =
      "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-API-Key, X-Request-Id";

  private static final List<String> METHODS =
      List.of("POST", "GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS");

  private final List<Route> routes;
  private final Callers callers;
  private final Map<String, Set<String>> methods = new LinkedHashMap<>();

  public Router(List<Route> routes, Callers callers) {
    this.routes = List.copyOf(routes);
    this.callers = callers;
    for (Route route : routes) {
      Set<String> ofPath = methods.computeIfAbsent(route.path(), path -> new LinkedHashSet<>());
      ofPath.add(route.method().name());
      if (route.method() == HandlerType.GET) {
        ofPath.add("HEAD");
      }
    }
    methods.values().forEach(ofPath -> ofPath.add("OPTIONS"));
    methods.replaceAll((path, ofPath) -> inOrder(ofPath));
  }

  /** Wherever its routes are, a path tells of its methods in one order. */
  private static Set<String> inOrder(Set<String> ofPath) {
    Set<String> ordered = new LinkedHashSet<>(METHODS);
    ordered.retainAll(ofPath);
    ordered.addAll(ofPath);
    return ordered;
  }

  public void register(JavalinConfig config) {
    refuseWhatIsNoId(config);
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), ctx -> handle(route, ctx));
      if (route.method() == HandlerType.GET) {
        config.routes.addHttpHandler(HandlerType.HEAD, route.path(), ctx -> handle(route, ctx));
      }
    }
    methods.forEach(
        (path, allowed) ->
            config.routes.addHttpHandler(
                HandlerType.OPTIONS, path, ctx -> options(ctx, path, allowed)));
  }

  /** PATCH of /api/workloads/export is no PATCH of a workload whose id is "export". */
  private void refuseWhatIsNoId(JavalinConfig config) {
    for (String path : methods.keySet()) {
      for (Route route : routes) {
        boolean isInTheWay =
            !path.equals(route.path())
                && route.path().contains("{")
                && matches(route.path().split("/"), path.split("/"))
                && !methods.get(path).contains(route.method().name());
        if (isInTheWay) {
          refuse(config, route.method(), path);
          if (route.method() == HandlerType.GET) {
            refuse(config, HandlerType.HEAD, path);
          }
        }
      }
    }
  }

  private static void refuse(JavalinConfig config, HandlerType method, String path) {
    config.routes.addHttpHandler(
        method,
        path,
        ctx -> {
          throw new MethodNotAllowedResponse();
        });
  }

  private void handle(Route route, Context ctx) throws Exception {
    ctx.req().setAttribute(RequestLine.ROUTE, route.path());
    Asked asked = Asked.of(ctx);
    Caller caller = caller(route, asked);
    // What others append to a page's address is none of our business.
    String rawQuery = route.isPage() ? "" : ctx.queryString();
    Faults faults = new Faults();
    QueryParameters query = new QueryParameters(rawQuery, route.parameters(), faults);
    if (!route.readsMore()) {
      faults.throwIfAny();
    }
    route.action().handle(new Exchange(ctx, caller, query, faults));
  }

  private Caller caller(Route route, Asked asked) throws StorageException {
    if (route.isOpen()) {
      return callers.anonymous(asked);
    }
    return route.isReport() ? callers.ofReport(asked) : callers.of(asked);
  }

  /** Answers a browser's preflight too; whether its origin may ask is decided by the envelope. */
  private static void options(Context ctx, String path, Set<String> allowed) {
    ctx.req().setAttribute(RequestLine.ROUTE, path);
    String methods = String.join(", ", allowed);
    ctx.status(204).header("Allow", methods);
    if (ctx.res().containsHeader("Access-Control-Allow-Origin")) {
      ctx.header("Access-Control-Allow-Methods", methods)
          .header("Access-Control-Allow-Headers", ALLOWED_HEADERS)
          .header("Access-Control-Max-Age", "600");
    }
  }

  /**
   * Checks the key of a request that no route takes: what there is and what not is not for everyone
   * to know.
   *
   * @throws ApiException if a key is needed and missing or wrong
   */
  void checkKey(Context ctx) throws StorageException {
    if (ctx.path().startsWith("/api/")) {
      callers.of(Asked.of(ctx));
    }
  }

  /** Returns the path of the route that would take a request, as the log and the meters show it. */
  Optional<String> route(String method, String requestPath) {
    return find(method, requestPath).map(Route::path);
  }

  /** Returns whether jobs report by the route that would take a request. */
  boolean isReport(String method, String requestPath) {
    return find(method, requestPath).filter(Route::isReport).isPresent();
  }

  private Optional<Route> find(String method, String requestPath) {
    String[] segments = requestPath.split("/");
    return routes.stream()
        .filter(route -> route.method().name().equals(method))
        .filter(route -> matches(route.path().split("/"), segments))
        .findFirst();
  }

  /** Returns the methods of the path that a request is for, for {@code Allow}. */
  String allowed(String requestPath) {
    String[] segments = requestPath.split("/");
    for (Map.Entry<String, Set<String>> path : methods.entrySet()) {
      if (matches(path.getKey().split("/"), segments)) {
        return String.join(", ", path.getValue());
      }
    }
    return "OPTIONS";
  }

  private static boolean matches(String[] template, String[] segments) {
    if (template.length != segments.length) {
      return false;
    }
    for (int i = 0; i < template.length; i++) {
      if (!template[i].startsWith("{") && !template[i].equals(segments[i])) {
        return false;
      }
    }
    return true;
  }
}
