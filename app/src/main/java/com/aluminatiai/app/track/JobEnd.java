package com.aluminatiai.app.track;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** How a job ended, as the service is told. */
final class JobEnd {
  private static final double SECONDS_PER_HOUR = 3600;
  private static final double LEAST_SECONDS = 0.001;
  private static final double SLEEP_SECONDS = 60;
  private static final double SLEEP_SHARE = 0.01;

  private JobEnd() {}

  /**
   * Tells of an end. The clock of the day may have been put right meanwhile, and a laptop may have
   * slept: the clock that ran says how long it took.
   *
   * @param status completed or failed
   * @param startedAt when it started, by the clock of the day
   * @param endedAt when it ended, by the clock of the day
   * @param seconds how long it ran, by a clock that nobody sets
   */
  static ObjectNode of(String status, Instant startedAt, Instant endedAt, double seconds) {
    double ran = Math.max(seconds, LEAST_SECONDS);
    double dayClock = (endedAt.toEpochMilli() - startedAt.toEpochMilli()) / 1e3;
    ObjectNode end = JsonNodeFactory.instance.objectNode().put("status", status);
    if (dayClock < seconds) {
      return end.put("ended_at", startedAt.plusMillis((long) Math.ceil(ran * 1e3)).toString());
    }
    end.put("ended_at", endedAt.toString());
    if (dayClock > seconds + Math.max(SLEEP_SECONDS, SLEEP_SHARE * seconds)) {
      end.put("duration_hours", ran / SECONDS_PER_HOUR);
    }
    return end;
  }
}
