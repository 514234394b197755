package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.DeclaredType;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import io.javalin.http.Context;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A format of files of workloads. */
enum TransferFormat {
  CSV("text/csv"),
  NDJSON("application/x-ndjson");

  /** What generated clients send a file as: it does not tell the format. */
  private static final String BINARY = "application/octet-stream";

  private static final Map<String, TransferFormat> BY_TYPE =
      Map.of(CSV.type, CSV, NDJSON.type, NDJSON, "application/ndjson", NDJSON);

  private final String type;

  TransferFormat(String type) {
    this.type = type;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Returns what an answer in this format is sent as. */
  String contentType() {
    return this == CSV ? type + "; charset=utf-8" : type;
  }

  static Optional<TransferFormat> stated(Exchange exchange) {
    return exchange.query().choice("format", List.of(values()), TransferFormat::code);
  }

  /** Returns the format of a request's body. */
  static TransferFormat of(Context ctx, Optional<TransferFormat> stated) {
    DeclaredType declared = DeclaredType.of(ctx);
    boolean isFile = BY_TYPE.containsKey(declared.name()) || declared.name().equals(BINARY);
    if (!isFile || !declared.isUtf8() || !declared.isPlain()) {
      throw ApiException.withHeader(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Send the file as Content-Type: text/csv or application/x-ndjson, in UTF-8, without Content-Encoding.",
          "Connection",
          "close");
    }
    Optional<TransferFormat> named = Optional.ofNullable(BY_TYPE.get(declared.name()));
    if (stated.isPresent() && named.isPresent() && !stated.equals(named)) {
      throw ApiException.invalid(
          "format", "must be " + named.get().code() + ", as the Content-Type says, or left out");
    }
    return stated
        .or(() -> named)
        .orElseThrow(
            () ->
                ApiException.invalid(
                    "format", "must be csv or ndjson where the body is application/octet-stream"));
  }
}
