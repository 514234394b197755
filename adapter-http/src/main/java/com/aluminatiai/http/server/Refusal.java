package com.aluminatiai.http.server;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorBody;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers a request that no route sees. */
public final class Refusal {
  private Refusal() {}

  /**
   * Writes the refusal, and takes what is left of the request's body without keeping it. Where that
   * is not there yet, the answer says that it is the last of its connection.
   */
  public static void write(
      ApiException refusal, Request request, Response response, Callback callback) {
    UnreadBody body = new UnreadBody(request, callback);
    write(refusal, body.saying(response), body.answered());
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
