package com.aluminatiai.http.route;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Breaks off what drips: there is room for a few imports and exports only. What counts is the last
 * minute, so that a burst buys nobody hours; and only the time that was spent waiting for the other
 * side, so that nobody pays for a slow storage. For one thread.
 */
final class Pace {
  private static final long LEAST_BYTES_A_SECOND = 1024;
  private static final int SLOTS = 6;
  private static final long SLOT_SECONDS = 10;
  private static final long SLOT_NANOS = TimeUnit.SECONDS.toNanos(SLOT_SECONDS);
  private static final long LEAST_BYTES = LEAST_BYTES_A_SECOND * SLOTS * SLOT_SECONDS;

  private final LongSupplier nanoTime;

  /** The bytes of the last minute, a slot for each ten seconds; the current one begins anew. */
  private final long[] bytesInSlot = new long[SLOTS];

  private long waitedNanos;
  private long slot;

  private Pace(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes note of what moved while somebody waited for it. */
  private void moved(long bytes, long sinceNanos) throws IOException {
    waitedNanos += nanoTime.getAsLong() - sinceNanos;
    // What comes at the last moment of a slot is in it.
    long now = Math.max(0, waitedNanos - 1) / SLOT_NANOS;
    // Before the bytes count: whatever they are, they came too late for the minute that is over.
    for (long next = slot + 1; next <= now; next++) {
      if (next >= SLOTS && sum() < LEAST_BYTES) {
        throw new IOException("less than 1 KiB a second");
      }
      bytesInSlot[(int) (next % SLOTS)] = 0;
    }
    slot = now;
    bytesInSlot[(int) (slot % SLOTS)] += Math.max(0, bytes);
  }

  private long sum() {
    long sum = 0;
    for (long bytes : bytesInSlot) {
      sum += bytes;
    }
    return sum;
  }

  static InputStream of(InputStream in) {
    return of(in, System::nanoTime);
  }

  static InputStream of(InputStream in, LongSupplier nanoTime) {
    Pace pace = new Pace(nanoTime);
    return new FilterInputStream(in) {
      @Override
      public int read() throws IOException {
        long sinceNanos = nanoTime.getAsLong();
        int oneByte = super.read();
        pace.moved(oneByte < 0 ? 0 : 1, sinceNanos);
        return oneByte;
      }

      @Override
      public int read(byte[] buffer, int offset, int most) throws IOException {
        long sinceNanos = nanoTime.getAsLong();
        int count = super.read(buffer, offset, most);
        pace.moved(count, sinceNanos);
        return count;
      }
    };
  }

  static OutputStream of(OutputStream out) {
    return of(out, System::nanoTime);
  }

  static OutputStream of(OutputStream out, LongSupplier nanoTime) {
    Pace pace = new Pace(nanoTime);
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] buffer, int offset, int count) throws IOException {
        long sinceNanos = nanoTime.getAsLong();
        this.out.write(buffer, offset, count);
        pace.moved(count, sinceNanos);
      }
    };
  }
}
