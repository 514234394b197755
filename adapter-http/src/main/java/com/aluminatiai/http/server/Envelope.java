package com.aluminatiai.http.server;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.MDC;

/** Gives every answer its request id and headers, and the log the id while a route runs. */
public final class Envelope extends Handler.Wrapper {
  /** The request's attribute, and the logging context's field, that hold its id. */
  public static final String REQUEST_ID = "request_id";

  /** The header that holds it. */
  static final String REQUEST_ID_HEADER = "X-Request-Id";

  private static final int MOST_ID_CHARACTERS = 64;

  /** On every answer; written once, not with each. */
  private static final List<HttpField> OF_API =
      List.of(
          field("X-Content-Type-Options", "nosniff"),
          field("X-Frame-Options", "DENY"),
          field("Referrer-Policy", "no-referrer"),
          field("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
          field("Cache-Control", "no-store"));

  private static final List<HttpField> OF_PAGES =
      List.of(
          field("X-Content-Type-Options", "nosniff"),
          field("X-Frame-Options", "DENY"),
          field("Referrer-Policy", "no-referrer"),
          field(
              "Content-Security-Policy",
              "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                  + "connect-src 'self'; base-uri 'none'; form-action 'self'; "
                  + "frame-ancestors 'none'"));

  private static final String EXPOSED =
      "X-Request-Id, ETag, Location, Allow, Retry-After, Idempotent-Replayed, "
          + "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset";

  private final Supplier<UUID> ids;
  private final Set<String> corsOrigins;

  public Envelope(Supplier<UUID> ids, Set<String> corsOrigins) {
    this.ids = ids;
    this.corsOrigins = corsOrigins;
  }

  private static HttpField field(String name, String content) {
    return new PreEncodedHttpField(name, content);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    MDC.put(REQUEST_ID, stamp(request, response));
    try {
      return super.handle(request, response, callback);
    } finally {
      MDC.remove(REQUEST_ID);
    }
  }

  /** Gives a request its id and its answer the headers that every answer has; returns the id. */
  public String stamp(Request request, Response response) {
    String id = (String) request.getAttribute(REQUEST_ID);
    if (id == null) {
      id = idOf(given(request));
      request.setAttribute(REQUEST_ID, id);
    } else if (id.equals(response.getHeaders().get(REQUEST_ID_HEADER))) {
      return id;
    }
    String path = request.getHttpURI().getCanonicalPath();
    boolean isApi = path == null || path.startsWith("/api") || path.startsWith("/health");
    HttpFields.Mutable headers = response.getHeaders();
    headers.put(REQUEST_ID_HEADER, id);
    for (HttpField field : isApi ? OF_API : OF_PAGES) {
      headers.put(field);
    }
    if (isApi) {
      if (!corsOrigins.isEmpty()) {
        headers.put("Vary", "Origin");
      }
    } else {
      // What caches keep is compressed or not.
      headers.put("Vary", corsOrigins.isEmpty() ? "Accept-Encoding" : "Accept-Encoding, Origin");
    }
    allowOrigin(request.getHeaders().get("Origin"), headers);
    return id;
  }

  private void allowOrigin(String origin, HttpFields.Mutable headers) {
    if (origin != null && corsOrigins.contains(origin)) {
      headers.put("Access-Control-Allow-Origin", origin);
      headers.put("Access-Control-Expose-Headers", EXPOSED);
    }
  }

  private static String given(Request request) {
    String given = request.getHeaders().get(REQUEST_ID_HEADER);
    return given == null
            && request.getConnectionMetaData().getConnection()
                instanceof AttentiveConnection connection
        ? connection.requestId()
        : given;
  }

  private String idOf(String given) {
    return given != null && isId(given) ? given : ids.get().toString();
  }

  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= MOST_ID_CHARACTERS
        && text.chars()
            .allMatch(
                c ->
                    c >= 'a' && c <= 'z'
                        || c >= 'A' && c <= 'Z'
                        || c >= '0' && c <= '9'
                        || c == '.'
                        || c == '_'
                        || c == '-');
  }
}
