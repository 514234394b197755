package com.aluminatiai.estimation.input;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the data files of the jar. */
public final class DataFile {
  private DataFile() {}

  /** The bytes of the file {@code name} beside {@code owner}. */
  public static byte[] bytes(Class<?> owner, String name) {
    try (InputStream in = owner.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("factor file is missing from the jar: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("factor file cannot be read: " + name, e);
    }
  }

  /** The rows of the file {@code name} beside {@code owner}. */
  public static List<DataRow> rows(Class<?> owner, String name) {
    return DataRow.parse(name, new String(bytes(owner, name), StandardCharsets.UTF_8));
  }
}
