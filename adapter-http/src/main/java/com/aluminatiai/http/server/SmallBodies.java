package com.aluminatiai.http.server;

import com.aluminatiai.http.wire.BodyLimits;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Waits for small bodies without a thread: half a body in each of the threads would stop the
 * service. What is declared larger, or not declared, is left to {@link LargeBodies}.
 */
final class SmallBodies extends Handler.Wrapper {
  private static final byte[] NOTHING = {};

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    long declaredBytes = request.getLength();
    if (declaredBytes <= 0 || declaredBytes > BodyLimits.SMALL_BYTES) {
      return super.handle(request, response, callback);
    }
    // Called at once where all of it is there, and else by a thread that may then be kept.
    Content.Source.asByteArrayAsync(
        request,
        BodyLimits.SMALL_BYTES,
        Promise.Invocable.from(
            Invocable.InvocationType.BLOCKING,
            (body, failure) -> goOn(new Complete(request, body, failure), response, callback)));
    return true;
  }

  private void goOn(Request complete, Response response, Callback callback) {
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
      this.body = new ByteBufferContentSource(ByteBuffer.wrap(body == null ? NOTHING : body));
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
