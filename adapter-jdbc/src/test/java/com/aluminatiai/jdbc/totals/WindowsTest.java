package com.aluminatiai.jdbc.totals;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.jdbc.totals.Windows.Window;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class WindowsTest {
  private static Window window(Grain grain, String start, String end, int sign) {
    return new Window(grain, Instant.parse(start), Instant.parse(end), sign);
  }

  @Test
  void ofKeys_severalDaysInBerlin_addsAndTakesOffHours() {
    assertThat(
            Windows.ofKeys(
                    Instant.parse("2026-10-20T22:00:00Z"), Instant.parse("2026-10-30T23:00:00Z"))
                .all())
        .containsExactly(
            window(Grain.DAY, "2026-10-21T00:00:00Z", "2026-10-31T00:00:00Z", 1),
            window(Grain.HOUR, "2026-10-20T22:00:00Z", "2026-10-21T00:00:00Z", 1),
            window(Grain.HOUR, "2026-10-30T23:00:00Z", "2026-10-31T00:00:00Z", -1));
  }

  @Test
  void ofKeys_manyMonthsInIndia_endWithRows() {
    assertThat(
            Windows.ofKeys(
                    Instant.parse("2026-01-04T18:30:00Z"), Instant.parse("2026-05-30T18:30:00Z"))
                .all())
        .containsExactly(
            window(Grain.MONTH, "2026-01-01T00:00:00Z", "2026-06-01T00:00:00Z", 1),
            window(Grain.DAY, "2026-01-01T00:00:00Z", "2026-01-05T00:00:00Z", -1),
            window(Grain.DAY, "2026-05-31T00:00:00Z", "2026-06-01T00:00:00Z", -1),
            window(Grain.HOUR, "2026-01-04T19:00:00Z", "2026-01-05T00:00:00Z", 1),
            window(Grain.HOUR, "2026-05-30T19:00:00Z", "2026-05-31T00:00:00Z", -1),
            window(Grain.ROW, "2026-01-04T18:30:00Z", "2026-01-04T19:00:00Z", 1),
            window(Grain.ROW, "2026-05-30T18:30:00Z", "2026-05-30T19:00:00Z", -1));
  }

  @Test
  void ofPart_upToNepalsMidnight_isHoursAndAQuarter() {
    assertThat(
            Windows.ofPart(
                    Instant.parse("2026-01-04T18:15:00Z"), Instant.parse("2026-01-05T00:00:00Z"))
                .all())
        .containsExactly(
            window(Grain.HOUR, "2026-01-04T18:00:00Z", "2026-01-05T00:00:00Z", 1),
            window(Grain.QUARTER, "2026-01-04T18:00:00Z", "2026-01-04T18:15:00Z", -1));
  }
}
