package com.aluminatiai.app.load;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * What one round came to.
 *
 * @param perSecond how many were answered in a second
 * @param medianMillis half of them took no longer
 * @param p99Millis 99 of 100 took no longer
 */
record Outcome(double perSecond, double medianMillis, double p99Millis) {
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS_PER_SECOND = 1e9;

  static Outcome of(long[] sortedNanos, long elapsedNanos) {
    return new Outcome(
        sortedNanos.length * NANOS_PER_SECOND / elapsedNanos,
        sortedNanos[sortedNanos.length / 2] / NANOS_PER_MILLI,
        sortedNanos[(int) (sortedNanos.length * 0.99)] / NANOS_PER_MILLI);
  }

  /** Returns the round in the middle. */
  static Outcome median(List<Outcome> rounds) {
    return rounds.stream()
        .sorted(Comparator.comparingDouble(Outcome::perSecond))
        .toList()
        .get(rounds.size() / 2);
  }

  static double median(double... figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
