package com.aluminatiai.app.command;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;

/** Output that knows whether its reader is gone. */
final class Pipe extends FilterOutputStream {
  private boolean isBroken;

  Pipe(OutputStream out) {
    super(out);
  }

  @Override
  public void write(byte[] bytes, int offset, int count) throws IOException {
    try {
      out.write(bytes, offset, count);
    } catch (IOException e) {
      // EPIPE has no type of its own in Java; on Windows it is "The pipe is being closed".
      isBroken = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
      throw e;
    }
  }

  boolean isBroken() {
    return isBroken;
  }
}
