package com.aluminatiai.http.route;

import com.aluminatiai.estimation.AcceleratorCatalogue;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.http.exchange.Exchange;
import com.aluminatiai.http.exchange.Route;
import com.aluminatiai.http.file.FileFormat;
import com.aluminatiai.http.file.ImportFiles;
import com.aluminatiai.http.file.ImportFormatException;
import com.aluminatiai.http.file.Omissions;
import com.aluminatiai.http.file.UnknownAccelerators;
import com.aluminatiai.http.server.Meters;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.Fault;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.usecase.naming.KnownWords;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Mode;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.ZipException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports and exports files of workloads, as a stream: their size is nobody's limit. */
public final class TransferRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(TransferRoutes.class);
  private static final int MOST_PREVIEWED = 20;
  private static final long MOST_DRAINED_BYTES = 256L * 1024 * 1024;
  private static final long MOST_DRAINED_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final TransferWorkloads transfer;
  private final ExportRoute export;
  private final ImportFiles files;
  private final AcceleratorCatalogue accelerators;
  private final CallersNames names;
  private final Meters meters;

  public TransferRoutes(
      TransferWorkloads transfer,
      Estimator library,
      CallersNames names,
      WorkloadList list,
      Meters meters) {
    this.transfer = transfer;
    this.export = new ExportRoute(transfer, list);
    this.meters = meters;
    this.accelerators = library.accelerators();
    this.names = names;
    this.files = new ImportFiles(library.accelerators(), library.regions());
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            HandlerType.POST, "/api/workloads/import", ImportQuestion.PARAMETERS, this::importAll),
        export.route());
  }

  private void importAll(Exchange exchange) throws BusyException, StorageException {
    ImportQuestion question = ImportQuestion.of(exchange);
    Omissions omissions = new Omissions();
    AtomicReference<FileFormat> format = new AtomicReference<>();
    AtomicReference<ImportReport> soFar = new AtomicReference<>();
    try {
      UnknownAccelerators unknown = new UnknownAccelerators(accelerators);
      Taken taken = importAll(exchange, question, omissions, format, soFar, unknown);
      ImportAnswer.Beside beside = new ImportAnswer.Beside(format.get(), omissions, unknown);
      if (taken.preview().isPresent()) {
        ImportAnswer.previewed(exchange, taken.preview().get(), beside);
      } else {
        names.note(exchange, unknown.rows().keySet());
        names.notePartitions(exchange, omissions.partitions());
        meters.imported(taken.report());
        ImportAnswer.ended(exchange, question.mode(), taken.report(), beside);
      }
    } catch (StorageException outage) {
      if (soFar.get() == null) {
        throw outage; // Before a line was read.
      }
      LOG.warn("the storage failed in the middle of an import: {}", outage.getMessage());
      ImportAnswer.brokenOff(exchange, question.mode(), soFar.get());
    }
  }

  /**
   * What came of a file.
   *
   * @param report what came of its lines
   * @param preview what it would bring, where nothing was to be stored
   */
  private record Taken(ImportReport report, Optional<TransferWorkloads.Preview> preview) {}

  private Taken importAll(
      Exchange exchange,
      ImportQuestion question,
      Omissions omissions,
      AtomicReference<FileFormat> format,
      AtomicReference<ImportReport> soFar,
      UnknownAccelerators unknown)
      throws BusyException, StorageException {
    KnownWords words = names.of(exchange).words();
    try (InputStream body = Pace.of(exchange.ctx().req().getInputStream())) {
      ImportFiles.Opened file = opened(body, files.with(words::glossary), question, omissions);
      format.set(file.format());
      try {
        words.requireCurrent();
        TransferWorkloads.Source rows = unknown.watching(file.rows());
        if (question.isPreview()) {
          TransferWorkloads.Preview preview =
              transfer.preview(exchange.owner(), rows, MOST_PREVIEWED);
          return new Taken(preview.report(), Optional.of(preview));
        }
        return new Taken(
            transfer.importAll(exchange.owner(), question.mode(), rows, soFar::set),
            Optional.empty());
      } catch (StorageException outage) {
        if (soFar.get() == null) {
          // Nothing was taken, and nothing will be: no time is lost on the rest.
          exchange.ctx().header("Connection", "close");
        } else {
          drain(body, outage);
        }
        throw outage;
      }
    } catch (ZipException damaged) {
      throw ApiException.invalid("file", "is packed by gzip, and broken" + taken(soFar.get()));
    } catch (IOException broken) {
      long imported = soFar.get() == null ? 0 : soFar.get().imported();
      boolean isNothing = question.mode() == Mode.ATOMIC || imported == 0;
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

  private static String taken(ImportReport soFar) {
    return soFar == null || soFar.imported() == 0
        ? ""
        : "; its first " + soFar.imported() + " good rows may have been imported";
  }

  private static ImportFiles.Opened opened(
      InputStream body, ImportFiles reader, ImportQuestion question, Omissions omissions)
      throws IOException {
    try {
      return reader.open(body, question::format, question.unsaid(), omissions);
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
}
