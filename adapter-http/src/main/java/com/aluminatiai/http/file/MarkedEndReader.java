package com.aluminatiai.http.file;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/** A text with a mark behind its end. */
final class MarkedEndReader extends FilterReader {
  private final String mark;
  private boolean isAtMark;
  private int markRead;

  MarkedEndReader(Reader text, String mark) {
    super(text);
    this.mark = mark;
  }

  @Override
  public int read(char[] buffer, int offset, int most) throws IOException {
    if (!isAtMark) {
      int count = in.read(buffer, offset, most);
      if (count >= 0) {
        return count;
      }
      isAtMark = true;
    }
    int count = Math.min(most, mark.length() - markRead);
    if (count == 0) {
      return -1;
    }
    mark.getChars(markRead, markRead + count, buffer, offset);
    markRead += count;
    return count;
  }

  @Override
  public int read() throws IOException {
    char[] one = new char[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
