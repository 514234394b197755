package com.aluminatiai.http.server;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many bytes of bodies are kept at once. Where there is no room for one more, the body that has
 * been waited for longest gives its place up: a client that sends half a body and goes silent stops
 * nobody. Thread-safe.
 */
final class BodyBudget {
  /** A body that takes room. */
  interface Body {
    /** Returns how many bytes are set aside for it. */
    long bytes();

    /** Tells that its room was given to another one: it lets go of its bytes at once. */
    void giveUp();
  }

  private static final Logger LOG = LoggerFactory.getLogger(BodyBudget.class);

  private final long mostBytes;
  private final AtomicBoolean isSaid = new AtomicBoolean();
  private final ReentrantLock lock = new ReentrantLock();
  private final Set<Body> all = new HashSet<>();
  private final Set<Body> awaited = new LinkedHashSet<>();
  private long bytes;

  BodyBudget(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /** Sets room aside for a body; returns false if there is none. */
  boolean take(Body body) {
    List<Body> givenUp = new ArrayList<>();
    lock.lock();
    try {
      Iterator<Body> oldestFirst = awaited.iterator();
      while (bytes + body.bytes() > mostBytes && oldestFirst.hasNext()) {
        Body oldest = oldestFirst.next();
        oldestFirst.remove();
        forget(oldest);
        givenUp.add(oldest);
      }
      boolean isRoom = bytes + body.bytes() <= mostBytes;
      if (!(isRoom && givenUp.isEmpty()) && isSaid.compareAndSet(false, true)) {
        LOG.warn(
            "There are too many bodies for {} bytes: the slowest get 503; said once", mostBytes);
      }
      if (!isRoom) {
        return false;
      }
      all.add(body);
      bytes += body.bytes();
      return true;
    } finally {
      lock.unlock();
      givenUp.forEach(Body::giveUp);
    }
  }

  /** Notes that the rest of a body is waited for. */
  void await(Body body) {
    lock.lock();
    try {
      if (all.contains(body)) {
        awaited.add(body);
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Notes that a body is there as a whole, or broken: it keeps its room until it is freed.
   *
   * @return whether it still has room; false where that was given to another one
   */
  boolean arrived(Body body) {
    lock.lock();
    try {
      awaited.remove(body);
      return all.contains(body);
    } finally {
      lock.unlock();
    }
  }

  /** Frees the room of a body; once more does nothing. */
  void free(Body body) {
    lock.lock();
    try {
      awaited.remove(body);
      forget(body);
    } finally {
      lock.unlock();
    }
  }

  private void forget(Body body) {
    if (all.remove(body)) {
      bytes -= body.bytes();
    }
  }

  /** Returns how many bytes are set aside. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }
}
