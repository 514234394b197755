package com.aluminatiai.http.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * The text of a file as UTF-8, whatever it came as: packed by gzip, in UTF-16 as spreadsheets and
 * shells of Windows write it, with or without a byte order mark.
 */
final class PlainText {
  private static final byte[] GZIP = {0x1F, (byte) 0x8B};
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
  private static final byte[] UTF_16_BE_MARK = {(byte) 0xFE, (byte) 0xFF};
  private static final byte[] UTF_16_LE_MARK = {(byte) 0xFF, (byte) 0xFE};
  private static final int MOST_LAYERS = 2;
  private static final int HEAD_BYTES = 4;
  private static final int BUFFER_CHARACTERS = 8 * 1024;

  private PlainText() {}

  /**
   * Unpacks a file.
   *
   * @param file the file, read as far as its text is asked for
   * @return its text in UTF-8, without a mark
   * @throws IOException if it cannot be read, or is packed and broken
   */
  static InputStream of(InputStream file) throws IOException {
    InputStream rest = file;
    // A packed file that a client packs once more for the way is packed twice.
    for (int layer = 0; layer < MOST_LAYERS; layer++) {
      byte[] head = rest.readNBytes(HEAD_BYTES);
      InputStream whole = joined(head, rest);
      if (!startsWith(head, GZIP)) {
        return unmarked(head, rest);
      }
      rest = new GZIPInputStream(whole);
    }
    byte[] head = rest.readNBytes(HEAD_BYTES);
    return unmarked(head, rest);
  }

  private static InputStream unmarked(byte[] head, InputStream rest) {
    if (startsWith(head, UTF_8_MARK)) {
      return joined(Arrays.copyOfRange(head, UTF_8_MARK.length, head.length), rest);
    }
    return utf16(head)
        .<InputStream>map(
            charset -> new Recoded(new InputStreamReader(joined(head, rest), charset)))
        .orElseGet(() -> joined(head, rest));
  }

  /** UTF-16 by its mark, or by the zero that every second byte of plain letters is. */
  private static Optional<Charset> utf16(byte[] head) {
    if (startsWith(head, UTF_16_BE_MARK) || startsWith(head, UTF_16_LE_MARK)) {
      return Optional.of(StandardCharsets.UTF_16); // Reads the mark, and leaves it out.
    }
    if (head.length < HEAD_BYTES) {
      return Optional.empty();
    }
    if (head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0) {
      return Optional.of(StandardCharsets.UTF_16LE);
    }
    boolean isBigEndian = head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0;
    return isBigEndian ? Optional.of(StandardCharsets.UTF_16BE) : Optional.empty();
  }

  private static boolean startsWith(byte[] head, byte[] mark) {
    return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
  }

  static InputStream joined(byte[] head, InputStream rest) {
    return new SequenceInputStream(new ByteArrayInputStream(head), rest);
  }

  /** Characters as UTF-8. */
  private static final class Recoded extends InputStream {
    private final Reader text;
    private final char[] characters = new char[BUFFER_CHARACTERS];
    private byte[] bytes = {};
    private int at;

    Recoded(Reader text) {
      this.text = text;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int most) throws IOException {
      if (most == 0) {
        return 0;
      }
      if (at == bytes.length && !refill()) {
        return -1;
      }
      int count = Math.min(most, bytes.length - at);
      System.arraycopy(bytes, at, buffer, offset, count);
      at += count;
      return count;
    }

    /** A pair of surrogates is not torn: half of one would be no character. */
    private boolean refill() throws IOException {
      int count = text.read(characters, 0, characters.length - 1);
      if (count < 0) {
        return false;
      }
      if (count > 0 && Character.isHighSurrogate(characters[count - 1])) {
        int next = text.read();
        if (next >= 0) {
          characters[count++] = (char) next;
        }
      }
      bytes = new String(characters, 0, count).getBytes(StandardCharsets.UTF_8);
      at = 0;
      return true;
    }

    @Override
    public void close() throws IOException {
      text.close();
    }
  }
}
