package com.aluminatiai.http.route;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;

/** Breaks off what drips: there is room for a few imports and exports only. */
final class Pace {
  private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long LEAST_BYTES_A_SECOND = 1024;

  private final long startNanos = System.nanoTime();
  private long bytes;

  private Pace() {}

  private void moved(long count) throws IOException {
    bytes += Math.max(0, count);
    long elapsedNanos = System.nanoTime() - startNanos;
    if (elapsedNanos > GRACE_NANOS
        && bytes / TimeUnit.NANOSECONDS.toSeconds(elapsedNanos) < LEAST_BYTES_A_SECOND) {
      throw new IOException("less than 1 KiB a second");
    }
  }

  static InputStream of(InputStream in) {
    Pace pace = new Pace();
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        int oneByte = super.read();
        pace.moved(1);
        return oneByte;
      }

      @Override
      public int read(byte[] buffer, int offset, int most) throws IOException {
        int count = super.read(buffer, offset, most);
        pace.moved(count);
        return count;
      }
    };
  }

  static OutputStream of(OutputStream out) {
    Pace pace = new Pace();
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] buffer, int offset, int count) throws IOException {
        this.out.write(buffer, offset, count);
        pace.moved(count);
      }
    };
  }
}
