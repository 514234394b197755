package com.aluminatiai.app.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The file that is imported.
 *
 * @param path where it is; {@code -} is standard input
 */
record ImportedFile(Path path) {
  private static final Path STANDARD_INPUT = Path.of("-");

  private boolean isStandardInput() {
    return path.equals(STANDARD_INPUT);
  }

  boolean isReadable() {
    return isStandardInput() || Files.isReadable(path);
  }

  /** Returns its size; 0 if that shows at its end alone. */
  long bytes() throws IOException {
    return isStandardInput() ? 0 : Files.size(path);
  }

  InputStream open(InputStream standardInput) throws IOException {
    return isStandardInput() ? standardInput : Files.newInputStream(path);
  }
}
