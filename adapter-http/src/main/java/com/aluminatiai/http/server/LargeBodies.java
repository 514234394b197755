package com.aluminatiai.http.server;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.BodyLimits;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Lets only so many large bodies in at once. Small ones are complete before a thread takes them;
 * who sends a large one, or does not say how large it is, holds a thread and memory until he is
 * answered.
 */
final class LargeBodies extends Handler.Wrapper {
  private final Semaphore places;

  LargeBodies(int mostAtOnce) {
    this.places = new Semaphore(mostAtOnce);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isLarge(request)) {
      return super.handle(request, response, callback);
    }
    if (!places.tryAcquire()) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
      Refusal.write(
          ApiException.unavailable(
              "Too many large bodies arrive at once; try again in a few seconds."),
          request,
          response,
          callback);
      return true;
    }
    AtomicBoolean isHeld = new AtomicBoolean(true);
    Runnable leave = () -> leave(isHeld);
    Request.addCompletionListener(request, failure -> leave.run());
    UnreadBody large = new UnreadBody(request, callback);
    // The rest of an answered request's body is taken without a place.
    return super.handle(large, large.saying(response), Callback.from(leave, large.answered()));
  }

  private void leave(AtomicBoolean isHeld) {
    if (isHeld.compareAndSet(true, false)) {
      places.release();
    }
  }

  private static boolean isLarge(Request request) {
    long declaredBytes = request.getLength();
    return declaredBytes < 0
        ? request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)
        : declaredBytes > BodyLimits.SMALL_BYTES;
  }
}
