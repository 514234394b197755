package com.aluminatiai.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReserveTest {
  private static final long RESERVE_BYTES = 100;

  @TempDir private Path folder;

  @Test
  void isEnough_belowTheReserve_isNot() {
    assertThat(Reserve.isEnough(100, RESERVE_BYTES, true)).isTrue();
    assertThat(Reserve.isEnough(99, RESERVE_BYTES, true)).isFalse();
  }

  @Test
  void isEnough_onceTooLittle_isAgainOnlyWithAQuarterMore() {
    assertThat(Reserve.isEnough(125, RESERVE_BYTES, false)).isFalse();
    assertThat(Reserve.isEnough(126, RESERVE_BYTES, false)).isTrue();
  }

  @Test
  void hasRoom_folderThatCannotBeMeasured_leavesItToPostgres() {
    AtomicLong nanos = new AtomicLong();
    Reserve reserve = new Reserve(folder.resolve("missing"), nanos::get);

    assertThat(reserve.hasRoom()).isTrue();
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(reserve.hasRoom()).isTrue();
  }
}
