package com.aluminatiai.http.wire;

import java.util.Locale;

/** Every error that the API answers with, and its status. */
public enum ErrorCode {
  VALIDATION_ERROR(400),
  MALFORMED_JSON(400),
  BAD_REQUEST(400),
  INVALID_ID(400),
  UNAUTHORIZED(401),
  FORBIDDEN_ORIGIN(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  REQUEST_TIMEOUT(408),
  IDEMPOTENCY_CONFLICT(409),
  PRECONDITION_FAILED(412),
  PAYLOAD_TOO_LARGE(413),
  URI_TOO_LONG(414),
  UNSUPPORTED_MEDIA_TYPE(415),
  MISDIRECTED_REQUEST(421),
  RATE_LIMITED(429),
  HEADERS_TOO_LARGE(431),
  INTERNAL_ERROR(500),
  UNAVAILABLE(503);

  private final int status;
  private final String code;

  ErrorCode(int status) {
    this.status = status;
    this.code = name().toLowerCase(Locale.ROOT);
  }

  public int status() {
    return status;
  }

  /** The name as it is written in JSON. */
  public String code() {
    return code;
  }
}
