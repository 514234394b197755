package com.aluminatiai.jdbc.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Remembers the last bytes that were read of a compressed file. A reader of GZIP passes over what
 * follows the compressed part, in some versions of Java without a word; but then the file does not
 * end in the checksum that the compressed part ends in.
 */
final class LastBytes extends FilterInputStream {
  /** A CRC-32 of the content, then its length. */
  private static final int TRAILER_BYTES = 8;

  private final byte[] last = new byte[TRAILER_BYTES];

  LastBytes(InputStream file) {
    super(file);
  }

  /** Reads to the end. Returns whether the file ends in a checksum, low byte first. */
  boolean endIn(long crc32) throws IOException {
    while (read(new byte[TRAILER_BYTES], 0, TRAILER_BYTES) >= 0) {
      // Whatever follows is remembered.
    }
    int there = ByteBuffer.wrap(last).order(ByteOrder.LITTLE_ENDIAN).getInt();
    return there == (int) crc32;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    int kept = Math.max(0, Math.min(count, TRAILER_BYTES));
    System.arraycopy(last, kept, last, 0, TRAILER_BYTES - kept);
    System.arraycopy(target, offset + Math.max(0, count) - kept, last, TRAILER_BYTES - kept, kept);
    return count;
  }
}
