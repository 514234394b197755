package com.aluminatiai.workload;

import com.aluminatiai.estimation.Method;
import java.time.Instant;
import java.util.Locale;

/**
 * What happened to a workload, and how it stood afterwards.
 *
 * @param timestamp when, in microseconds
 * @param event what
 * @param status the status afterwards
 * @param kwh headline energy in kWh afterwards
 * @param carbonKg headline emissions in kg CO2e afterwards
 * @param costUsd headline cost in USD afterwards
 * @param method the headline's method afterwards
 */
public record HistoryEntry(
    Instant timestamp,
    Event event,
    Status status,
    double kwh,
    double carbonKg,
    double costUsd,
    Method method) {

  /** What can happen to a workload. */
  public enum Event {
    /** It was stored. */
    SUBMITTED,
    /** Its status changed, perhaps with other fields. */
    STATUS_CHANGED,
    /** Fields other than the status changed. */
    UPDATED,
    /** An agent's figures became the headline. */
    AGENT_REFINED,
    /** Nothing was heard of it for too long: it was closed at its last sign of life. */
    LOST,
    /** It was lost, and was heard of again. */
    REOPENED;

    /**
     * Returns the name as it is written in JSON and SQL.
     *
     * @return the name in lower case
     */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Returns the entry for what has just happened.
   *
   * @param event what happened
   * @param workload the workload afterwards
   * @return the entry, timed at the workload's last change
   */
  public static HistoryEntry of(Event event, Workload workload) {
    return new HistoryEntry(
        workload.updatedAt(),
        event,
        workload.status(),
        workload.estimate().kwh(),
        workload.estimate().carbonKg(),
        workload.estimate().costUsd(),
        workload.estimate().method());
  }
}
