package com.aluminatiai.app.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server again when it has died: killed by somebody, or by itself when the disk was
 * full. It comes back on the same port, so that the clients find it.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final Postmaster postmaster;
  private final Cluster cluster;
  private final int port;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition closing = lock.newCondition();
  private boolean closed;

  Watchdog(Postmaster postmaster, Cluster cluster, int port) {
    this.postmaster = postmaster;
    this.cluster = cluster;
    this.port = port;
  }

  void start() {
    Thread thread = new Thread(this::watch, "postgres-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  // Holds the lock except while it waits, so that close() never meets a start half done.
  private void watch() {
    lock.lock();
    try {
      Duration pause = BETWEEN_LOOKS;
      while (!isClosedAfter(pause)) {
        pause = look(pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosedAfter(Duration pause) throws InterruptedException {
    long nanos = pause.toNanos();
    while (!closed && nanos > 0) {
      nanos = closing.awaitNanos(nanos);
    }
    return closed;
  }

  private Duration look(Duration pause) {
    try {
      if (postmaster.isAlive()) {
        cluster.pruneLogs();
        return BETWEEN_LOOKS;
      }
      LOG.error("PostgreSQL has stopped by itself; starting it again");
      postmaster.restart(port);
      LOG.info("PostgreSQL runs again");
      return BETWEEN_LOOKS;
    } catch (IOException | EmbeddedPostgresException e) {
      Duration longer = pause.multipliedBy(2);
      Duration next = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
      LOG.error(
          "{}; next try in {} s", e.getMessage(), TimeUnit.MILLISECONDS.toSeconds(next.toMillis()));
      return next;
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      closing.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
