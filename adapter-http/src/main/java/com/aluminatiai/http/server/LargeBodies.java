package com.aluminatiai.http.server;

import com.aluminatiai.http.wire.BodyLimits;
import com.aluminatiai.http.wire.ErrorBody;
import com.aluminatiai.http.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets only so many large bodies in at once. Small ones are complete before a thread takes them;
 * who sends a large one, or does not say how large it is, holds a thread and memory while it comes.
 */
final class LargeBodies extends Handler.Wrapper {
  private static final int MOST_AT_ONCE = 32;
  private static final String RETRY_AFTER_SECONDS = "5";

  private final Envelope envelope;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  LargeBodies(Envelope envelope) {
    this.envelope = envelope;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isLarge(request)) {
      return super.handle(request, response, callback);
    }
    LargeBody large = new LargeBody(request, callback);
    if (!places.tryAcquire()) {
      refuse(large, response, large.answered());
      return true;
    }
    Request.addCompletionListener(request, failure -> places.release());
    return super.handle(large, response, large.answered());
  }

  private static boolean isLarge(Request request) {
    long declaredBytes = request.getLength();
    return declaredBytes < 0
        ? request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        : declaredBytes > BodyLimits.SMALL_BYTES;
  }

  private void refuse(Request request, Response response, Callback callback) {
    envelope.stamp(request, response);
    response.setStatus(ErrorCode.UNAVAILABLE.status());
    response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_AFTER_SECONDS);
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    byte[] body =
        ErrorBody.of(
            ErrorCode.UNAVAILABLE,
            "Too many large bodies arrive at once; try again in a few seconds.",
            List.of());
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
