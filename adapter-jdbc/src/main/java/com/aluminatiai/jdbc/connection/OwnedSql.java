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
  /** PostgreSQL puts queries like these into the one around them: they cost nothing. */
  private static final String MINE =
      """
      WITH mine AS NOT MATERIALIZED (SELECT * FROM workloads WHERE owner_id = :owner),
      my_history AS NOT MATERIALIZED (
        SELECT entry.* FROM workload_history AS entry
        JOIN workloads ON workloads.id = entry.workload_id WHERE workloads.owner_id = :owner),
      my_totals AS NOT MATERIALIZED (SELECT * FROM workload_totals WHERE owner_id = :owner),
      my_deltas AS NOT MATERIALIZED (SELECT * FROM workload_deltas WHERE owner_id = :owner),
      my_keys AS NOT MATERIALIZED (SELECT * FROM idempotency_keys WHERE owner_id = :owner)
      """;

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
