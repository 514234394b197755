package com.aluminatiai.http.server;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes only so many connections at once. While there are as many, those without a request in
 * flight are let go after a second, and new ones wait in the system's queue.
 */
final class ConnectionPlaces extends NetworkConnectionLimit {
  private static final Logger LOG = LoggerFactory.getLogger(ConnectionPlaces.class);

  private final PatientConnector connector;
  private final AtomicBoolean isSaid = new AtomicBoolean();

  ConnectionPlaces(int most, PatientConnector connector) {
    super(most, connector);
    this.connector = connector;
  }

  @Override
  protected void limit() {
    if (isSaid.compareAndSet(false, true)) {
      LOG.warn(
          "{} connections, as many as this heap and the limit of open files allow: others wait;"
              + " said once",
          getMaxNetworkConnectionCount());
    }
    super.limit();
    // Without the lock that is held here: a connection that is let go asks for it.
    connector.getExecutor().execute(connector::hurryQuiet);
  }
}
