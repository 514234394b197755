package com.aluminatiai.app.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class GatheredOutputTest {
  /** Keeps each write apart. */
  private static final class Writes extends ByteArrayOutputStream {
    private final List<String> writes = new ArrayList<>();

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      writes.add(new String(bytes, from, length, StandardCharsets.UTF_8));
      super.write(bytes, from, length);
    }

    synchronized String text() {
      return toString(StandardCharsets.UTF_8);
    }

    synchronized int count() {
      return writes.size();
    }
  }

  private final Writes writes = new Writes();

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void write_isOutSoonByItself() throws Exception {
    GatheredOutput output = new GatheredOutput(writes, 100);

    for (String line : List.of("one\n", "two\n")) {
      String before = writes.text();
      output.write(bytes(line));
      while (writes.text().equals(before)) {
        Thread.sleep(1);
      }
      assertThat(writes.text()).isEqualTo(before + line);
    }
  }

  @Test
  void write_afterOneThatFailedUnexpectedly_isOutByItself() throws Exception {
    AtomicBoolean isBroken = new AtomicBoolean(true);
    CountDownLatch failed = new CountDownLatch(1);
    CountDownLatch written = new CountDownLatch(1);
    OutputStream fragile =
        new OutputStream() {
          @Override
          public void write(int single) {
            throw new IllegalStateException("lines are written as arrays");
          }

          @Override
          public void write(byte[] bytes, int from, int length) {
            if (isBroken.getAndSet(false)) {
              failed.countDown();
              throw new IllegalStateException("nobody thought of this");
            }
            written.countDown();
          }
        };
    GatheredOutput output = new GatheredOutput(fragile, 100);
    output.write(bytes("lost\n"));
    failed.await();

    output.write(bytes("not lost\n"));

    assertThat(written.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void write_moreThanFits_keepsItsOrder() throws IOException {
    GatheredOutput output = new GatheredOutput(writes, 10);

    output.write(bytes("123456"));
    output.write(bytes("7890123"));
    output.write(bytes("a text that is longer than all that is gathered"));
    output.write('!');
    output.flush();

    assertThat(writes.text())
        .isEqualTo("1234567890123a text that is longer than all that is gathered!");
  }

  @Test
  void writeAtOnce_leavesNothingBehind() throws IOException {
    GatheredOutput output = new GatheredOutput(writes, 100);
    output.write(bytes("before "));

    output.writeAtOnce();
    output.write(bytes("after"));

    assertThat(writes.text()).isEqualTo("before after");
  }

  @Test
  void write_ofManyThreads_losesAndMixesNothing() throws Exception {
    GatheredOutput output = new GatheredOutput(writes, 1_000);
    List<Thread> threads =
        IntStream.range(0, 8)
            .mapToObj(number -> new Thread(() -> writeLines(output, number)))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    output.writeAtOnce();

    assertThat(writes.text().lines())
        .hasSize(8_000)
        .doesNotHaveDuplicates()
        .allMatch(line -> line.matches("thread \\d line \\d{1,3}"));
    assertThat(writes.count()).isLessThan(8_000);
  }

  private static void writeLines(GatheredOutput output, int thread) {
    try {
      for (int i = 0; i < 1_000; i++) {
        output.write(bytes("thread " + thread + " line " + i + "\n"));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
