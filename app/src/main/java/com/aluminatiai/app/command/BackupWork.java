package com.aluminatiai.app.command;

import com.aluminatiai.app.configuration.DatabaseSource;
import com.aluminatiai.app.disk.Durable;
import com.aluminatiai.jdbc.Database;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Backup and restore. Stands alone so that other commands load nothing of it. */
final class BackupWork {
  private BackupWork() {}

  /** Writes a backup beside its place and puts it there when it is whole and on disk. */
  static long backup(DatabaseSource database, Path file, PrintWriter remarks)
      throws Subcommand.FailedException {
    if (Files.exists(file)) {
      throw new Subcommand.FailedException(file + " exists already; nothing was done", null);
    }
    DatabaseWork.refuseUnwritable(file);
    Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    return DatabaseWork.in(
        database,
        storage -> {
          Files.deleteIfExists(unfinished);
          long rows;
          try (FileChannel channel =
                  FileChannel.open(
                      unfinished,
                      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                      ownersOnly());
              OutputStream out = progress(remarks).written(Channels.newOutputStream(channel))) {
            rows = storage.database().backup(out);
          }
          Durable.moveIntoPlace(unfinished, file);
          return rows;
        });
  }

  private static FileAttribute<?>[] ownersOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  static void restore(DatabaseSource database, Path file, boolean isReplacing, PrintWriter remarks)
      throws Subcommand.FailedException {
    if (!Files.isReadable(file)) {
      throw new Subcommand.FailedException(file + ": there is no such file to read", null);
    }
    // Before a database is started for it.
    DatabaseWork.inOneLine(
        () -> {
          try (InputStream beginning = Files.newInputStream(file)) {
            Database.refuseOtherThanBackup(beginning);
          }
          return true;
        });
    FileProgress progress = progress(remarks);
    // It is read twice.
    Iterator<String> done = List.of("checked", "restored").iterator();
    DatabaseWork.in(
        database,
        storage -> {
          long bytes = Files.size(file);
          storage
              .database()
              .restore(
                  () -> progress.read(Files.newInputStream(file), bytes, done.next()), isReplacing);
          return true;
        });
  }

  private static FileProgress progress(PrintWriter remarks) {
    return new FileProgress(remarks, Terminal.isThere(), System::nanoTime);
  }
}
