package com.aluminatiai.jdbc.backup;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** Reads what {@link BackupOutput} wrote, and trusts nothing in it. */
final class BackupInput {
  private static final int MOST_BLOCK_BYTES = 64 * 1024 * 1024;
  private static final int DIGEST_BYTES = 32;

  private final DataInputStream in;
  private final CRC32 crc32 = new CRC32();
  private final LastBytes compressed;
  private final InputStream file;
  private final MessageDigest digest = sha256();
  private int schemaVersion;

  private BackupInput(InputStream file) throws IOException {
    this.compressed = new LastBytes(file);
    this.file =
        new BufferedInputStream(new CheckedInputStream(new GZIPInputStream(compressed), crc32));
    this.in = new DataInputStream(new DigestInputStream(this.file, digest));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Takes the tables of a backup. */
  interface Tables {
    /** Takes the version of the schema that they are from, before any of them. */
    default void from(int schemaVersion) throws StopException {}

    void begin(String name, List<String> columns) throws StopException;

    void block(byte[] rows) throws StopException;

    void end() throws StopException;

    /** Takes the end of the last table. */
    default void endAll() throws StopException {}
  }

  /** Carries what a taker of tables could not do past the reading of them. */
  static final class StopException extends Exception {
    private static final long serialVersionUID = 1;

    StopException(Exception cause) {
      super(cause);
    }
  }

  /**
   * Reads a backup.
   *
   * @throws BackupException if it is none, a newer one, damaged or cut off; what was read before is
   *     taken by then
   */
  static void read(InputStream file, int mostSchemaVersion, Tables tables)
      throws BackupException, StopException, IOException {
    try {
      BackupInput backup = new BackupInput(file);
      backup.readHeader(mostSchemaVersion);
      tables.from(backup.schemaVersion);
      backup.readTables(tables);
    } catch (EOFException | ZipException | UTFDataFormatException e) {
      throw damaged(e);
    }
  }

  /**
   * Reads the beginning of a file.
   *
   * @throws BackupException if it is not that of a backup
   */
  static void readBeginning(InputStream file) throws BackupException, IOException {
    try {
      new BackupInput(file).readHeader(Integer.MAX_VALUE);
    } catch (EOFException | ZipException | UTFDataFormatException e) {
      throw damaged(e);
    }
  }

  private void readHeader(int mostSchemaVersion) throws BackupException, IOException {
    if (!in.readUTF().equals(BackupOutput.MAGIC)) {
      throw new BackupException("the file is no backup of AluminatiAI");
    }
    int format = in.readInt();
    schemaVersion = in.readInt();
    if (format < 1 || schemaVersion < 1) {
      throw damaged(null);
    }
    if (format > BackupOutput.FORMAT || schemaVersion > mostSchemaVersion) {
      throw new BackupException(
          String.format(
              Locale.ROOT,
              "the backup was made by a newer version of AluminatiAI: its format is %d and its schema %d; this version knows format %d and schema %d",
              format,
              schemaVersion,
              BackupOutput.FORMAT,
              mostSchemaVersion));
    }
  }

  private void readTables(Tables tables) throws BackupException, StopException, IOException {
    String name = in.readUTF();
    while (!name.isEmpty()) {
      tables.begin(name, List.of(in.readUTF().split(",")));
      byte[] block = block();
      while (block.length > 0) {
        tables.block(block);
        block = block();
      }
      tables.end();
      name = in.readUTF();
    }
    tables.endAll();
    byte[] computed = digest.digest();
    if (!MessageDigest.isEqual(computed, file.readNBytes(DIGEST_BYTES))
        || file.read() >= 0
        || !compressed.endIn(crc32.getValue())) {
      throw damaged(null);
    }
  }

  private byte[] block() throws BackupException, IOException {
    int length = in.readInt();
    if (length < 0 || length > MOST_BLOCK_BYTES) {
      throw damaged(null);
    }
    byte[] block = in.readNBytes(length);
    if (block.length < length) {
      throw damaged(null);
    }
    return block;
  }

  private static BackupException damaged(Exception cause) {
    return new BackupException("the backup is damaged or cut off, or it is no backup", cause);
  }
}
