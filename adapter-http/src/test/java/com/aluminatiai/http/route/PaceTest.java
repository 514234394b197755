package com.aluminatiai.http.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
  private static final int BURST_BYTES = 60_000_000;

  /** Near its end: a count of nanoseconds may pass it. */
  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1_000);

  /** Each read waits for so long, and gives as much as is asked for. */
  private InputStream giving(long secondsEach) {
    return Pace.of(
        new InputStream() {
          @Override
          public int read() {
            pass(secondsEach);
            return 1;
          }

          @Override
          public int read(byte[] buffer, int offset, int most) {
            pass(secondsEach);
            return most;
          }
        },
        nanoTime::get);
  }

  private OutputStream taking(long secondsEach) {
    return Pace.of(
        new OutputStream() {
          @Override
          public void write(int oneByte) {
            pass(secondsEach);
          }

          @Override
          public void write(byte[] buffer, int offset, int count) {
            pass(secondsEach);
          }
        },
        nanoTime::get);
  }

  private void pass(long seconds) {
    nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private static void read(InputStream in, int bytes, int times) throws IOException {
    for (int i = 0; i < times; i++) {
      assertThat(in.read(new byte[bytes], 0, bytes)).isEqualTo(bytes);
    }
  }

  @Test
  void a_burst_buys_no_time_to_drip() throws Exception {
    InputStream in = giving(1);
    read(in, BURST_BYTES, 1);

    // The burst counts for a minute; a byte a second after it does not.
    assertThatThrownBy(() -> read(in, 1, 70)).isInstanceOf(IOException.class);
  }

  @Test
  void a_drip_is_broken_off_after_a_minute_and_not_before() throws Exception {
    InputStream in = giving(1);

    read(in, 1, 60);
    assertThatThrownBy(() -> read(in, 1, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void single_bytes_count_as_they_are() throws Exception {
    InputStream in = giving(1);
    for (int i = 0; i < 60; i++) {
      assertThat(in.read()).isEqualTo(1);
    }

    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
  }

  @Test
  void a_kibibyte_a_second_may_take_as_long_as_it_likes() throws Exception {
    InputStream in = giving(1);

    read(in, 1024, 10_000);
  }

  @Test
  void a_long_silence_is_too_slow_whatever_comes_after_it() {
    InputStream in = giving(61);

    assertThatThrownBy(() -> read(in, BURST_BYTES, 1)).isInstanceOf(IOException.class);
  }

  @Test
  void time_that_the_storage_takes_is_not_the_clients() throws Exception {
    InputStream in = giving(0);
    for (int i = 0; i < 100; i++) {
      read(in, 1, 1);
      pass(120);
    }
  }

  @Test
  void a_client_that_takes_an_export_in_drips_is_broken_off_too() throws Exception {
    OutputStream out = taking(1);
    out.write(new byte[BURST_BYTES], 0, BURST_BYTES);

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 70; i++) {
                out.write(new byte[1], 0, 1);
              }
            })
        .isInstanceOf(IOException.class);
  }
}
