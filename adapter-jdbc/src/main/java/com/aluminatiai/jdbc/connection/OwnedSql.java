package com.aluminatiai.jdbc.connection;

import com.aluminatiai.workload.Owner;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A statement that touches what one owner has and nothing else. This is the only place that knows
 * how an owner's rows are told from others', and {@code JdbcOwnedWorkloads} can run nothing but
 * what is made here: a forgotten filter is a statement that does not exist.
 */
public final class OwnedSql {
  /** The hours of a job that is running: those so far, unless they were declared. */
  private static final String HOURS =
      "CASE WHEN hours_counted"
          + " THEN greatest(CAST(extract(epoch FROM now() - started_at) AS float8), 1e-6) / 3600"
          + " ELSE duration_hours END";

  /**
   * What a job uses an hour by its signs, and by its meter, if that can be: nothing checks them.
   */
  private static final String CAN_BE =
      "kwh_per_hour BETWEEN 0 AND 1e18 AND carbon_kg_per_hour BETWEEN 0 AND 1e18"
          + " AND cost_usd_per_hour BETWEEN 0 AND 1e18"
          + " AND coalesce(meter_kwh, 0) BETWEEN 0 AND 1e12";

  /** PostgreSQL puts queries like these into the one around them: they cost nothing. */
  private static final String MINE =
      """
      WITH mine AS NOT MATERIALIZED (SELECT * FROM workloads WHERE owner_id = :owner),
      my_history AS NOT MATERIALIZED (
        SELECT entry.* FROM workload_history AS entry
        JOIN workloads ON workloads.id = entry.workload_id WHERE workloads.owner_id = :owner),
      my_totals AS NOT MATERIALIZED (SELECT * FROM workload_totals WHERE owner_id = :owner),
      my_deltas AS NOT MATERIALIZED (
        SELECT * FROM workload_deltas WHERE owner_id = :owner
        UNION ALL
        SELECT job.owner_id, coalesce(started_at, created_at), part.count, part.kwh,
          part.carbon_kg, part.cost_usd, part.measured_kwh, gpu_key, status COLLATE "C", project,
          workload_type
        FROM workload_signs AS sign JOIN workloads AS job ON job.id = sign.workload_id
          CROSS JOIN LATERAL (SELECT %1$s AS hours) AS course
          CROSS JOIN LATERAL (VALUES
            (-1, estimated_kwh, estimated_carbon_kg, estimated_cost_usd, job.measured_kwh),
            (1, kwh_per_hour * hours, carbon_kg_per_hour * hours, cost_usd_per_hour * hours,
              coalesce(meter_kwh, job.measured_kwh)))
            AS part (count, kwh, carbon_kg, cost_usd, measured_kwh)
        WHERE sign.owner_id = :owner AND sign.is_running AND job.owner_id = :owner
          AND status = 'running' AND hours < 'infinity' AND %2$s
          AND are_finite(estimated_kwh, estimated_carbon_kg, estimated_cost_usd, job.measured_kwh)),
      my_figures AS NOT MATERIALIZED (
        SELECT id, created_at, started_at, gpu_key, status, project, workload_type,
          coalesce(kwh_per_hour * %1$s, estimated_kwh) AS estimated_kwh,
          coalesce(carbon_kg_per_hour * %1$s, estimated_carbon_kg) AS estimated_carbon_kg,
          coalesce(cost_usd_per_hour * %1$s, estimated_cost_usd) AS estimated_cost_usd,
          coalesce(meter_kwh, job.measured_kwh) AS measured_kwh
        FROM workloads AS job LEFT JOIN workload_signs AS sign
          ON sign.workload_id = job.id AND sign.is_running AND status = 'running' AND %2$s
        WHERE job.owner_id = :owner),
      my_keys AS NOT MATERIALIZED (SELECT * FROM idempotency_keys WHERE owner_id = :owner)
      """
          .formatted(HOURS, CAN_BE);

  private static final Pattern ANYBODYS =
      Pattern.compile(
          "\\b(workloads|workload_(totals|deltas)|idempotency_keys|owner_id|user_id)\\b",
          Pattern.CASE_INSENSITIVE);

  private static final UUID NOBODY = new UUID(0, 0);

  private final String text;

  private OwnedSql(String text) {
    this.text = text;
  }

  /** An owner as the column owner_id has it. */
  public static UUID ownerId(Owner owner) {
    return owner.userId().orElse(NOBODY);
  }

  /**
   * Returns a query of {@code mine}, the owner's workloads, {@code my_history}, {@code my_totals}
   * and {@code my_deltas} that belong to them, and {@code my_keys}, the owner's idempotency keys.
   * Among the changes is what running jobs have come to since they were last stored; {@code
   * my_figures} are the figures of all workloads as they are now.
   */
  public static OwnedSql query(String select) {
    return new OwnedSql(MINE + checked(select));
  }

  public static OwnedSql deleteWorkloads(String condition) {
    return new OwnedSql(
        "DELETE FROM workloads WHERE owner_id = :owner AND (" + checked(condition) + ")");
  }

  /** Returns the deletion of the oldest workloads that a condition holds for, at most so many. */
  public static OwnedSql deleteSomeWorkloads(String condition, int most) {
    return new OwnedSql(
        "DELETE FROM workloads WHERE owner_id = :owner AND id IN (SELECT id FROM workloads"
            + " WHERE owner_id = :owner AND ("
            + checked(condition)
            + ") ORDER BY id LIMIT "
            + most
            + ")");
  }

  public static OwnedSql updateKeys(String assignments, String condition) {
    return new OwnedSql(
        "UPDATE idempotency_keys SET "
            + checked(assignments)
            + " WHERE owner_id = :owner AND ("
            + checked(condition)
            + ")");
  }

  /** Returns an update of workloads whose rows {@code then} can use as {@code changed}. */
  public static OwnedSql updateWorkloads(String assignments, String condition, String then) {
    return new OwnedSql(
        "WITH changed AS (UPDATE workloads SET "
            + checked(assignments)
            + " WHERE owner_id = :owner AND ("
            + checked(condition)
            + ") RETURNING *) "
            + checked(then));
  }

  /**
   * Returns an update of workloads together with the signs of life of each, where the beat before
   * is what is stored; {@code then} can use those that were changed as {@code changed}.
   */
  public static OwnedSql updateWorkloadsWithSigns(
      String assignments,
      String condition,
      String signNames,
      String signParameters,
      String signAssignments,
      String then) {
    return new OwnedSql(
        """
        WITH held AS (SELECT id FROM workloads WHERE owner_id = :owner AND (%2$s) FOR UPDATE),
        signed AS (
          INSERT INTO workload_signs AS sign (workload_id, owner_id, %3$s)
          SELECT id, :owner, %4$s FROM held
          ON CONFLICT (workload_id) DO UPDATE SET %5$s WHERE sign.beat = CAST(:sign_beat AS int8) - 1
          RETURNING workload_id),
        changed AS (UPDATE workloads SET %1$s WHERE owner_id = :owner AND (%2$s)
          AND EXISTS (SELECT FROM signed) RETURNING *)
        %6$s
        """
            .formatted(
                checked(assignments),
                checked(condition),
                checked(signNames),
                checked(signParameters),
                checked(signAssignments),
                checked(then)));
  }

  /** Returns an update of the signs of life of a job. */
  public static OwnedSql updateSigns(String assignments, String condition) {
    return new OwnedSql(
        "UPDATE workload_signs SET "
            + checked(assignments)
            + " WHERE owner_id = :owner AND ("
            + checked(condition)
            + ")");
  }

  private static String checked(String part) {
    if (ANYBODYS.matcher(part).find()) {
      throw new IllegalArgumentException("names a table or column of all owners: " + part);
    }
    return part;
  }

  /** Returns the statement; its parameter {@code owner} is the owner's id. */
  public String text() {
    return text;
  }
}
