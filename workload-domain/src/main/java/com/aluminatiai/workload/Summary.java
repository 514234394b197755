package com.aluminatiai.workload;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Totals of headline figures.
 *
 * @param groups one total a group, sorted by key
 * @param total the total of all groups
 */
public record Summary(List<Group> groups, Total total) {
  /** Copies the list. */
  public Summary {
    groups = List.copyOf(groups);
  }

  /** What is summed together. */
  public enum GroupBy {
    /** A day. */
    DAY,
    /** A month. */
    MONTH,
    /** An accelerator. */
    GPU_TYPE,
    /** A status. */
    STATUS,
    /** A project. */
    PROJECT,
    /** A kind of work. */
    WORKLOAD_TYPE;

    /**
     * Returns the name as it is written in a query.
     *
     * @return the name in lower case
     */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Which workloads are summed: those that started, or else were stored, on days from {@code from}
   * to {@code to}.
   *
   * @param groupBy what is summed together
   * @param from the first day
   * @param to the last day, itself included
   * @param zone the zone that days are counted in
   */
  public record Request(
      GroupBy groupBy, Optional<LocalDate> from, Optional<LocalDate> to, ZoneId zone) {}

  /**
   * A group's total.
   *
   * @param key the group: a day {@code 2026-11-23}, a month {@code 2026-11}, an accelerator's key,
   *     a status, a project or a kind of work; empty for workloads without one
   * @param total its total
   */
  public record Group(Optional<String> key, Total total) {}

  /**
   * A total.
   *
   * @param count number of workloads
   * @param kwh headline energy in kWh
   * @param carbonKg headline emissions in kg CO2e
   * @param costUsd headline cost in USD
   * @param measuredKwh measured energy in kWh of those that have one
   */
  public record Total(
      long count, double kwh, double carbonKg, double costUsd, double measuredKwh) {}
}
