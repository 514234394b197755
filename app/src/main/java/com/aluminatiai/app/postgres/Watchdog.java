package com.aluminatiai.app.postgres;

import com.aluminatiai.workload.loop.SteadyLoop;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the server again when it has died: killed by somebody, or by itself when the disk was
 * full. It comes back on the same port, so that the clients find it.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  private final Server server;
  private final Duration betweenLooks;
  private final SteadyLoop loop;
  private final AtomicBoolean isStarting = new AtomicBoolean();

  /** The server that is watched. */
  interface Server {
    boolean isAlive() throws IOException;

    /** Does what has to be done now and then while it is alive. */
    void tidyUp() throws IOException;

    /** Starts it again; an interrupt breaks that off. */
    void restart() throws IOException, EmbeddedPostgresException;
  }

  Watchdog(Server server) {
    this(server, BETWEEN_LOOKS);
  }

  Watchdog(Server server, Duration betweenLooks) {
    this.server = server;
    this.betweenLooks = betweenLooks;
    this.loop = new SteadyLoop("postgres-watchdog", betweenLooks, this::look, Watchdog::tell);
  }

  void start() {
    loop.start();
  }

  private Duration look() throws IOException, EmbeddedPostgresException {
    if (server.isAlive()) {
      server.tidyUp();
      return betweenLooks;
    }
    LOG.error("PostgreSQL has stopped by itself; starting it again");
    isStarting.set(true);
    try {
      server.restart();
    } finally {
      // Stays set where a start is broken off.
      isStarting.set(!loop.isOpen());
    }
    LOG.info("PostgreSQL runs again");
    return betweenLooks;
  }

  private static void tell(Throwable failure) {
    if (failure instanceof IOException || failure instanceof EmbeddedPostgresException) {
      LOG.error("{}; trying again", failure.getMessage());
    } else {
      LOG.error("The watch over PostgreSQL failed; it goes on", failure);
    }
  }

  /** Returns whether a server may be coming up that was not there when the watch was closed. */
  boolean hasBrokenOffAStart() {
    return isStarting.get();
  }

  /** Breaks off a start that is under way, which could take an hour, and waits some seconds. */
  @Override
  public void close() {
    loop.close();
  }
}
