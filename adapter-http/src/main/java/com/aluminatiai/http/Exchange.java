package com.aluminatiai.http;

import com.aluminatiai.workload.Caller;
import com.aluminatiai.workload.Owner;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A request and its answer, as a route sees them.
 *
 * @param ctx Javalin's view of them
 * @param caller who asks
 * @param query the parameters of the query
 * @param faults what is wrong with the request, its query included
 */
record Exchange(Context ctx, Caller caller, QueryParameters query, Faults faults) {
  Owner owner() {
    return caller.owner();
  }

  /**
   * Returns the id in the path.
   *
   * @throws ApiException if it is none
   */
  UUID id() {
    return Words.uuid(ctx.pathParam("id"))
        .orElseThrow(() -> ApiException.of(ErrorCode.INVALID_ID, "The id must be a UUID."));
  }

  void json(int status, Consumer<JsonWriter> content) {
    json(status, JsonWriter.utf8(content));
  }

  void json(int status, byte[] body) {
    ctx.status(status).contentType("application/json").result(body);
  }

  void json(int status, String body) {
    json(status, body.getBytes(StandardCharsets.UTF_8));
  }
}
