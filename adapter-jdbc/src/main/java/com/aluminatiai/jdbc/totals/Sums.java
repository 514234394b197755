package com.aluminatiai.jdbc.totals;

import com.aluminatiai.workload.Summary.Total;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Exact sums: in whatever order they are added and subtracted, they come to the same. */
public record Sums(
    long count, BigDecimal kwh, BigDecimal carbonKg, BigDecimal costUsd, BigDecimal measuredKwh) {
  public static final Sums NONE =
      new Sums(0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /** A workload's figures as exact numbers; a cast would round to fifteen digits. */
  public static final String OF_WORKLOAD =
      """
      estimated_kwh::text::numeric AS kwh, estimated_carbon_kg::text::numeric AS carbon_kg,
      estimated_cost_usd::text::numeric AS cost_usd,
      coalesce(measured_kwh, 0)::text::numeric AS measured_kwh
      """;

  /** What is no number is in no sum: it would make all of it none. */
  static final String ARE_FINITE =
      "are_finite(estimated_kwh, estimated_carbon_kg, estimated_cost_usd, measured_kwh)";

  /** The same of a row of {@code my_deltas}. */
  static final String OF_DELTA =
      """
      count * kwh::text::numeric AS kwh, count * carbon_kg::text::numeric AS carbon_kg,
      count * cost_usd::text::numeric AS cost_usd,
      count * coalesce(measured_kwh, 0)::text::numeric AS measured_kwh
      """;

  /** Sums up columns that have the names of the sums. */
  public static final String ADDED =
      """
      sum(count) AS count, sum(kwh) AS kwh, sum(carbon_kg) AS carbon_kg, sum(cost_usd) AS cost_usd,
      sum(measured_kwh) AS measured_kwh
      """;

  /** Sums up columns that count as often as {@code sign} says. */
  static final String SIGNED =
      """
      sign * count AS count, sign * kwh AS kwh, sign * carbon_kg AS carbon_kg,
      sign * cost_usd AS cost_usd, sign * measured_kwh AS measured_kwh
      """;

  public static Sums of(ResultSet row) throws SQLException {
    return new Sums(
        row.getLong("count"),
        row.getBigDecimal("kwh"),
        row.getBigDecimal("carbon_kg"),
        row.getBigDecimal("cost_usd"),
        row.getBigDecimal("measured_kwh"));
  }

  Sums plus(Sums other) {
    return new Sums(
        count + other.count,
        kwh.add(other.kwh),
        carbonKg.add(other.carbonKg),
        costUsd.add(other.costUsd),
        measuredKwh.add(other.measuredKwh));
  }

  Sums minus(Sums other) {
    return new Sums(
        count - other.count,
        kwh.subtract(other.kwh),
        carbonKg.subtract(other.carbonKg),
        costUsd.subtract(other.costUsd),
        measuredKwh.subtract(other.measuredKwh));
  }

  /** Sums that are too large to be told, of rows that no program stored, are told as the most. */
  public Total total() {
    return new Total(count, told(kwh), told(carbonKg), told(costUsd), told(measuredKwh));
  }

  private static double told(BigDecimal sum) {
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, sum.doubleValue()));
  }
}
