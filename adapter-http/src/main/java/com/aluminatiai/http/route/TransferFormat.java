package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A format that an export is written in. */
enum TransferFormat {
  CSV("text/csv"),
  NDJSON("application/x-ndjson");

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
}
