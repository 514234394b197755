package com.aluminatiai.http.route;

import com.aluminatiai.estimation.RegionCatalogue;
import com.aluminatiai.http.exchange.DeclaredType;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.file.ExportFile;
import com.aluminatiai.http.file.ImportFiles;
import com.aluminatiai.http.file.ImportFormatException;
import com.aluminatiai.http.server.Meters;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.Fault;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.WorkloadFilter;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Mode;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Source;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports and exports files of workloads, as a stream: their size is nobody's limit. */
public final class TransferRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(TransferRoutes.class);
  private static final long MOST_DRAINED_BYTES = 256L * 1024 * 1024;
  private static final long MOST_DRAINED_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final String CSV = "text/csv";
  private static final String NDJSON = "application/x-ndjson";

  /** What generated clients send a file as: it does not tell the format. */
  private static final String BINARY = "application/octet-stream";

  private static final Map<String, Format> FORMATS =
      Map.of(CSV, Format.CSV, NDJSON, Format.NDJSON, "application/ndjson", Format.NDJSON);

  private final TransferWorkloads transfer;
  private final WorkloadList list;
  private final ImportFiles files;
  private final Meters meters;

  private enum Format {
    CSV,
    NDJSON;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TransferRoutes(
      TransferWorkloads transfer, RegionCatalogue regions, WorkloadList list, Meters meters) {
    this.transfer = transfer;
    this.list = list;
    this.meters = meters;
    this.files = new ImportFiles(regions);
  }

  public List<Route> routes() {
    Set<String> parameters = new HashSet<>(WorkloadList.FILTERS);
    parameters.add("format");
    return List.of(
        Route.of(
            HandlerType.POST, "/api/workloads/import", Set.of("mode", "format"), this::importAll),
        Route.of(HandlerType.GET, "/api/workloads/export", parameters, this::export));
  }

  private void importAll(Exchange exchange) throws BusyException, StorageException {
    Optional<Mode> atomic =
        exchange
            .query()
            .parsed(
                "mode",
                word -> word.equals("atomic") ? Optional.of(Mode.ATOMIC) : Optional.empty(),
                "must be atomic or left out");
    Optional<Format> stated = statedFormat(exchange);
    exchange.query().throwIfAny();
    Format format = format(exchange.ctx(), stated);
    Mode mode = atomic.orElse(Mode.EACH_LINE);
    AtomicReference<ImportReport> soFar = new AtomicReference<>();
    try {
      ImportReport report = importAll(exchange, format, mode, soFar);
      meters.imported(report);
      ImportAnswer.ended(exchange, mode, report);
    } catch (StorageException outage) {
      if (soFar.get() == null) {
        throw outage; // Before a line was read.
      }
      LOG.warn("the storage failed in the middle of an import: {}", outage.getMessage());
      ImportAnswer.brokenOff(exchange, mode, soFar.get());
    }
  }

  private ImportReport importAll(
      Exchange exchange, Format format, Mode mode, AtomicReference<ImportReport> soFar)
      throws BusyException, StorageException {
    try (InputStream body = Pace.of(exchange.ctx().req().getInputStream())) {
      Source source = source(format, body);
      try {
        return transfer.importAll(exchange.owner(), mode, source, soFar::set);
      } catch (StorageException outage) {
        if (soFar.get() == null) {
          // Nothing was taken, and nothing will be: no time is lost on the rest.
          exchange.ctx().header("Connection", "close");
        } else {
          drain(body, outage);
        }
        throw outage;
      }
    } catch (IOException broken) {
      long imported = soFar.get() == null ? 0 : soFar.get().imported();
      boolean isNothing = mode == Mode.ATOMIC || imported == 0;
      throw ApiException.withHeader(
          ErrorCode.REQUEST_TIMEOUT,
          isNothing
              ? "The file did not arrive and nothing was imported; send it again."
              : "The file did not arrive as a whole; its first "
                  + imported
                  + " good rows that were not there already were imported.",
          "Connection",
          "close");
    }
  }

  private Source source(Format format, InputStream body) throws IOException {
    try {
      return format == Format.CSV ? files.csv(body) : files.ndjson(body);
    } catch (ImportFormatException refused) {
      drain(body, refused);
      throw ApiException.invalid(
          refused.faults().stream()
              .map(fault -> new Fault(fault.field().orElse("header"), fault.message()))
              .toList());
    }
  }

  /** Many clients hear an answer only once they have sent their body: take some of it first. */
  private static void drain(InputStream body, Exception answered) {
    try {
      drain(body);
    } catch (IOException broken) {
      answered.addSuppressed(broken);
    }
  }

  private static void drain(InputStream body) throws IOException {
    byte[] unread = new byte[64 * 1024];
    long deadlineNanos = System.nanoTime() + MOST_DRAINED_NANOS;
    long bytes = 0;
    int count = body.read(unread);
    while (count >= 0 && bytes < MOST_DRAINED_BYTES && System.nanoTime() - deadlineNanos < 0) {
      bytes += count;
      count = body.read(unread);
    }
  }

  private static Optional<Format> statedFormat(Exchange exchange) {
    return exchange.query().choice("format", List.of(Format.values()), Format::code);
  }

  private static Format format(Context ctx, Optional<Format> stated) {
    DeclaredType declared = DeclaredType.of(ctx);
    boolean isFile = FORMATS.containsKey(declared.name()) || declared.name().equals(BINARY);
    if (!isFile || !declared.isUtf8() || !declared.isPlain()) {
      throw ApiException.withHeader(
          ErrorCode.UNSUPPORTED_MEDIA_TYPE,
          "Send the file as Content-Type: text/csv or application/x-ndjson, in UTF-8, without Content-Encoding.",
          "Connection",
          "close");
    }
    Optional<Format> named = Optional.ofNullable(FORMATS.get(declared.name()));
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

  private void export(Exchange exchange) throws BusyException, StorageException {
    Format format = statedFormat(exchange).orElse(Format.CSV);
    WorkloadFilter filter = list.filter(exchange.query());
    exchange.query().throwIfAny();
    Context ctx = exchange.ctx();
    ctx.contentType(format == Format.CSV ? CSV + "; charset=utf-8" : NDJSON)
        .header("Content-Disposition", "attachment; filename=\"workloads." + format.code() + "\"");
    try {
      if (ctx.method() == HandlerType.HEAD) {
        ctx.res().flushBuffer(); // Without a length: it is known only once all is written.
        return;
      }
      OutputStream body = Pace.of(ctx.res().getOutputStream());
      ExportFile file = format == Format.CSV ? ExportFile.csv(body) : ExportFile.ndjson(body);
      transfer.export(exchange.owner(), filter, file);
      file.end();
    } catch (IOException gone) {
      LOG.debug("an export was not fetched to its end", gone);
      breakOff(ctx);
    } catch (BusyException | StorageException | RuntimeException failure) {
      if (!ctx.res().isCommitted()) {
        // What is answered instead is no file. The other headers stay.
        ctx.res().resetBuffer();
        ctx.res().setHeader("Content-Disposition", null);
        throw failure;
      }
      LOG.warn("an export broke off", failure);
      breakOff(ctx);
    }
  }

  /** Half an export must not look like a whole one: the connection ends without the last chunk. */
  private static void breakOff(Context ctx) {
    ServletContextRequest.getServletContextRequest(ctx.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }
}
