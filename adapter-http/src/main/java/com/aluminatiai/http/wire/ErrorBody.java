package com.aluminatiai.http.wire;

import java.util.List;

/** The body of every error. */
public final class ErrorBody {
  private ErrorBody() {}

  public static byte[] of(ErrorCode error, String message, List<Fault> details) {
    return JsonWriter.utf8(
        json -> {
          json.text("error", error.code()).text("message", message);
          if (!details.isEmpty()) {
            json.objects(
                "details",
                details,
                (item, fault) ->
                    item.text("field", fault.field()).text("message", fault.message()));
          }
        });
  }

  /** What a caller hears of a fault of ours. */
  public static byte[] ofInternalError(String requestId) {
    return of(ErrorCode.INTERNAL_ERROR, internalErrorMessage(requestId), List.of());
  }

  public static String internalErrorMessage(String requestId) {
    return "Something went wrong on our side; please report request id " + requestId + ".";
  }
}
