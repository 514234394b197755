package com.aluminatiai.jdbc.row;

import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads rows: the way back from {@link WorkloadColumn}. */
public final class WorkloadReader {
  /** The columns that {@link #workload} reads. */
  public static final String COLUMNS =
      Stream.concat(WorkloadColumn.FIXED.stream(), WorkloadColumn.CHANGING.stream())
          .map(WorkloadColumn::name)
          .collect(Collectors.joining(", "));

  /** The columns that {@link #exported} reads. */
  static final String EXPORTED =
      "id, created_at, updated_at, status, model_size_gb, num_gpus, gpu_type, duration_hours,"
          + " utilization_pct, utilization_stated, used_smart_agent, method, workload_type, region,"
          + " pue, grid_kg_per_kwh, usd_per_kwh, notes, project, external_id, started_at,"
          + " measured_kwh, estimated_kwh, estimated_carbon_kg, estimated_cost_usd,"
          + " calculation_method, factors_version";

  private WorkloadReader() {}

  public static Workload workload(ResultSet row) throws SQLException {
    return new Workload(
        row.getObject("id", UUID.class),
        time(row, "created_at").orElseThrow(),
        time(row, "updated_at").orElseThrow(),
        row.getLong("revision"),
        Codes.STATUSES.get(row.getString("status")),
        spec(row),
        estimate(row),
        number(row, "measured_kwh"),
        agent(row),
        Json.readTexts(row.getString("warnings")));
  }

  public static ExportedWorkload exported(ResultSet row) throws SQLException {
    return new ExportedWorkload(
        row.getObject("id", UUID.class),
        time(row, "created_at").orElseThrow(),
        time(row, "updated_at").orElseThrow(),
        Codes.STATUSES.get(row.getString("status")),
        spec(row),
        number(row, "measured_kwh"),
        new ExportedWorkload.Headline(
            Codes.METHODS.get(row.getString("calculation_method")),
            row.getDouble("estimated_kwh"),
            row.getDouble("estimated_carbon_kg"),
            row.getDouble("estimated_cost_usd"),
            row.getString("factors_version")));
  }

  private static WorkloadSpec spec(ResultSet row) throws SQLException {
    return new WorkloadSpec(
        row.getDouble("model_size_gb"),
        row.getInt("num_gpus"),
        row.getString("gpu_type"),
        row.getDouble("duration_hours"),
        row.getBoolean("utilization_stated")
            ? number(row, "utilization_pct")
            : OptionalDouble.empty(),
        row.getBoolean("used_smart_agent"),
        text(row, "method").map(Codes.METHODS::get),
        text(row, "workload_type").map(Codes.WORKLOAD_TYPES::get),
        new StatedSite(
            text(row, "region"),
            number(row, "pue"),
            number(row, "grid_kg_per_kwh"),
            number(row, "usd_per_kwh")),
        new Labels(
            text(row, "notes"),
            text(row, "project"),
            text(row, "external_id"),
            time(row, "started_at")));
  }

  private static Estimate estimate(ResultSet row) throws SQLException {
    return EstimateJson.read(
        row.getString("estimate"),
        new EstimateJson.Headline(
            row.getDouble("estimated_kwh"),
            row.getDouble("estimated_carbon_kg"),
            row.getDouble("estimated_cost_usd"),
            row.getString("calculation_method"),
            row.getString("factors_version")));
  }

  private static AgentPart agent(ResultSet row) throws SQLException {
    Optional<String> progress = text(row, "agent_status");
    if (progress.isEmpty()) {
      return AgentPart.NONE;
    }
    AgentState state =
        new AgentState(
            Codes.PROGRESSES.get(progress.get()),
            text(row, "agent_failure").map(Codes.FAILURES::get),
            text(row, "agent_model"));
    return new AgentPart(
        Optional.of(state),
        ChosenInputsJson.read(row.getString("agent_chosen")),
        insights(row),
        Json.readTexts(row.getString("agent_questions")));
  }

  private static Optional<AgentInsights> insights(ResultSet row) throws SQLException {
    String trace = row.getString("agent_reasoning");
    return trace == null
        ? Optional.empty()
        : Optional.of(
            new AgentInsights(
                Json.readTexts(row.getString("agent_optimizations")),
                number(row, "agent_confidence"),
                Json.readTexts(trace)));
  }

  public static HistoryEntry entry(ResultSet row) throws SQLException {
    return new HistoryEntry(
        time(row, "recorded_at").orElseThrow(),
        Codes.EVENTS.get(row.getString("event")),
        Codes.STATUSES.get(row.getString("status")),
        row.getDouble("kwh"),
        row.getDouble("carbon_kg"),
        row.getDouble("cost_usd"),
        Codes.METHODS.get(row.getString("method")));
  }

  public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static OptionalDouble number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
