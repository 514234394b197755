package com.aluminatiai.http.exchange;

import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.http.wire.Words;
import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Owner;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request and its answer, as a route sees them.
 *
 * @param ctx Javalin's view of them
 * @param caller who asks
 * @param query the parameters of the query
 * @param faults what is wrong with the request, its query included
 */
public record Exchange(Context ctx, Caller caller, QueryParameters query, Faults faults) {
  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** Javalin compresses nothing smaller. */
  private static final int MOST_BYTES_AT_ONCE = 1500;

  public Owner owner() {
    return caller.owner();
  }

  /**
   * Returns the id in the path.
   *
   * @throws ApiException if it is none
   */
  public UUID id() {
    return Words.uuid(ctx.pathParam("id"))
        .orElseThrow(() -> ApiException.of(ErrorCode.INVALID_ID, "The id must be a UUID."));
  }

  /**
   * Counts a request by a route of reports, which is not counted otherwise.
   *
   * @throws ApiException if a limit is used up
   */
  public void count() {
    Callers.count(Asked.of(ctx));
  }

  public void json(int status, Consumer<JsonWriter> content) {
    json(status, JsonWriter.utf8(content));
  }

  public void json(int status, byte[] body) {
    ctx.status(status).contentType("application/json");
    if (body.length >= MOST_BYTES_AT_ONCE) {
      ctx.result(body);
      return;
    }
    // What is too small to be compressed needs no stream that decides whether it is.
    try {
      ctx.res().getOutputStream().write(body);
    } catch (IOException clientIsGone) {
      LOG.debug("an answer could not be written", clientIsGone);
    }
  }

  public void json(int status, String body) {
    json(status, body.getBytes(StandardCharsets.UTF_8));
  }
}
