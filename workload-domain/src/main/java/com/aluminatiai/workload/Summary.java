package com.aluminatiai.workload;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Totals of headline figures.
 *
 * @param groups one total a group, sorted by key; where there are more groups than were asked for,
 *     those with the most energy
 * @param other the groups that are left out; empty if none is
 * @param total the total of all groups, those that are left out among them
 */
public record Summary(List<Group> groups, Optional<Other> other, Total total) {
  /** Copies the list. */
  public Summary {
    groups = List.copyOf(groups);
  }

  /**
   * Creates a summary of which nothing is left out.
   *
   * @param groups one total a group, sorted by key
   * @param total the total of all groups
   */
  public Summary(List<Group> groups, Total total) {
    this(groups, Optional.empty(), total);
  }

  /**
   * Groups that are told of together.
   *
   * @param groups how many, 1 or more
   * @param total their total
   */
  public record Other(long groups, Total total) {}

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
   * @param mostGroups most groups that are told of one by one; days and months all are
   */
  public record Request(
      GroupBy groupBy,
      Optional<LocalDate> from,
      Optional<LocalDate> to,
      ZoneId zone,
      int mostGroups) {
    /** As many groups as a person or a chart can use, and a moment's work to send. */
    public static final int MOST_GROUPS = 1_000;

    /**
     * Asks for as many groups as there may be.
     *
     * @param groupBy what is summed together
     * @param from the first day
     * @param to the last day, itself included
     * @param zone the zone that days are counted in
     */
    public Request(GroupBy groupBy, Optional<LocalDate> from, Optional<LocalDate> to, ZoneId zone) {
      this(groupBy, from, to, zone, MOST_GROUPS);
    }
  }

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
