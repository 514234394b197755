package com.aluminatiai.http.server;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.BodyLimits;
import java.nio.ByteBuffer;
import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Waits for small bodies without a thread: half a body in each of the threads would stop the
 * service. What is declared larger, or not declared, is left to {@link LargeBodies}. A body that
 * comes with a method that takes none is waited for by nobody.
 *
 * <p>Jetty's own {@code EagerContentHandler} waits as well, but sets no bound over all bodies
 * together, keeps them in the network's buffers (a body in packets of one byte keeps a buffer of 8
 * KiB for each), and has no way to end a wait: as many half bodies as fill the memory end the
 * service.
 */
final class SmallBodies extends Handler.Wrapper {
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final byte[] NOTHING = {};

  private final BodyBudget budget;

  SmallBodies(BodyBudget budget) {
    this.budget = budget;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    long declaredBytes = request.getLength();
    if (declaredBytes <= 0 || declaredBytes > BodyLimits.SMALL_BYTES) {
      return super.handle(request, response, callback);
    }
    if (WITHOUT_BODY.contains(request.getMethod())) {
      UnreadBody unread = new UnreadBody(request, callback);
      return super.handle(unread, unread.saying(response), unread.answered());
    }
    SmallBody body = new SmallBody(request, budget, outcome -> goOn(outcome, response, callback));
    if (!budget.take(body)) {
      Refusal.write(overBudget(), request, response, callback);
      return true;
    }
    Request.addCompletionListener(request, failure -> budget.free(body));
    body.run();
    return true;
  }

  private static ApiException overBudget() {
    return ApiException.unavailable(
        "Too many bodies arrive at once; send the request again in a few seconds.");
  }

  private void goOn(SmallBody body, Response response, Callback callback) {
    if (body.isGivenUp()) {
      response.getHeaders().put("Connection", "close");
      Refusal.write(overBudget(), response, callback);
      return;
    }
    Request complete = new Complete(body.request(), body.content(), body.failure());
    try {
      if (!super.handle(complete, response, callback)) {
        Response.writeError(complete, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception e) {
      Response.writeError(complete, response, callback, e);
    }
  }

  /** A request whose body is there, or known to be broken: whoever reads it will be told. */
  private static final class Complete extends Request.Wrapper {
    private final Content.Source body;

    Complete(Request request, byte[] body, Throwable failure) {
      super(request);
      this.body = new ByteBufferContentSource(ByteBuffer.wrap(failure == null ? body : NOTHING));
      if (failure != null) {
        this.body.fail(failure);
      }
    }

    @Override
    public Content.Chunk read() {
      return body.read();
    }

    @Override
    public void demand(Runnable demandCallback) {
      body.demand(demandCallback);
    }

    @Override
    public void fail(Throwable failure) {
      body.fail(failure);
    }
  }
}
