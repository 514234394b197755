package com.aluminatiai.http.file;

import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the steps of a job used, as far as they tell. For one thread. */
final class SlurmSteps {
  private static final Pattern UTILIZATION =
      Pattern.compile("(?:^|.*,)gres/gpuutil=(\\d{1,3}(?:\\.\\d+)?)(?:,.*|$)");

  private static final double MOST_PERCENT = 100;

  private double seconds;
  private double percentSeconds;
  private OptionalDouble batchPercent = OptionalDouble.empty();
  private OptionalLong joules = OptionalLong.empty();

  void add(SlurmRecord step) {
    OptionalDouble percent = percent(step);
    String id = step.get("JobID");
    boolean isBatch = id.endsWith(".batch") || id.endsWith(".extern");
    if (percent.isPresent() && isBatch) {
      batchPercent = percent;
    } else if (percent.isPresent() && step.seconds() > 0) {
      seconds += step.seconds();
      percentSeconds += percent.getAsDouble() * step.seconds();
    }
    OptionalLong used = joules(step);
    if (used.isPresent()) {
      // Steps that ran at once each measured the same nodes.
      joules = OptionalLong.of(Math.max(joules.orElse(0), used.getAsLong()));
    }
  }

  /** The mean utilization of the steps that a job started; else that of its script. */
  OptionalDouble utilizationPercent() {
    return seconds > 0 ? OptionalDouble.of(percentSeconds / seconds) : batchPercent;
  }

  /** The energy of that step which used most. */
  OptionalLong joules() {
    return joules;
  }

  /** Reads the utilization of a record; empty if it tells none, or the sum of several devices. */
  static OptionalDouble percent(SlurmRecord record) {
    Matcher found = UTILIZATION.matcher(record.get("TRESUsageInAve"));
    double percent = found.matches() ? Double.parseDouble(found.group(1)) : Double.NaN;
    return percent <= MOST_PERCENT ? OptionalDouble.of(percent) : OptionalDouble.empty();
  }

  /**
   * Reads the energy of a record. Slurm writes 0 where no plugin measures, and 2^64 - 2 where it
   * does not know, which has more digits than any energy.
   */
  static OptionalLong joules(SlurmRecord record) {
    long joules = record.count("ConsumedEnergyRaw");
    if (joules <= 0) {
      Matcher entry =
          Pattern.compile("(?:^|,)energy=(\\d{1,18})(?:,|$)").matcher(record.get("AllocTRES"));
      joules = entry.find() ? Long.parseLong(entry.group(1)) : 0;
    }
    return joules > 0 ? OptionalLong.of(joules) : OptionalLong.empty();
  }
}
