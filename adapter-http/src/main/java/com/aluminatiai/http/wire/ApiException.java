package com.aluminatiai.http.wire;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A refusal that the caller is told about. It is no fault of ours and carries no stack trace. */
public final class ApiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** How long a caller should wait before asking a storage again that could not be reached. */
  public static final String RETRY_AFTER_SECONDS = "5";

  private final ErrorCode error;
  private final transient List<Fault> details;
  private final transient Map<String, String> headers;

  private ApiException(
      ErrorCode error, String message, List<Fault> details, Map<String, String> headers) {
    super(message, null, false, false);
    this.error = error;
    this.details = List.copyOf(details);
    this.headers = Map.copyOf(headers);
  }

  public static ApiException of(ErrorCode error, String message) {
    return new ApiException(error, message, List.of(), Map.of());
  }

  public static ApiException withHeader(
      ErrorCode error, String message, String header, String content) {
    return new ApiException(error, message, List.of(), Map.of(header, content));
  }

  public static ApiException unavailable(String message) {
    return withHeader(ErrorCode.UNAVAILABLE, message, "Retry-After", RETRY_AFTER_SECONDS);
  }

  public static ApiException invalid(String field, String message) {
    return invalid(List.of(new Fault(field, message)));
  }

  /** The sentence names the field if there is only one. */
  public static ApiException invalid(List<Fault> faults) {
    Fault first = faults.get(0);
    String end = first.message().endsWith("?") ? "" : ".";
    String message =
        faults.size() == 1
            ? first.field() + " " + first.message() + end
            : faults.size() + " fields are wrong; details names each.";
    return new ApiException(ErrorCode.VALIDATION_ERROR, message, faults, Map.of());
  }

  /** The sentence says that there is more than what is told. */
  static ApiException invalidAmongOthers(List<Fault> faults) {
    String message =
        String.format(
            Locale.ROOT,
            "More than %1$d fields are wrong; details names the first %1$d.",
            faults.size());
    return new ApiException(ErrorCode.VALIDATION_ERROR, message, faults, Map.of());
  }

  public ErrorCode error() {
    return error;
  }

  public List<Fault> details() {
    return details;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
