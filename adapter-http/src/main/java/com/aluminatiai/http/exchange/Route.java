package com.aluminatiai.http.exchange;

import io.javalin.http.HandlerType;
import java.util.Set;

/**
 * One method on one path.
 *
 * @param method the method
 * @param path the path as Javalin writes it
 * @param isOpen whether no key is ever needed
 * @param parameters the query parameters it takes
 * @param action what it does
 * @param isReport whether jobs report here: such a request counts against no limit unless its
 *     action says that it does
 */
public record Route(
    HandlerType method,
    String path,
    boolean isOpen,
    Set<String> parameters,
    Action action,
    boolean isReport) {

  /**
   * Checks the route.
   *
   * @throws IllegalArgumentException if it writes and is open: what writes needs a key wherever
   *     keys are needed, which is checked before its route is known
   */
  public Route {
    if (isOpen && method != HandlerType.GET) {
      throw new IllegalArgumentException("only a route that reads can be open: " + path);
    }
  }

  /** What a route does. */
  public interface Action {
    /**
     * Reads the request, calls a use case and writes the answer.
     *
     * @throws Exception what {@link Failures} translates
     */
    void handle(Exchange exchange) throws Exception;
  }

  /** Whether this is for browsers and no part of the API. */
  public boolean isPage() {
    return !path.startsWith("/api/") && !path.startsWith("/health/");
  }

  /** Whether it reads parameters or a body, and then tells of all faults at once itself. */
  boolean readsMore() {
    return !parameters.isEmpty()
        || method == HandlerType.POST
        || method == HandlerType.PUT
        || method == HandlerType.PATCH;
  }

  /** A route that needs a key where keys are needed. */
  public static Route of(HandlerType method, String path, Set<String> parameters, Action action) {
    return new Route(method, path, false, parameters, action, false);
  }

  /** A route that jobs report by, which {@link Exchange#count} counts if at all. */
  public static Route report(HandlerType method, String path, Action action) {
    return new Route(method, path, false, Set.of(), action, true);
  }

  /** A route that never needs a key. */
  public static Route open(HandlerType method, String path, Set<String> parameters, Action action) {
    return new Route(method, path, true, parameters, action, false);
  }
}
