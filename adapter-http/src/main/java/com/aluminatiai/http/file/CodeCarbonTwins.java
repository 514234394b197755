package com.aluminatiai.http.file;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks for runs that were on one machine in the same minutes: where every rank of a job tracks,
 * each measures the whole machine, and its energy counts as often. The file names no host, so that
 * what it says of the machine stands for it. For one thread.
 */
final class CodeCarbonTwins {
  private static final Duration APART = Duration.ofMinutes(2);
  private static final int MOST_REMEMBERED = 64;

  private record Seen(Instant start, Instant end, long line) {}

  private final Map<String, Deque<Seen>> seen = new HashMap<>();

  /** Returns the line of an earlier run on the same machine in the same minutes; 0 if none. */
  long earlier(CodeCarbonLine run, Instant start, Instant end) {
    Deque<Seen> sameMachine = seen.computeIfAbsent(run.machine(), key -> new ArrayDeque<>());
    long line =
        sameMachine.stream()
            .filter(other -> isClose(other.start(), start) && isClose(other.end(), end))
            .mapToLong(Seen::line)
            .findFirst()
            .orElse(0);
    sameMachine.addFirst(new Seen(start, end, run.number()));
    if (sameMachine.size() > MOST_REMEMBERED) {
      sameMachine.removeLast();
    }
    return line;
  }

  private static boolean isClose(Instant one, Instant other) {
    return Duration.between(one, other).abs().compareTo(APART) <= 0;
  }
}
