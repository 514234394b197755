package com.aluminatiai.app.postgres;

import com.aluminatiai.app.disk.Durable;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder that everything of ours lives in, and nothing of anybody else's. */
final class DataFolder {
  // Of a volume's own files, one is usual at its root.
  private static final Pattern OURS =
      Pattern.compile(
          "lock|password(\\.half|\\.initdb)?|cluster(\\.half)?|lost\\+found|\\..*|"
              + Binaries.NAME.pattern());

  /** Reasons that lie in the name, not in the disk, as the system gives them. */
  private static final Set<String> OF_SETTING =
      Set.of(
          "Not a directory",
          "File name too long",
          "Read-only file system",
          "Operation not permitted");

  private DataFolder() {}

  /**
   * Creates the folder where it is missing, and returns it without links. What is refused is left
   * as it was.
   */
  static Path open(Path dataFolder) throws IOException, EmbeddedPostgresException {
    refuseNameForShells(withoutLinks(dataFolder.toAbsolutePath().normalize()));
    create(dataFolder.toAbsolutePath());
    Path folder = dataFolder.toRealPath();
    refuseNameForShells(folder); // Another may have been put there since.
    refuseOtherFiles(folder);
    return folder;
  }

  /** Returns where the folder is, or will be. */
  private static Path withoutLinks(Path folder) throws IOException {
    Path parent = folder.getParent();
    return Files.exists(folder) || parent == null
        ? folder.toRealPath()
        : withoutLinks(parent).resolve(folder.getFileName());
  }

  /** PostgreSQL's own programs pass paths through a shell. */
  private static void refuseNameForShells(Path folder) throws EmbeddedPostgresException {
    if (folder.toString().matches("(?s).*[\"$`\\n\\r].*")
        || (folder.getFileSystem().getSeparator().equals("/")
            && folder.toString().contains("\\"))) {
      throw EmbeddedPostgresException.ofSetting(
          "DATA_DIR must not contain double quotes, backslashes, backticks, dollar signs"
              + " or line breaks: "
              + folder.toString().replaceAll("[\\n\\r]", "?"),
          null);
    }
  }

  private static void create(Path folder) throws IOException, EmbeddedPostgresException {
    try {
      Durable.createFolders(folder);
    } catch (AccessDeniedException e) {
      throw EmbeddedPostgresException.ofSetting(
          "DATA_DIR cannot be created, because this user may not write there: " + folder, e);
    }
  }

  /** What people have in a folder may have the names of our files, and is not to be touched. */
  private static void refuseOtherFiles(Path folder) throws IOException, EmbeddedPostgresException {
    Path version = folder.resolve("PG_VERSION");
    if (Files.exists(version)) {
      throw EmbeddedPostgresException.ofSetting(
          folder
              + " is the data directory of another PostgreSQL (version "
              + Files.readString(version).strip()
              + "): set DATA_DIR to a folder of its own",
          null);
    }
    if (Files.exists(folder.resolve("cluster"), LinkOption.NOFOLLOW_LINKS)) {
      return; // It has been ours before, and what was put beside it since is in nobody's way.
    }
    Optional<Path> other;
    try (Stream<Path> found = Files.list(folder)) {
      other = found.filter(file -> !isOurs(file)).sorted().findFirst();
    }
    if (other.isPresent()) {
      throw EmbeddedPostgresException.ofSetting(
          "%s holds other files, %s for instance: set DATA_DIR to a folder of its own"
              .formatted(folder, other.get().getFileName()),
          null);
    }
  }

  private static boolean isOurs(Path file) {
    return OURS.matcher(file.getFileName().toString()).matches();
  }

  /**
   * Gives what root has made in a user's folder to that user, who could not open it otherwise. To
   * be called by root alone.
   */
  static void giveToItsOwner(Path folder, Binaries binaries) throws IOException {
    OwnedFiles.Owner owner = OwnedFiles.Owner.of(folder);
    owner.own(folder.resolve("lock"));
    owner.own(Password.file(folder));
    if (!owner.equals(OwnedFiles.Owner.of(binaries.folder()))) {
      owner.ownTree(binaries.folder());
    }
  }

  /** Says in one line what is wrong with the folder. */
  static EmbeddedPostgresException unusable(Path dataFolder, IOException failure) {
    if (failure instanceof AccessDeniedException denied) {
      return EmbeddedPostgresException.ofSetting(
          "No access to "
              + denied.getFile()
              + ": run as the user that it belongs to, or set another DATA_DIR",
          failure);
    }
    if (failure instanceof FileAlreadyExistsException exists) {
      return EmbeddedPostgresException.ofSetting(
          "DATA_DIR must be a folder: " + exists.getFile(), failure);
    }
    if (failure instanceof FileSystemException file) {
      String reason =
          file instanceof NoSuchFileException
              ? "there is no such file or folder"
              : file.getReason() == null ? file.getClass().getSimpleName() : file.getReason();
      String message = "DATA_DIR cannot be used: %s (%s)".formatted(file.getFile(), reason);
      return file instanceof NoSuchFileException || OF_SETTING.contains(reason)
          ? EmbeddedPostgresException.ofSetting(message, failure)
          : new EmbeddedPostgresException(message, failure);
    }
    return new EmbeddedPostgresException(
        "PostgreSQL cannot be run in %s: %s".formatted(dataFolder, failure.getMessage()), failure);
  }
}
