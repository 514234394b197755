package com.aluminatiai.http.server;

import com.aluminatiai.http.wire.BodyLimits;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request whose body is taken to its end, for some seconds and without a thread, also where it is
 * answered before. A connection closed with bytes unread is reset, and a client that still sends
 * loses the answer that says why, such as 413.
 */
final class UnreadBody extends Request.Wrapper {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final long QUIET_MILLIS = 2000;

  private final Callback answered;
  private long deadline;
  private long idleMillis;

  /**
   * Wraps a request.
   *
   * @param answered what is called once the request is answered and its body is taken
   */
  UnreadBody(Request request, Callback answered) {
    super(request);
    this.answered = answered;
  }

  /** Leaves the rest for later: a server that finds it incomplete now would give the client up. */
  @Override
  public boolean consumeAvailable() {
    return false;
  }

  /** Returns what is to be called once the request is answered. */
  Callback answered() {
    return Callback.from(this::takeTheRest, answered::failed);
  }

  /**
   * Returns the answer, which says that it is the last of its connection unless the body is there
   * by then: behind half a body nothing may be readable.
   */
  Response saying(Response answer) {
    return new Response.Wrapper(this, answer) {
      @Override
      public void write(boolean isLast, ByteBuffer bytes, Callback written) {
        if (!isCommitted()
            && !getRequest().getHeaders().contains(HttpHeader.EXPECT)
            && !isWhole()) {
          getHeaders().put(HttpHeader.CONNECTION, "close");
        }
        super.write(isLast, bytes, written);
      }
    };
  }

  /** Takes what has arrived, as far as it is looked at; whether that is all of it. */
  private boolean isWhole() {
    long bytes = 0;
    while (bytes < BodyLimits.SMALL_BYTES) {
      Content.Chunk chunk = read();
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

  private void takeTheRest() {
    // Whoever waits for leave to send has nothing under way, and a read would give that leave.
    if (getHeaders().contains(HttpHeader.EXPECT)) {
      answered.succeeded();
      return;
    }
    EndPoint client = getConnectionMetaData().getConnection().getEndPoint();
    idleMillis = client.getIdleTimeout();
    client.setIdleTimeout(QUIET_MILLIS);
    deadline = System.nanoTime() + MOST_NANOS;
    take();
  }

  private void take() {
    while (System.nanoTime() - deadline < 0) {
      Content.Chunk chunk = read();
      if (chunk == null) {
        demand(this::take);
        return;
      }
      chunk.release();
      if (chunk.isLast() || Content.Chunk.isFailure(chunk)) {
        break;
      }
    }
    getConnectionMetaData().getConnection().getEndPoint().setIdleTimeout(idleMillis);
    answered.succeeded();
  }
}
