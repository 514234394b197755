package com.aluminatiai.app.postgres;

import com.aluminatiai.app.disk.Durable;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's programs, unpacked from the jar into the data folder. */
final class Binaries {
  private static final String PREFIX = "binaries-";

  /** What our folders are called; others are left alone. */
  static final Pattern NAME = Pattern.compile(PREFIX + "(half|[0-9a-f]{1,16})");

  private static final String READ_BY_ALL = "rw-r--r--";
  private static final String ENTERED_BY_ALL = "rwxr-xr-x";

  private final Path folder;

  private Binaries(Path folder) {
    this.folder = folder;
  }

  /**
   * Unpacks the programs for this platform, unless they are there already. Folders of other
   * versions, and what a killed process left half unpacked, are deleted. The caller owns the data
   * folder.
   */
  static Binaries in(Path dataFolder) throws IOException, EmbeddedPostgresException {
    URL archive = archive();
    Path folder = dataFolder.resolve(PREFIX + version(archive));
    try (Stream<Path> found = Files.list(dataFolder)) {
      for (Path other : found.filter(path -> isOther(path, folder)).toList()) {
        OwnedFiles.deleteTree(other);
      }
    }
    if (!Files.exists(folder)) {
      // The final name appears only once everything is in place.
      Path half = dataFolder.resolve(PREFIX + "half");
      unpack(archive, half);
      Durable.moveIntoPlace(half, folder);
    }
    return new Binaries(folder);
  }

  private static boolean isOther(Path path, Path folder) {
    return NAME.matcher(path.getFileName().toString()).matches() && !path.equals(folder);
  }

  private static URL archive() throws EmbeddedPostgresException {
    String platform = platform();
    URL archive = Binaries.class.getResource("/postgres-" + platform + ".txz");
    if (archive == null) {
      throw new EmbeddedPostgresException(
          "This jar carries no PostgreSQL for "
              + platform
              + ": build it on that platform, or set DATABASE_URL to a PostgreSQL server");
    }
    return archive;
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String family =
        system.startsWith("mac") ? "darwin" : system.startsWith("windows") ? "windows" : "linux";
    String processor =
        switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64", "arm64" -> "arm_64";
          default -> System.getProperty("os.arch");
        };
    return family + "-" + processor;
  }

  /** Returns what tells this archive from another, without reading 15 MB at each start. */
  private static String version(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    connection.setUseCaches(false);
    if (connection instanceof JarURLConnection jar) {
      JarFile file = jar.getJarFile();
      try {
        return HexFormat.of().toHexDigits((int) jar.getJarEntry().getCrc());
      } finally {
        file.close();
      }
    }
    return Long.toHexString(connection.getContentLengthLong());
  }

  private static void unpack(URL archive, Path target) throws IOException {
    Files.createDirectory(target);
    OwnedFiles.permit(target, ENTERED_BY_ALL);
    try (InputStream packed = new BufferedInputStream(archive.openStream(), 1 << 16);
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path path = target.resolve(entry.getName()).normalize();
        if (!path.startsWith(target)) {
          throw new IOException("The archive names a file outside of it: " + entry.getName());
        }
        write(tar, entry, path);
      }
    }
  }

  // Whatever the umask is, the user that PostgreSQL runs as has to read all of it.
  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path path)
      throws IOException {
    if (entry.isDirectory()) {
      createFolders(path);
      return;
    }
    createFolders(path.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, path);
    boolean program = (entry.getMode() & 0100) != 0;
    OwnedFiles.permit(path, program ? ENTERED_BY_ALL : READ_BY_ALL);
  }

  private static void createFolders(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      createFolders(folder.getParent());
      Files.createDirectory(folder);
      OwnedFiles.permit(folder, ENTERED_BY_ALL);
    }
  }

  /** Returns the command that starts one of the programs. */
  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  Path folder() {
    return folder;
  }
}
