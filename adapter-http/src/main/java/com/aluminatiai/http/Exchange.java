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
 */
record Exchange(Context ctx, Caller caller, QueryParameters query) {
  private static final int UUID_CHARACTERS = 36;

  Owner owner() {
    return caller.owner();
  }

  /**
   * Returns the id in the path.
   *
   * @throws ApiException if it is none
   */
  UUID id() {
    String text = ctx.pathParam("id");
    try {
      if (text.length() == UUID_CHARACTERS) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException notAnId) {
      // Told below.
    }
    throw ApiException.of(ErrorCode.INVALID_ID, "The id must be a UUID.");
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
