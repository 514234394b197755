package com.aluminatiai.http.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimesTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "2026-11-23T10:00:00.250Z",
        "2028-02-29T23:59:59.000001Z",
        "2100-12-31T23:59:59.999999999Z",
        "1969-12-31T23:59:59.900Z",
        "0000-03-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T00:00:00Z"
      })
  void write_isWhatIsRead(String text) {
    assertThat(Times.write(Instant.parse(text))).isEqualTo(text);
  }

  @Test
  void write_ofAnyTime_isAsJavaWritesIt() {
    Random random = new Random(42);
    int[] precisions = {1, 1000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 20_000; i++) {
      long second = random.nextLong(-62_167_219_200L, 253_402_300_800L);
      int precision = precisions[i % precisions.length];
      Instant time =
          Instant.ofEpochSecond(
              second, (long) (random.nextInt(1_000_000_000) / precision) * precision);

      assertThat(Times.write(time)).isEqualTo(time.toString());
    }
  }
}
