package com.aluminatiai.http.server;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorBody;
import com.aluminatiai.http.wire.ErrorCode;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** Writes what Jetty refuses below the router in the API's shape. */
final class JettyErrors extends ErrorHandler {
  private final Envelope envelope;

  JettyErrors(Envelope envelope) {
    this.envelope = envelope;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int jettyStatus =
        request.getAttribute(ERROR_EXCEPTION) instanceof HttpException failure
            ? failure.getCode()
            : response.getStatus();
    ErrorCode error = errorOf(jettyStatus);
    String requestId = envelope.stamp(request, response);
    if (error == ErrorCode.UNAVAILABLE) {
      response.getHeaders().put("Retry-After", ApiException.RETRY_AFTER_SECONDS);
    }
    if (request.getConnectionMetaData().getConnection() instanceof AttentiveConnection connection
        && connection.isBroken()) {
      response.getHeaders().put("Connection", "close");
    }
    response.setStatus(error.status());
    response.getHeaders().put("Content-Type", "application/json");
    String message =
        error == ErrorCode.BAD_REQUEST && request.getHttpURI().hasViolations()
            ? "The address can be read in more than one way; leave out empty segments (//) and"
                + " encoded slashes, and percent-encode other characters in UTF-8."
            : message(error, requestId);
    byte[] body = ErrorBody.of(error, message, List.of());
    response.write(true, ByteBuffer.wrap(body), callback);
    return true;
  }

  private static ErrorCode errorOf(int status) {
    return switch (status) {
      case 404 -> ErrorCode.NOT_FOUND;
      case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
      case 408 -> ErrorCode.REQUEST_TIMEOUT;
      case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
      case 414 -> ErrorCode.URI_TOO_LONG;
      case 415 -> ErrorCode.UNSUPPORTED_MEDIA_TYPE;
      case 431 -> ErrorCode.HEADERS_TOO_LARGE;
      case 503 -> ErrorCode.UNAVAILABLE;
      // What Jetty does not speak, an unknown transfer encoding or HTTP version, is 501 and 505.
      case 501, 505 -> ErrorCode.BAD_REQUEST;
      default -> status >= 500 ? ErrorCode.INTERNAL_ERROR : ErrorCode.BAD_REQUEST;
    };
  }

  private static String message(ErrorCode error, String requestId) {
    return switch (error) {
      case NOT_FOUND -> "There is no such path; GET /openapi.json lists all.";
      case METHOD_NOT_ALLOWED -> "This path does not take this method.";
      case REQUEST_TIMEOUT -> "The request took too long to arrive; send it again.";
      case PAYLOAD_TOO_LARGE -> "The body is too large.";
      case URI_TOO_LONG -> "The address is too long.";
      case UNSUPPORTED_MEDIA_TYPE -> "Send the body as Content-Type: application/json.";
      case HEADERS_TOO_LARGE -> "The headers are too large.";
      case UNAVAILABLE -> "The service is stopping or overloaded; try again in a moment.";
      case INTERNAL_ERROR -> ErrorBody.internalErrorMessage(requestId);
      default ->
          "This is not an HTTP/1.1 request that can be understood; look at its address and headers.";
    };
  }
}
