package com.aluminatiai.http.route;

import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.file.BrokenImport;
import com.aluminatiai.http.file.FileFormat;
import com.aluminatiai.http.file.Omissions;
import com.aluminatiai.http.file.Omissions.Remark;
import com.aluminatiai.http.file.UnknownAccelerators;
import com.aluminatiai.http.message.WorkloadResponse;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Mode;
import java.util.List;
import java.util.stream.Stream;

/** What the sender of a file hears. */
final class ImportAnswer {
  private ImportAnswer() {}

  /** The file was read to its end. */
  static void ended(Exchange exchange, Mode mode, ImportReport report, Beside beside) {
    if (mode == Mode.ATOMIC && report.rejected() > 0) {
      String message = "Nothing was imported; errors says what is wrong with which line.";
      refuse(exchange, ErrorCode.VALIDATION_ERROR, message, report);
    } else {
      exchange.json(
          200,
          json -> {
            write(json, report);
            beside.write(json);
          });
    }
  }

  /** The file was read to its end, and nothing was stored. */
  static void previewed(Exchange exchange, TransferWorkloads.Preview preview, Beside beside) {
    exchange.json(
        200,
        json -> {
          write(json, preview.report());
          beside.write(json);
          json.whole("importable", preview.importable())
              .objects(
                  "preview",
                  preview.first(),
                  (item, line) -> {
                    item.whole("line", line.line());
                    WorkloadResponse.writeUnstored(item, line.workload());
                  });
        });
  }

  /**
   * What is told beside the counts.
   *
   * @param format what the file was read as
   * @param omissions what was left out, and what to know of lines that were taken
   * @param unknown accelerators that nobody knows
   */
  record Beside(FileFormat format, Omissions omissions, UnknownAccelerators unknown) {
    private void write(JsonWriter json) {
      json.text("format", format.code());
      if (!omissions.counts().isEmpty()) {
        json.objects(
            "left_out",
            List.copyOf(omissions.counts().entrySet()),
            (item, left) ->
                item.text("what", left.getKey().plural()).whole("count", left.getValue()));
      }
      List<Remark> remarks =
          Stream.concat(unknown.remarks().stream(), omissions.remarks().stream()).toList();
      if (!remarks.isEmpty()) {
        json.objects(
            "remarks",
            remarks,
            (item, remark) -> item.whole("line", remark.line()).text("message", remark.message()));
      }
    }
  }

  /** The database went away in the middle. */
  static void brokenOff(Exchange exchange, Mode mode, ImportReport soFar) {
    boolean isAtomic = mode == Mode.ATOMIC;
    String message = BrokenImport.byOutage(soFar, isAtomic);
    exchange.ctx().header("Retry-After", ApiException.RETRY_AFTER_SECONDS);
    refuse(
        exchange,
        ErrorCode.UNAVAILABLE,
        message,
        isAtomic ? new ImportReport(0, 0, soFar.rejected(), soFar.faults()) : soFar);
  }

  private static void refuse(
      Exchange exchange, ErrorCode error, String message, ImportReport report) {
    exchange.json(
        error.status(),
        json -> {
          json.text("error", error.code()).text("message", message);
          write(json, report);
        });
  }

  private static void write(JsonWriter json, ImportReport report) {
    json.whole("imported", report.imported())
        .whole("skipped", report.skipped())
        .whole("rejected", report.rejected())
        .objects(
            "errors",
            report.faults(),
            (item, fault) ->
                item.whole("line", fault.line())
                    .textOrNull("field", fault.field())
                    .text("message", fault.message()));
  }
}
