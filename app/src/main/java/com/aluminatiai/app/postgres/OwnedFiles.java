package com.aluminatiai.app.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Files whose owner and permissions matter. Systems without either are left as they are. */
final class OwnedFiles {
  private OwnedFiles() {}

  /** The user and group that a file belongs to, by number. */
  record Owner(int user, int group) {
    static Owner of(Path path) throws IOException {
      return new Owner(
          (int) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS),
          (int) Files.getAttribute(path, "unix:gid", LinkOption.NOFOLLOW_LINKS));
    }

    /** Gives one file or folder to this owner, not what is in it. */
    void own(Path path) throws IOException {
      Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(path, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
    }

    /** Gives a folder with all that is in it to this owner. */
    void ownTree(Path folder) throws IOException {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
              own(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e)
                throws IOException {
              // The folder itself last: where it is right, so is everything in it.
              own(visited);
              return FileVisitResult.CONTINUE;
            }
          });
    }
  }

  static boolean havePermissions(Path path) throws IOException {
    return Files.getFileStore(path).supportsFileAttributeView("posix");
  }

  /** Sets permissions, {@code rwxr-x---} for instance, whatever the umask. */
  static void permit(Path path, String permissions) throws IOException {
    if (havePermissions(path)) {
      Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
  }

  /** Creates an empty file that nobody else can read, in place of one of the same name. */
  static void createSecret(Path file) throws IOException {
    Files.deleteIfExists(file);
    if (havePermissions(file.toAbsolutePath().getParent())) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  static void deleteTree(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, IOException e)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
