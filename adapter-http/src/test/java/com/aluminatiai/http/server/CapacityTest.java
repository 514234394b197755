package com.aluminatiai.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CapacityTest {
  private static final long MIB = 1024 * 1024;

  @Test
  void smallHeap_sharesOutWhatThereIs() {
    // 64 MiB / 64 KiB connections; an eighth for small bodies; an eighth / 2 MiB large ones.
    assertThat(Capacity.of(128 * MIB, 20_000)).isEqualTo(new Capacity(1024, 16 * MIB, 8));
  }

  @Test
  void fewDescriptors_takeFewConnections() {
    assertThat(Capacity.of(4096 * MIB, 1024).connections()).isEqualTo(1024 - 256);
    assertThat(Capacity.of(4096 * MIB, 100).connections()).isEqualTo(64);
  }

  @Test
  void hugeAndTinyHeaps_keepTheBounds() {
    assertThat(Capacity.of(65_536 * MIB, Long.MAX_VALUE))
        .isEqualTo(new Capacity(16_384, 8192 * MIB, 32));
    assertThat(Capacity.of(2 * MIB, 20_000)).isEqualTo(new Capacity(64, MIB / 4, 4));
  }
}
