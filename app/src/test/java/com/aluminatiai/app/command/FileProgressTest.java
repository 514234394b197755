package com.aluminatiai.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

final class FileProgressTest {
  private final StringWriter remarks = new StringWriter();
  private long nanos;

  private FileProgress progress(boolean isTerminal) {
    return new FileProgress(new PrintWriter(remarks), isTerminal, () -> nanos);
  }

  private void seconds(double seconds) {
    nanos += (long) (seconds * 1e9);
  }

  @Test
  void intoALog_aLineEveryTenSeconds() throws IOException {
    try (OutputStream out = progress(false).written(new ByteArrayOutputStream())) {
      seconds(9);
      out.write(new byte[2_500_000], 0, 2_500_000);
      seconds(2);
      out.write(new byte[500_000], 0, 500_000);
      seconds(1);
      out.write(new byte[500_000], 0, 500_000);
    }

    assertThat(remarks.toString().lines()).containsExactly("3 MB written");
  }

  @Test
  void onATerminal_inPlaceAndGoneInTheEnd() throws IOException {
    byte[] file = new byte[200];
    try (InputStream in = progress(true).read(new ByteArrayInputStream(file), 200, "checked")) {
      seconds(1);
      assertThat(in.read(file, 0, 50)).isEqualTo(50);
    }

    // 50 of 200
    assertThat(remarks.toString()).startsWith("\r25 % checked ").endsWith("\r");
  }
}
