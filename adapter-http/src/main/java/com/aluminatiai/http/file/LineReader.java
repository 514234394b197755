package com.aluminatiai.http.file;

import com.aluminatiai.http.wire.BodyLimits;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads the lines of a file that are not blank, each up to 1 MiB. */
final class LineReader {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final InputStream file;
  private long number;

  LineReader(InputStream file) {
    this.file = new BufferedInputStream(file, BUFFER_BYTES);
  }

  /** A line without its end; one that is too long has no bytes. */
  record Line(long number, byte[] utf8, boolean isTooLong) {}

  Optional<Line> next() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean isBlank = true;
    boolean isTooLong = false;
    int oneByte = file.read();
    while (oneByte >= 0) {
      if (oneByte == '\n') {
        number++;
        if (!isBlank) {
          return Optional.of(line(line, isTooLong));
        }
        line.reset();
      } else if (line.size() == BodyLimits.MOST_BYTES) {
        isTooLong = true;
      } else {
        isBlank &= oneByte == ' ' || oneByte == '\t' || oneByte == '\r';
        line.write(oneByte);
      }
      oneByte = file.read();
    }
    number++;
    return isBlank ? Optional.empty() : Optional.of(line(line, isTooLong));
  }

  private Line line(ByteArrayOutputStream line, boolean isTooLong) {
    return new Line(number, isTooLong ? new byte[0] : line.toByteArray(), isTooLong);
  }
}
