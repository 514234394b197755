package com.aluminatiai.http.server;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.internal.HttpConnection;

/**
 * A connection that looks at heads as they arrive. It remembers the id which the current request
 * brings: Jetty forgets all headers of a request that it refuses for one of them, and its answer is
 * to carry the id all the same. It remembers that a request could not be read, after which Jetty
 * closes. It refuses a body whose end two readers could see at two places. And it leaves out the
 * header by which a request could claim another method than its own: what looks like a GET to a
 * proxy and to the log must not delete.
 */
final class AttentiveConnection extends HttpConnection {
  private static final String METHOD_OVERRIDE = "X-HTTP-Method-Override";

  private String requestId;
  private volatile boolean isBroken;

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

  /** Whether the current request could not be read: nothing behind it can be, either. */
  boolean isBroken() {
    return isBroken;
  }

  @Override
  protected RequestHandler newRequestHandler() {
    return new RequestHandler() {
      private HttpVersion version;
      private boolean isEncoded;

      @Override
      public void messageBegin() {
        requestId = null;
        isEncoded = false;
        super.messageBegin();
      }

      @Override
      public void startRequest(String method, String uri, HttpVersion version) {
        this.version = version;
        super.startRequest(method, uri, version);
      }

      @Override
      public void badMessage(HttpException failure) {
        isBroken = true;
        super.badMessage(failure);
      }

      @Override
      public void parsedHeader(HttpField field) {
        if (requestId == null && field.is(Envelope.REQUEST_ID_HEADER)) {
          requestId = field.getValue();
        }
        if (field.is(HttpHeader.TRANSFER_ENCODING.asString())) {
          checkEncoding(field.getValue());
        }
        if (!field.is(METHOD_OVERRIDE)) {
          super.parsedHeader(field);
        }
      }

      private void checkEncoding(String encoding) {
        boolean isChunked = HttpHeaderValue.CHUNKED.is(encoding);
        if (isEncoded || !isChunked || version != HttpVersion.HTTP_1_1) {
          throw new HttpException.RuntimeException(
              HttpStatus.BAD_REQUEST_400, "Transfer-Encoding is not chunked, once");
        }
        isEncoded = true;
      }
    };
  }
}
