package com.aluminatiai.app.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;

/** Ownership of a data folder: the operating system takes it back when the owner dies. */
final class FolderLock implements AutoCloseable {
  private final FileChannel channel;

  private FolderLock(FileChannel channel) {
    this.channel = channel;
  }

  /** How long an owner means to keep a folder. */
  enum Stay {
    /** Until it is told to stop. */
    LONG,
    /** For one piece of work. */
    BRIEF;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Takes the folder, or returns nothing where somebody else has it. */
  static Optional<FolderLock> take(Path dataFolder, Stay stay) throws IOException {
    FileChannel channel =
        FileChannel.open(file(dataFolder), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = null;
    try {
      lock = channel.tryLock();
      if (lock == null) {
        return Optional.empty();
      }
      channel.truncate(0);
      channel.write(
          ByteBuffer.wrap(
              (ProcessHandle.current().pid() + " " + stay.code())
                  .getBytes(StandardCharsets.UTF_8)));
      return Optional.of(new FolderLock(channel));
    } catch (OverlappingFileLockException e) {
      return Optional.empty();
    } finally {
      if (lock == null) {
        channel.close();
      }
    }
  }

  /** Returns who has the folder, in words. Not to be asked by a process that has it itself. */
  static String owner(Path dataFolder) {
    try {
      String pid = Files.readString(file(dataFolder)).strip().split(" ")[0];
      return pid.isEmpty() ? "another process" : "process " + pid;
    } catch (IOException e) {
      return "another process";
    }
  }

  /** Whether the folder is worth a moment's wait: its owner will soon be done. */
  static boolean isKeptBriefly(Path dataFolder) {
    try {
      String[] words = Files.readString(file(dataFolder)).strip().split(" ");
      // An owner that has not written yet may be either.
      return words[0].isEmpty() || words.length > 1 && words[1].equals(Stay.BRIEF.code());
    } catch (IOException e) {
      return false;
    }
  }

  private static Path file(Path dataFolder) {
    return dataFolder.resolve("lock");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
