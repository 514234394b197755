package com.aluminatiai.http.exchange;

import com.aluminatiai.http.server.Envelope;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorBody;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.StorageException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.MethodNotAllowedResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** The one place where an exception meets a status. */
public final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  private final Router router;

  public Failures(Router router) {
    this.router = router;
  }

  public void register(JavalinConfig config) {
    config.routes.exception(ApiException.class, Failures::write);
    config.routes.exception(StorageException.class, Failures::storage);
    config.routes.exception(BusyException.class, Failures::busy);
    config.routes.exception(InterruptedException.class, Failures::stopping);
    config.routes.exception(HttpResponseException.class, this::unrouted);
    config.routes.exception(Exception.class, Failures::ours);
    config.router.javaLangErrorHandler(Failures::fatal);
  }

  private static void write(ApiException refusal, Context ctx) {
    refusal.headers().forEach(ctx::header);
    ctx.status(refusal.error().status())
        .contentType("application/json")
        .result(ErrorBody.of(refusal.error(), refusal.getMessage(), refusal.details()));
  }

  private static void storage(StorageException failure, Context ctx) {
    write(outage(failure), ctx);
  }

  /** Logs that the storage failed, and returns what callers are told. */
  static ApiException outage(StorageException failure) {
    // One line each: while a database is away, stack traces would fill the log.
    LOG.warn("the storage failed: {}", failure.getMessage());
    LOG.debug("the storage failed", failure);
    return ApiException.unavailable(
        failure.isOverCapacity()
            ? "The database has too much to do, or something else holds what is asked for; "
                + "try again in a few seconds."
            : "The database cannot be reached or has no room; try again in a few seconds.");
  }

  private static void busy(BusyException busy, Context ctx) {
    LOG.debug("too many at once: {}", busy.getMessage());
    write(
        ApiException.unavailable(
            "Too many imports or exports are under way; try again in a few seconds."),
        ctx);
  }

  private static void stopping(InterruptedException interrupted, Context ctx) {
    // The flag stays off: a channel that is written to with the flag on is closed unanswered, and
    // the thread, which is the server's, is done with its task.
    write(ApiException.unavailable("The service is stopping; try again in a few seconds."), ctx);
  }

  private void unrouted(HttpResponseException unrouted, Context ctx) {
    try {
      router.checkKey(ctx);
    } catch (ApiException refused) {
      write(refused, ctx);
      return;
    } catch (StorageException failure) {
      storage(failure, ctx);
      return;
    }
    if (unrouted instanceof MethodNotAllowedResponse) {
      String allowed = router.allowed(ctx.path());
      write(
          ApiException.withHeader(
              ErrorCode.METHOD_NOT_ALLOWED, "This path takes " + allowed + ".", "Allow", allowed),
          ctx);
    } else {
      write(
          ApiException.of(
              ErrorCode.NOT_FOUND, "There is no such path; GET /openapi.json lists all."),
          ctx);
    }
  }

  private static void ours(Exception failure, Context ctx) {
    LOG.error("a request failed", failure);
    ctx.status(ErrorCode.INTERNAL_ERROR.status())
        .contentType("application/json")
        .result(ErrorBody.ofInternalError(requestId()));
  }

  private static void fatal(HttpServletResponse response, Error failure) {
    LOG.error("a request failed", failure);
    response.setStatus(ErrorCode.INTERNAL_ERROR.status());
    response.setContentType("application/json");
    try {
      response.getOutputStream().write(ErrorBody.ofInternalError(requestId()));
    } catch (IOException gone) {
      LOG.debug("nobody reads the answer", gone);
    }
  }

  private static String requestId() {
    return MDC.get(Envelope.REQUEST_ID);
  }
}
