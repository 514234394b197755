package com.aluminatiai.jdbc.totals;

import static org.assertj.core.api.Assertions.assertThat;

import com.aluminatiai.jdbc.totals.LocalDays.Part;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LocalDaysTest {
  private static List<Part> parts(String utcDay, String zone) {
    return LocalDays.of(Instant.parse(utcDay + "T00:00:00Z"), ZoneId.of(zone));
  }

  private static Part part(String day, String start, String end) {
    return new Part(LocalDate.parse(day), Instant.parse(start), Instant.parse(end));
  }

  @Test
  void of_utc_isWhole() {
    assertThat(parts("2025-03-30", "UTC"))
        .containsExactly(part("2025-03-30", "2025-03-30T00:00:00Z", "2025-03-31T00:00:00Z"));
  }

  @Test
  void of_dayWithTwoMidnights_hasThreeParts() {
    // Lord Howe goes from 11 to 10.5 hours ahead, but its midnights stay a day apart; Apia in
    // Samoa left out the 30th: the 29th ends, and the 31st begins, at 10:00 of UTC.
    assertThat(parts("2011-12-30", "Pacific/Apia"))
        .containsExactly(
            part("2011-12-29", "2011-12-30T00:00:00Z", "2011-12-30T10:00:00Z"),
            part("2011-12-31", "2011-12-30T10:00:00Z", "2011-12-31T00:00:00Z"));
  }

  @Test
  void of_dayThatBeginsAtOne_beginsThere() {
    // Cairo's 25th of April 2025 has no midnight: from 23:59:59 clocks went to 01:00, 22:00 of UTC.
    assertThat(parts("2025-04-24", "Africa/Cairo"))
        .containsExactly(
            part("2025-04-24", "2025-04-24T00:00:00Z", "2025-04-24T22:00:00Z"),
            part("2025-04-25", "2025-04-24T22:00:00Z", "2025-04-25T00:00:00Z"));
  }

  @Test
  void of_dayWithTwoMidnightsOnClocks_beginsAtTheFirst() {
    // The Azores went from 01:00 back to 00:00 at 01:00 of UTC.
    assertThat(parts("2025-10-26", "Atlantic/Azores"))
        .containsExactly(part("2025-10-26", "2025-10-26T00:00:00Z", "2025-10-27T00:00:00Z"));
  }
}
