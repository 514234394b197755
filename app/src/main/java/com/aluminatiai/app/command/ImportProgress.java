package com.aluminatiai.app.command;

import com.aluminatiai.workload.ImportReport;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Shows how far an import has come: a bar on a terminal, else a line now and then. */
final class ImportProgress {
  private static final int BAR_CHARACTERS = 30;
  private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final PrintWriter remarks;
  private final boolean isTerminal;
  private final long totalBytes;
  private long startNanos = System.nanoTime();
  private long readBytes;
  private long lastLineNanos = startNanos;

  ImportProgress(PrintWriter remarks, boolean isTerminal, long totalBytes) {
    this.remarks = remarks;
    this.isTerminal = isTerminal;
    this.totalBytes = totalBytes;
  }

  /** Counts the time from here on; what went before was no import. */
  void begin() {
    startNanos = System.nanoTime();
    lastLineNanos = startNanos;
  }

  InputStream counted(InputStream file) {
    return new FilterInputStream(file) {
      @Override
      public int read() throws IOException {
        int oneByte = super.read();
        readBytes += oneByte < 0 ? 0 : 1;
        return oneByte;
      }

      @Override
      public int read(byte[] buffer, int offset, int most) throws IOException {
        int count = super.read(buffer, offset, most);
        readBytes += Math.max(0, count);
        return count;
      }
    };
  }

  void show(ImportReport soFar) {
    long nowNanos = System.nanoTime();
    if (isTerminal) {
      remarks.print("\r" + bar() + text(soFar));
      remarks.flush();
    } else if (nowNanos - lastLineNanos > LINE_NANOS) {
      lastLineNanos = nowNanos;
      remarks.println(text(soFar));
    }
  }

  void end(ImportReport report) {
    remarks.println((isTerminal ? "\r" + bar() : "") + text(report));
  }

  private String bar() {
    if (totalBytes <= 0) {
      return "";
    }
    int done = (int) Math.min(BAR_CHARACTERS, BAR_CHARACTERS * readBytes / totalBytes);
    return "[" + "#".repeat(done) + ".".repeat(BAR_CHARACTERS - done) + "] ";
  }

  private String text(ImportReport report) {
    long rows = report.imported() + report.skipped() + report.rejected();
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    return String.format(Locale.ROOT, "%,d rows, %,.0f rows/s", rows, rows / seconds);
  }
}
