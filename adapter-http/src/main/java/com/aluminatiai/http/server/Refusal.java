package com.aluminatiai.http.server;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.BodyLimits;
import com.aluminatiai.http.wire.ErrorBody;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers a request that no route sees. */
public final class Refusal {
  private Refusal() {}

  /**
   * Writes the refusal, and takes what is left of the request's body without keeping it. Where the
   * body ends is known only of one that is there: behind any other nothing may be readable, and the
   * answer says that it is the last of its connection.
   */
  public static void write(
      ApiException refusal, Request request, Response response, Callback callback) {
    if (request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        && !request.getHeaders().contains(HttpHeader.EXPECT)
        && !isWhole(request)) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    write(refusal, response, new UnreadBody(request, callback).answered());
  }

  /** Takes what has arrived of a body, as far as it is looked at; whether that is all of it. */
  private static boolean isWhole(Request request) {
    long bytes = 0;
    while (bytes < BodyLimits.SMALL_BYTES) {
      Content.Chunk chunk = request.read();
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return false;
      }
      bytes += chunk.remaining();
      chunk.release();
      if (chunk.isLast()) {
        return true;
      }
    }
    return false;
  }

  /** Writes the refusal alone. */
  static void write(ApiException refusal, Response response, Callback callback) {
    refusal.headers().forEach((name, content) -> response.getHeaders().put(name, content));
    response.setStatus(refusal.error().status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body = ErrorBody.of(refusal.error(), refusal.getMessage(), refusal.details());
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
