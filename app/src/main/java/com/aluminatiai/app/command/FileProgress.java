package com.aluminatiai.app.command;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how much of a file is written or read: in place on a terminal, else a line now and then.
 */
final class FileProgress {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final PrintWriter remarks;
  private final boolean isTerminal;
  private final LongSupplier nanoTime;
  private long lastNanos;
  private long bytes;

  FileProgress(PrintWriter remarks, boolean isTerminal, LongSupplier nanoTime) {
    this.remarks = remarks;
    this.isTerminal = isTerminal;
    this.nanoTime = nanoTime;
    this.lastNanos = nanoTime.getAsLong();
  }

  OutputStream written(OutputStream file) {
    bytes = 0;
    return new FilterOutputStream(file) {
      @Override
      public void write(byte[] buffer, int offset, int count) throws IOException {
        out.write(buffer, offset, count);
        moved(count, () -> String.format(Locale.ROOT, "%,d MB written", bytes / 1_000_000));
      }

      @Override
      public void close() throws IOException {
        super.close();
        end();
      }
    };
  }

  /** Reads a file of which this many bytes are to come; {@code done} is what is done to it. */
  InputStream read(InputStream file, long totalBytes, String done) {
    bytes = 0;
    return new FilterInputStream(file) {
      @Override
      public int read(byte[] buffer, int offset, int most) throws IOException {
        int count = in.read(buffer, offset, most);
        moved(Math.max(0, count), () -> 100 * bytes / Math.max(1, totalBytes) + " % " + done);
        return count;
      }

      @Override
      public void close() throws IOException {
        super.close();
        end();
      }
    };
  }

  private interface Text {
    String now();
  }

  private void moved(int count, Text text) {
    bytes += count;
    long now = nanoTime.getAsLong();
    long interval = isTerminal ? NANOS_PER_SECOND / 5 : 10 * NANOS_PER_SECOND;
    if (now - lastNanos < interval) {
      return;
    }
    lastNanos = now;
    if (isTerminal) {
      remarks.print("\r" + text.now() + " ");
      remarks.flush();
    } else {
      remarks.println(text.now());
    }
  }

  /** What is shown in place makes room for what follows. */
  private void end() {
    if (isTerminal) {
      remarks.print("\r" + " ".repeat(30) + "\r");
      remarks.flush();
    }
  }
}
