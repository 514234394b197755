package com.aluminatiai.jdbc.row;

import static com.aluminatiai.jdbc.row.ColumnType.BIGINT;
import static com.aluminatiai.jdbc.row.ColumnType.BOOLEAN;
import static com.aluminatiai.jdbc.row.ColumnType.FLOAT;
import static com.aluminatiai.jdbc.row.ColumnType.TIME;

import com.aluminatiai.workload.Mean;
import com.aluminatiai.workload.Pulse;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.Workload;
import com.fasterxml.jackson.databind.JsonNode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlStatement;

/** The signs of life of jobs as rows of their own. */
public final class WorkloadSigns {
  private static final String DOCUMENT =
      "(SELECT to_json(heard) FROM (SELECT sign.*, now() AS read_at FROM workload_signs AS sign"
          + " WHERE sign.workload_id = id) AS heard)";

  /** Reads the signs beside a workload's columns, as one document; nothing where there are none. */
  static final String SELECTED = DOCUMENT + " AS signs";

  /** The same of jobs that are running alone: an export looks for no other's. */
  static final String SELECTED_OF_RUNNING =
      "CASE WHEN status = 'running' THEN " + DOCUMENT + " END AS signs";

  /** The columns that change with each sign. */
  public static final List<WorkloadColumn> COLUMNS =
      List.of(
          ofPulse("beat", BIGINT, Pulse::beat),
          new WorkloadColumn(
              "is_running", BOOLEAN, workload -> workload.status() == Status.RUNNING),
          ofPulse("is_lost", BOOLEAN, Pulse::isLost),
          new WorkloadColumn("heartbeat_seconds", BIGINT, WorkloadSigns::heartbeatSeconds),
          ofPulse("opened_at", TIME, Pulse::openedAt),
          ofPulse("received_at", TIME, pulse -> pulse.receivedAt().orElse(null)),
          ofPulse("heard_at", TIME, Pulse::heardAt),
          ofPulse("utilization_seconds", FLOAT, pulse -> pulse.utilizationPercent().seconds()),
          ofPulse("utilization_sum", FLOAT, pulse -> pulse.utilizationPercent().weighted()),
          ofPulse("watts_seconds", FLOAT, pulse -> pulse.gpuWatts().seconds()),
          ofPulse("watts_sum", FLOAT, pulse -> pulse.gpuWatts().weighted()),
          ofPulse(
              "meter_kwh",
              FLOAT,
              pulse -> pulse.meterKwh().isPresent() ? pulse.meterKwh().getAsDouble() : null),
          perHour("kwh_per_hour", workload -> workload.estimate().kwh()),
          perHour("carbon_kg_per_hour", workload -> workload.estimate().carbonKg()),
          perHour("cost_usd_per_hour", workload -> workload.estimate().costUsd()));

  /** The columns, the same with a parameter for each, and their assignments. */
  public static final String NAMES =
      COLUMNS.stream().map(WorkloadColumn::name).collect(Collectors.joining(", "));

  public static final String PARAMETERS =
      COLUMNS.stream().map(WorkloadSigns::parameter).collect(Collectors.joining(", "));

  public static final String ASSIGNMENTS =
      COLUMNS.stream()
          .map(column -> column.name() + " = " + parameter(column))
          .collect(Collectors.joining(", "));

  private WorkloadSigns() {}

  /**
   * The signs of life of a job, and what it uses an hour by them.
   *
   * @param readAt when they were read, by the database's clock
   */
  record Signs(
      Pulse pulse,
      double kwhPerHour,
      double carbonKgPerHour,
      double costUsdPerHour,
      Instant readAt) {}

  private static String parameter(WorkloadColumn column) {
    return "CAST(:sign_" + column.name() + " AS " + column.type().sqlName + ")";
  }

  private static WorkloadColumn ofPulse(
      String name, ColumnType type, Function<Pulse, Object> content) {
    return new WorkloadColumn(
        name, type, workload -> content.apply(workload.pulse().orElseThrow()));
  }

  private static WorkloadColumn perHour(String name, Function<Workload, Double> figure) {
    return new WorkloadColumn(
        name, FLOAT, workload -> figure.apply(workload) / workload.spec().durationHours());
  }

  private static Long heartbeatSeconds(Workload workload) {
    OptionalInt seconds = workload.spec().labels().heartbeatSeconds();
    return seconds.isPresent() ? (long) seconds.getAsInt() : null;
  }

  /** Binds the parameters, each with {@code sign_} in front of its name. */
  public static void bind(SqlStatement<?> statement, Workload workload) {
    for (WorkloadColumn column : COLUMNS) {
      Object content = column.content().apply(workload);
      if (content == null) {
        statement.bindNull("sign_" + column.name(), column.type().jdbcType);
      } else {
        statement.bind("sign_" + column.name(), column.type().element(content));
      }
    }
  }

  static Optional<Signs> read(ResultSet row) throws SQLException {
    String document = row.getString("signs");
    return document == null ? Optional.empty() : Optional.of(signs(Json.read(document)));
  }

  private static Signs signs(JsonNode row) {
    Pulse pulse =
        new Pulse(
            (long) Json.number(row, "beat"),
            time(row, "opened_at").orElseThrow(),
            time(row, "received_at"),
            time(row, "heard_at").orElseThrow(),
            new Mean(Json.number(row, "utilization_seconds"), Json.number(row, "utilization_sum")),
            new Mean(Json.number(row, "watts_seconds"), Json.number(row, "watts_sum")),
            row.path("meter_kwh").isNull()
                ? OptionalDouble.empty()
                : Json.optionalNumber(row, "meter_kwh"),
            row.path("is_lost").booleanValue());
    return new Signs(
        pulse,
        Json.figure(row, "kwh_per_hour"),
        Json.figure(row, "carbon_kg_per_hour"),
        Json.figure(row, "cost_usd_per_hour"),
        time(row, "read_at").orElseThrow());
  }

  private static Optional<Instant> time(JsonNode row, String name) {
    return row.path(name).isNull()
        ? Optional.empty()
        : Optional.of(OffsetDateTime.parse(Json.text(row, name)).toInstant());
  }
}
