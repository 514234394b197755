package com.aluminatiai.http.server;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
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
