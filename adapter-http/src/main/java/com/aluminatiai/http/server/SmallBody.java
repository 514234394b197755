package com.aluminatiai.http.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;

/**
 * A body of a declared length on its way, in memory of its own rather than in the network's
 * buffers. It has 30 seconds, however it drips in, and less where others need its room; silence
 * ends it too.
 */
final class SmallBody implements Runnable, BodyBudget.Body {
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** What a connection with a body on its way holds besides the body. */
  private static final long CONNECTION_BYTES = 16L * 1024;

  private static final byte[] NOTHING = {};

  private final Request request;
  private final BodyBudget budget;
  private final Consumer<SmallBody> outcome;
  private final EndPoint client;
  private final long idleMillis;
  private final long startNanos = System.nanoTime();
  private int count;
  private Throwable failure;
  private boolean isAwaited;

  /** Guards what both the reader and whoever takes its room away touch. */
  private final ReentrantLock lock = new ReentrantLock();

  private byte[] content = NOTHING;
  private boolean isGivenUp;

  /**
   * Sees to a body.
   *
   * @param outcome hears once that the body is there or will not come
   */
  SmallBody(Request request, BodyBudget budget, Consumer<SmallBody> outcome) {
    this.request = request;
    this.budget = budget;
    this.outcome = outcome;
    this.client = request.getConnectionMetaData().getConnection().getEndPoint();
    this.idleMillis = client.getIdleTimeout();
  }

  @Override
  public long bytes() {
    return CONNECTION_BYTES + request.getLength();
  }

  /** Takes what is there, and returns; called again when there is more. */
  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        await();
        return;
      }
      boolean isLast = chunk.isLast();
      take(chunk);
      if (isLast || failure != null) {
        finish();
        return;
      }
    }
  }

  private void take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      failure = chunk.getFailure();
      return;
    }
    if (chunk.hasRemaining()) {
      keep(chunk);
    }
    chunk.release();
  }

  private void keep(Content.Chunk chunk) {
    int more = chunk.remaining();
    lock.lock();
    try {
      if (isGivenUp) {
        return;
      }
      if (content.length == 0) {
        content = new byte[(int) request.getLength()];
      }
      chunk.get(content, count, more);
      count += more;
    } finally {
      lock.unlock();
    }
  }

  private void await() {
    isAwaited = true;
    budget.await(this);
    if (System.nanoTime() - startNanos > MOST_NANOS) {
      hurry();
    }
    request.demand(this);
  }

  private void finish() {
    if (!budget.arrived(this)) {
      drop();
    }
    if (isAwaited) {
      client.setIdleTimeout(idleMillis);
    }
    outcome.accept(this);
  }

  @Override
  public void giveUp() {
    drop();
    hurry();
  }

  /** Lets go of the bytes at once: their room is another's already. */
  private void drop() {
    lock.lock();
    try {
      isGivenUp = true;
      content = NOTHING;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the wait as silence does: the connection's own time-out tells whoever waits. */
  private void hurry() {
    client.setIdleTimeout(1);
  }

  Request request() {
    return request;
  }

  /** Returns the bytes, where all have come. */
  byte[] content() {
    lock.lock();
    try {
      return content;
    } finally {
      lock.unlock();
    }
  }

  /** Returns why the rest will not come; null where all of it is there. */
  Throwable failure() {
    return failure;
  }

  /** Whether others needed its room before it was there. */
  boolean isGivenUp() {
    lock.lock();
    try {
      return isGivenUp;
    } finally {
      lock.unlock();
    }
  }
}
