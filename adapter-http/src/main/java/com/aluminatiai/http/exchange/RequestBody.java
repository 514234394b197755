package com.aluminatiai.http.exchange;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.BodyLimits;
import com.aluminatiai.http.wire.ErrorCode;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpException;

/** Reads the bytes of a JSON body, up to 1 MiB, within 30 seconds. */
public final class RequestBody {
  private static final int MOST_BYTES_AT_ONCE = 8192;

  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

  private RequestBody() {}

  /**
   * Reads the body.
   *
   * @throws ApiException if it is not declared as JSON, too large or too slow
   */
  public static byte[] read(Context ctx) {
    long declaredBytes = ctx.req().getContentLengthLong();
    boolean isThere = declaredBytes > 0 || ctx.header("Transfer-Encoding") != null;
    check(DeclaredType.of(ctx), isThere);
    if (declaredBytes > BodyLimits.MOST_BYTES) {
      throw tooLarge();
    }
    try {
      return read(
          ctx.req().getInputStream(),
          (int) Math.min(Math.max(declaredBytes, 512), BodyLimits.SMALL_BYTES));
    } catch (IOException broken) {
      throw broken(broken);
    }
  }

  /** Says whether a body that cannot be read is late, or ends or is framed wrongly. */
  private static ApiException broken(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException || cause instanceof EOFException) {
        return ApiException.withHeader(
            ErrorCode.BAD_REQUEST,
            "The body ends early or its chunks are broken; send the request again.",
            "Connection",
            "close");
      }
    }
    return ApiException.withHeader(
        ErrorCode.REQUEST_TIMEOUT,
        "The body did not arrive; send the request again.",
        "Connection",
        "close");
  }

  private static byte[] read(InputStream body, int expectedBytes) throws IOException {
    long deadline = System.nanoTime() + MOST_NANOS;
    ByteArrayOutputStream all = new ByteArrayOutputStream(expectedBytes);
    byte[] chunk = new byte[Math.min(expectedBytes, MOST_BYTES_AT_ONCE)];
    int count = body.read(chunk);
    while (count >= 0) {
      all.write(chunk, 0, count);
      if (all.size() > BodyLimits.MOST_BYTES) {
        throw tooLarge();
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IOException("the body drips in");
      }
      count = body.read(chunk);
    }
    return all.toByteArray();
  }

  private static ApiException tooLarge() {
    return ApiException.withHeader(
        ErrorCode.PAYLOAD_TOO_LARGE, "The body must be at most 1 MiB.", "Connection", "close");
  }

  /** A body that is not there needs no declaration: what it lacks is the body. */
  private static void check(DeclaredType declared, boolean isThere) {
    if (!declared.isPlain()) {
      throw unsupported("Send the body without Content-Encoding.");
    }
    if (!declared.isJson() && (isThere || !declared.name().isEmpty())) {
      throw unsupported("Send the body as Content-Type: application/json.");
    }
    if (!declared.isUtf8()) {
      throw unsupported("Send the body in UTF-8.");
    }
  }

  private static ApiException unsupported(String message) {
    return ApiException.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, message);
  }
}
