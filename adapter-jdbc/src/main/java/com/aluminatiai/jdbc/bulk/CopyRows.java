package com.aluminatiai.jdbc.bulk;

import com.aluminatiai.jdbc.row.ColumnType;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.postgresql.copy.CopyIn;

/** Writes rows in the binary form of COPY. */
final class CopyRows {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  private static final int BUFFER_BYTES = 64 * 1024;
  private static final int NULL = -1;
  private static final int END = -1;
  private static final byte JSONB_VERSION = 1;

  /** Where PostgreSQL begins to count microseconds: the start of 2000, in seconds. */
  private static final long EPOCH_SECONDS = 946_684_800;

  private static final long MICROS = 1_000_000;

  private final CopyIn copy;
  private final DataOutputStream out;

  CopyRows(CopyIn copy) throws IOException {
    this.copy = copy;
    out = new DataOutputStream(new BufferedOutputStream(new CopyOutput(copy), BUFFER_BYTES));
    out.write(SIGNATURE);
    out.writeInt(0); // Flags: none.
    out.writeInt(0); // Bytes of extensions: none.
  }

  /** Hands on what a buffer has gathered. */
  private static final class CopyOutput extends OutputStream {
    private final CopyIn copy;

    CopyOutput(CopyIn copy) {
      this.copy = copy;
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      try {
        copy.writeToCopy(bytes, offset, count);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }

  void row(int fields) throws IOException {
    out.writeShort(fields);
  }

  void field(ColumnType type, Object content) throws IOException {
    if (content == null) {
      out.writeInt(NULL);
      return;
    }
    switch (type) {
      case UUID -> uuid((UUID) content);
      case TEXT -> text((String) content);
      case BOOLEAN -> {
        out.writeInt(Byte.BYTES);
        out.writeBoolean((Boolean) content);
      }
      case INTEGER -> {
        out.writeInt(Integer.BYTES);
        out.writeInt((Integer) content);
      }
      case BIGINT -> bigint((Long) content);
      case FLOAT -> {
        out.writeInt(Double.BYTES);
        out.writeDouble((Double) content);
      }
      case TIME -> time((Instant) content);
      case JSON -> text((String) content);
      case JSONB -> jsonb((String) content);
    }
  }

  private void uuid(UUID id) throws IOException {
    out.writeInt(2 * Long.BYTES);
    out.writeLong(id.getMostSignificantBits());
    out.writeLong(id.getLeastSignificantBits());
  }

  private void text(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  private void bigint(long number) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(number);
  }

  private void time(Instant time) throws IOException {
    bigint((time.getEpochSecond() - EPOCH_SECONDS) * MICROS + time.getNano() / 1_000);
  }

  private void jsonb(String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(1 + utf8.length);
    out.writeByte(JSONB_VERSION);
    out.write(utf8);
  }

  /** Ends the rows; what the server finds wrong with them shows here. */
  void end() throws IOException {
    out.writeShort(END);
    out.flush();
    try {
      copy.endCopy();
    } catch (SQLException e) {
      throw new IOException(e);
    }
  }
}
