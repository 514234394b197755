package com.aluminatiai.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the hours that were declared for a job with those that it ran by its history. */
final class HoursCheck {
  private static final String BEGINNING = "By its history the job ran ";
  private static final double MOST_DIFFERENCE = 0.1;

  private HoursCheck() {}

  /** Returns the hours for which a job was running, until it ends; empty if it never was. */
  static Optional<Double> ranHours(
      Optional<Instant> startedAt, List<HistoryEntry> history, Instant end) {
    if (startedAt.isPresent() && startedAt.get().isBefore(end)) {
      return Optional.of(JobClock.hours(startedAt.get(), end));
    }
    Duration ran = Duration.ZERO;
    for (int i = 0; i < history.size(); i++) {
      Instant until = i + 1 < history.size() ? history.get(i + 1).timestamp() : end;
      if (history.get(i).status() == Status.RUNNING) {
        ran = ran.plus(Duration.between(history.get(i).timestamp(), until));
      }
    }
    boolean hasRun = history.stream().anyMatch(entry -> entry.status() == Status.RUNNING);
    return hasRun
        ? Optional.of(JobClock.hours(Instant.EPOCH, Instant.EPOCH.plus(ran)))
        : Optional.empty();
  }

  /** Returns what there is to say of declared hours. */
  static List<String> of(double declaredHours, Optional<Double> ranHours) {
    boolean isSame =
        ranHours.isEmpty()
            || Math.abs(ranHours.get() - declaredHours) <= MOST_DIFFERENCE * declaredHours;
    return isSame
        ? List.of()
        : List.of(
            BEGINNING
                + SpecWarnings.rounded(ranHours.get())
                + " hours, and "
                + SpecWarnings.rounded(declaredHours)
                + " were declared; the declared hours count. State duration_hours to correct"
                + " them.");
  }

  static List<String> in(List<String> warnings) {
    return warnings.stream().filter(warning -> warning.startsWith(BEGINNING)).toList();
  }

  /** Returns an estimation with this said of its hours, and nothing else. */
  static Estimation say(Estimation estimation, List<String> ofHours) {
    List<String> warnings = new ArrayList<>(estimation.warnings());
    warnings.removeIf(warning -> warning.startsWith(BEGINNING));
    warnings.addAll(ofHours);
    return new Estimation(estimation.estimate(), warnings);
  }
}
