package com.aluminatiai.app.server;

import com.aluminatiai.workload.loop.SteadyLoop;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Writes what comes within a few milliseconds at once: a system call for each line of the log was 4
 * % of the processor time of a service under load. Whatever was written is out after {@value
 * #MOST_MILLIS} ms, and at once while the process ends. Thread-safe.
 */
final class GatheredOutput extends OutputStream {
  static final long MOST_MILLIS = 10;

  private final OutputStream out;
  private final byte[] gathered;
  private final Semaphore first = new Semaphore(0);
  private int count;
  private boolean isAtOnce;

  /**
   * Begins to gather.
   *
   * @param out where it goes
   * @param mostBytes how much is gathered
   */
  GatheredOutput(OutputStream out, int mostBytes) {
    this.out = out;
    this.gathered = new byte[mostBytes];
    // Nobody reads the log any more, or there is no memory: there is no other place to say so.
    new SteadyLoop("log", Duration.ZERO, this::writeNext, failure -> {}).start();
  }

  @Override
  public void write(int single) throws IOException {
    write(new byte[] {(byte) single}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) throws IOException {
    if (length > gathered.length - count) {
      flush();
    }
    if (length > gathered.length || isAtOnce) {
      out.write(bytes, from, length);
      return;
    }
    System.arraycopy(bytes, from, gathered, count, length);
    boolean isFirst = count == 0;
    count += length;
    if (isFirst) {
      first.release();
    }
  }

  @Override
  public synchronized void flush() throws IOException {
    int length = count;
    count = 0;
    if (length > 0) {
      out.write(gathered, 0, length);
    }
  }

  /** Gathers no more: the process ends, and nothing may be left behind. */
  synchronized void writeAtOnce() throws IOException {
    isAtOnce = true;
    flush();
  }

  /** Writes what has come within a few milliseconds of what came first. */
  private Duration writeNext() throws IOException, InterruptedException {
    first.acquire();
    try {
      TimeUnit.MILLISECONDS.sleep(MOST_MILLIS);
    } finally {
      flush();
    }
    return Duration.ZERO;
  }
}
