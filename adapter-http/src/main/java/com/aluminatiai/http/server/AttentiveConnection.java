package com.aluminatiai.http.server;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection that remembers the id which its current request brings. Jetty forgets all headers of
 * a request that it refuses for one of them, and its answer is to carry the id all the same.
 */
final class AttentiveConnection extends HttpConnection {
  private String requestId;

  private AttentiveConnection(HttpConfiguration http, Connector connector, EndPoint client) {
    super(http, connector, client);
  }

  /** Makes such connections. */
  static HttpConnectionFactory factory(HttpConfiguration http) {
    return new HttpConnectionFactory(http) {
      @Override
      public Connection newConnection(Connector connector, EndPoint client) {
        AttentiveConnection connection =
            new AttentiveConnection(getHttpConfiguration(), connector, client);
        connection.setTransferEncodingChunkMaxLength(getTransferEncodingChunkMaxLength());
        return configure(connection, connector, client);
      }
    };
  }

  /** Returns the id, as it was written; null if none has come. */
  String requestId() {
    return requestId;
  }

  @Override
  protected RequestHandler newRequestHandler() {
    return new RequestHandler() {
      @Override
      public void messageBegin() {
        requestId = null;
        super.messageBegin();
      }

      @Override
      public void parsedHeader(HttpField field) {
        if (requestId == null && field.is(Envelope.REQUEST_ID_HEADER)) {
          requestId = field.getValue();
        }
        super.parsedHeader(field);
      }
    };
  }
}
