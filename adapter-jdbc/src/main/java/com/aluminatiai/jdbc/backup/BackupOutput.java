package com.aluminatiai.jdbc.backup;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a backup: compressed, with a SHA-256 of everything before it at its end. A table is its
 * name, its columns and blocks of rows as COPY writes them in its text form, which every version of
 * PostgreSQL reads; an empty block ends it, an empty name the tables.
 */
public final class BackupOutput {
  public static final String MAGIC = "AluminatiAI backup";
  static final int FORMAT = 1;
  private static final int BLOCK_BYTES = 64 * 1024;
  private static final int BUFFER_BYTES = 64 * 1024;

  private final GZIPOutputStream file;
  private final DigestOutputStream digest;
  private final DataOutputStream out;
  private final ByteArrayOutputStream block = new ByteArrayOutputStream(2 * BLOCK_BYTES);

  BackupOutput(OutputStream target, int schemaVersion) throws IOException {
    file = new GZIPOutputStream(target, BUFFER_BYTES);
    digest = new DigestOutputStream(file, BackupInput.sha256());
    out = new DataOutputStream(digest);
    out.writeUTF(MAGIC);
    out.writeInt(FORMAT);
    out.writeInt(schemaVersion);
  }

  void beginTable(String name, List<String> columns) throws IOException {
    out.writeUTF(name);
    out.writeUTF(String.join(",", columns));
  }

  void row(byte[] row) throws IOException {
    block.write(row);
    if (block.size() >= BLOCK_BYTES) {
      endBlock();
    }
  }

  void endTable() throws IOException {
    if (block.size() > 0) {
      endBlock();
    }
    out.writeInt(0);
  }

  private void endBlock() throws IOException {
    out.writeInt(block.size());
    block.writeTo(out);
    block.reset();
  }

  void end() throws IOException {
    out.writeUTF("");
    out.flush();
    file.write(digest.getMessageDigest().digest());
    file.finish();
  }
}
