package com.aluminatiai.app.command;

import com.aluminatiai.app.command.ImportCommand.Request;
import com.aluminatiai.app.command.ImportCommand.Result;
import com.aluminatiai.app.configuration.DatabaseSource;
import com.aluminatiai.app.server.Storage;
import com.aluminatiai.estimation.Estimator;
import com.aluminatiai.http.file.BrokenImport;
import com.aluminatiai.http.file.ImportFiles;
import com.aluminatiai.http.file.Omissions;
import com.aluminatiai.http.file.UnknownAccelerators;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.Glossary;
import com.aluminatiai.workload.ImportReport;
import com.aluminatiai.workload.StorageException;
import com.aluminatiai.workload.usecase.naming.KnownWords;
import com.aluminatiai.workload.usecase.naming.OwnWords;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Mode;
import com.aluminatiai.workload.usecase.transfer.TransferWorkloads.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicReference;

/** The import of a file. Stands alone so that other commands load nothing of it. */
final class ImportWork {
  private ImportWork() {}

  static Result run(DatabaseSource database, Request request, PrintWriter remarks)
      throws Subcommand.FailedException {
    Omissions omissions = new Omissions();
    UnknownAccelerators unknown = new UnknownAccelerators(Estimator.standard().accelerators());
    // A file or a header that cannot be taken is refused before a database is started for it.
    if (!request.file().isReadable()) {
      throw new Subcommand.FailedException(
          request.file().path() + ": there is no such file to read", null);
    }
    ImportReport report =
        DatabaseWork.inOneLine(
            () -> {
              ImportProgress progress =
                  new ImportProgress(remarks, Terminal.isThere(), request.file().bytes());
              try (InputStream file = progress.counted(request.file().open(System.in))) {
                Estimator library = Estimator.standard();
                // Known once the database is there, and asked for only by the rows.
                AtomicReference<Glossary> own = new AtomicReference<>(Glossary.EMPTY);
                Source source =
                    unknown.watching(
                        new ImportFiles(library.accelerators(), library.regions())
                            .with(own::get)
                            .open(file, request.format(), request.unsaid(), omissions)
                            .rows());
                return DatabaseWork.in(
                    database,
                    storage -> {
                      OwnWords words = storage.ownWords();
                      KnownWords known = words.known(request.owner());
                      known.requireCurrent();
                      own.set(known.glossary());
                      ImportReport end = imported(storage, request, source, progress);
                      words.noteGpus(request.owner(), unknown.rows().keySet());
                      words.notePartitions(request.owner(), omissions.partitions());
                      return end;
                    });
              }
            });
    return new Result(report, omissions, unknown);
  }

  private static ImportReport imported(
      Storage storage, Request request, Source source, ImportProgress progress)
      throws BusyException, StorageException, IOException {
    progress.begin();
    AtomicReference<ImportReport> soFar = new AtomicReference<>();
    try {
      ImportReport end =
          storage
              .transfer(request.method())
              .importAll(
                  request.owner(),
                  request.isAtomic() ? Mode.ATOMIC : Mode.EACH_LINE,
                  source,
                  report -> {
                    soFar.set(report);
                    progress.show(report);
                  });
      progress.end(end);
      return end;
    } catch (StorageException outage) {
      if (soFar.get() == null) {
        throw outage; // Before a line was read.
      }
      throw new StorageException(BrokenImport.byOutage(soFar.get(), request.isAtomic()), outage);
    }
  }
}
