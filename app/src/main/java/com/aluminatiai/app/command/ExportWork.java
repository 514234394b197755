package com.aluminatiai.app.command;

import com.aluminatiai.app.command.ExportCommand.Request;
import com.aluminatiai.app.configuration.DatabaseSource;
import com.aluminatiai.app.server.Storage;
import com.aluminatiai.estimation.Method;
import com.aluminatiai.http.file.ExportFile;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.StorageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;

/** The export of a file. Stands alone so that other commands load nothing of it. */
final class ExportWork {
  private ExportWork() {}

  static void run(DatabaseSource database, Request request) throws Subcommand.FailedException {
    if (request.file().isPresent()) {
      DatabaseWork.refuseUnwritable(request.file().get());
    }
    DatabaseWork.in(
        database,
        storage -> {
          if (request.file().isEmpty()) {
            toStdout(storage, request);
            return true;
          }
          try (OutputStream file = Files.newOutputStream(request.file().get())) {
            export(storage, request, file);
          }
          return true;
        });
  }

  private static void toStdout(Storage storage, Request request)
      throws StorageException, BusyException, IOException {
    Pipe stdout = new Pipe(new FileOutputStream(FileDescriptor.out));
    try {
      export(storage, request, stdout);
    } catch (IOException e) {
      if (!stdout.isBroken()) {
        throw e;
      }
      // Who reads has seen enough, as head has.
    }
  }

  private static void export(Storage storage, Request request, OutputStream target)
      throws StorageException, BusyException, IOException {
    ExportFile file = request.isCsv() ? ExportFile.csv(target) : ExportFile.ndjson(target);
    storage.transfer(Method.FALLBACK).export(request.owner(), request.filter(), file);
    file.end();
  }
}
