package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.DatabaseSource;
import com.aluminatiai.app.server.Logging;
import com.aluminatiai.app.server.StartException;
import com.aluminatiai.app.server.Storage;
import com.aluminatiai.http.file.ImportFormatException;
import com.aluminatiai.jdbc.backup.BackupException;
import com.aluminatiai.workload.BusyException;
import com.aluminatiai.workload.StorageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Work on a whole database. Stands alone so that other commands load nothing of it. */
final class DatabaseWork {
  private DatabaseWork() {}

  /** What is done with a database. */
  interface Work<T> {
    T on(Storage storage) throws StorageException, BusyException, BackupException, IOException;
  }

  /** What may fail in the ways that are told in one line. */
  interface Attempt<T> {
    T run()
        throws StartException,
            StorageException,
            BusyException,
            BackupException,
            IOException,
            Subcommand.FailedException;
  }

  /** Opens the database and does it; what can be refused without a database is refused before. */
  static <T> T in(DatabaseSource source, Work<T> work) throws Subcommand.FailedException {
    return inOneLine(
        () -> {
          try (Storage storage = Storage.forCommand(source)) {
            return work.on(storage);
          }
        });
  }

  /** Does it, and says in one line why it failed. */
  static <T> T inOneLine(Attempt<T> attempt) throws Subcommand.FailedException {
    Logging.warningsToStderr();
    try {
      return attempt.run();
    } catch (ImportFormatException e) {
      throw new Subcommand.FailedException(reasons(e), e);
    } catch (FileSystemException e) {
      throw new Subcommand.FailedException(reason(e), e);
    } catch (StartException e) {
      throw Subcommand.FailedException.of(e);
    } catch (StorageException | BusyException | BackupException | IOException e) {
      throw new Subcommand.FailedException(e.getMessage(), e);
    }
  }

  /** Refuses a place for a file where none can be written. */
  static void refuseUnwritable(Path file) throws Subcommand.FailedException {
    Path folder = file.toAbsolutePath().getParent();
    if (Files.isDirectory(file)) {
      throw new Subcommand.FailedException(file + ": is a folder", null);
    }
    if (folder == null || !Files.isDirectory(folder)) {
      throw new Subcommand.FailedException(file + ": there is no such folder", null);
    }
    if (!Files.isWritable(Files.exists(file) ? file : folder)) {
      throw new Subcommand.FailedException(file + ": may not be written", null);
    }
  }

  private static String reasons(ImportFormatException refused) {
    return refused.faults().stream()
        .map(fault -> fault.field().orElse("the header") + " " + fault.message())
        .collect(Collectors.joining("; ", "nothing was imported: ", ""));
  }

  static String reason(FileSystemException e) {
    String reason =
        e instanceof NoSuchFileException
            ? "there is no such file or folder"
            : e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    return e.getFile() + ": " + reason;
  }
}
