package com.aluminatiai.jdbc.row;

import com.aluminatiai.estimation.Estimate;
import com.aluminatiai.jdbc.row.WorkloadSigns.Signs;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.ApiKey;
import com.aluminatiai.workload.Details;
import com.aluminatiai.workload.ExportedWorkload;
import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.JobClock;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.SpecValues;
import com.aluminatiai.workload.Status;
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
          .collect(Collectors.joining(", ", "", ", " + WorkloadSigns.SELECTED));

  /** The columns that {@link #exported} reads. */
  static final String EXPORTED =
      "id, created_at, updated_at, status, model_size_gb, num_gpus, gpu_type, duration_hours,"
          + " hours_counted, utilization_pct, utilization_stated, used_smart_agent, method,"
          + " workload_type, region, pue, grid_kg_per_kwh, usd_per_kwh, notes, project,"
          + " external_id, started_at, estimated_kwh, estimated_carbon_kg, estimated_cost_usd,"
          + " calculation_method, factors_version, "
          + StatedFields.SELECTED
          + ", "
          + WorkloadSigns.SELECTED_OF_RUNNING;

  private static final int FIRST_YEAR = 1970;
  private static final int LAST_YEAR = 9999;

  private WorkloadReader() {}

  /**
   * Reads a workload.
   *
   * @throws UnreadableRowException if the row breaks what the record promises
   */
  public static Workload workload(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    try {
      return workload(row, id);
    } catch (RuntimeException e) {
      throw new UnreadableRowException("workload " + id, e);
    }
  }

  private static Workload workload(ResultSet row, UUID id) throws SQLException {
    Estimate estimate = estimate(row);
    return new Workload(
        id,
        time(row, "created_at").orElseThrow(),
        time(row, "updated_at").orElseThrow(),
        row.getLong("revision"),
        Codes.named("status", row.getString("status"), Codes.STATUSES),
        spec(row, estimate),
        estimate,
        agent(row),
        Json.readTexts(row.getString("warnings")),
        WorkloadSigns.read(row).map(Signs::pulse));
  }

  /**
   * Reads a workload as an export shows it.
   *
   * @throws UnreadableRowException if the row breaks what the record promises
   */
  public static ExportedWorkload exported(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    try {
      return exported(row, id);
    } catch (RuntimeException e) {
      throw new UnreadableRowException("workload " + id, e);
    }
  }

  /** A job that is running is shown as it is at the moment of reading. */
  private static ExportedWorkload exported(ResultSet row, UUID id) throws SQLException {
    Status status = Codes.named("status", row.getString("status"), Codes.STATUSES);
    Optional<Signs> signs = WorkloadSigns.read(row).filter(heard -> status == Status.RUNNING);
    WorkloadSpec spec = StatedFields.with(outline(row), row);
    WorkloadSpec seen =
        signs.isPresent()
            ? JobClock.specAt(status, spec, signs.map(Signs::pulse), signs.get().readAt())
            : spec;
    if (seen.equals(spec)) {
      signs = Optional.empty(); // Its figures are those that are stored, to the last bit.
    }
    return new ExportedWorkload(
        id,
        time(row, "created_at").orElseThrow(),
        time(row, "updated_at").orElseThrow(),
        status,
        seen,
        new ExportedWorkload.Headline(
            Codes.named("calculation_method", row.getString("calculation_method"), Codes.METHODS),
            figure(row, "estimated_kwh", signs.map(Signs::kwhPerHour), seen),
            figure(row, "estimated_carbon_kg", signs.map(Signs::carbonKgPerHour), seen),
            figure(row, "estimated_cost_usd", signs.map(Signs::costUsdPerHour), seen),
            row.getString("factors_version")));
  }

  private static double figure(
      ResultSet row, String column, Optional<Double> perHour, WorkloadSpec seen)
      throws SQLException {
    return perHour.isPresent() ? perHour.get() * seen.durationHours() : figure(row, column);
  }

  /** What nobody stated is kept with the figures that follow from it. */
  private static WorkloadSpec spec(ResultSet row, Estimate estimate) throws SQLException {
    WorkloadSpec spec = outline(row).with((SpecValues<SQLException>) field -> value(row, field));
    return estimate.derived().isPresent()
        ? spec.withInferred(estimate.derived().get().inferred())
        : spec;
  }

  private static Optional<?> value(ResultSet row, SpecField field) throws SQLException {
    FieldForm form = field.form();
    String column = field.code();
    if (form instanceof FieldForm.Time) {
      return time(row, column);
    }
    Object value;
    if (form instanceof FieldForm.Decimal) {
      value = row.getDouble(column);
    } else if (form instanceof FieldForm.Whole) {
      value = row.getLong(column);
    } else if (form instanceof FieldForm.Flag) {
      value = row.getBoolean(column);
    } else {
      return text(row, column);
    }
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  private static WorkloadSpec outline(ResultSet row) throws SQLException {
    return new WorkloadSpec(
        row.getDouble("model_size_gb"),
        row.getInt("num_gpus"),
        row.getString("gpu_type"),
        row.getDouble("duration_hours"),
        row.getBoolean("utilization_stated")
            ? number(row, "utilization_pct")
            : OptionalDouble.empty(),
        row.getBoolean("used_smart_agent"),
        text(row, "method").map(code -> Codes.named("method", code, Codes.METHODS)),
        text(row, "workload_type")
            .map(code -> Codes.named("workload_type", code, Codes.WORKLOAD_TYPES)),
        new StatedSite(
            text(row, "region"),
            number(row, "pue"),
            number(row, "grid_kg_per_kwh"),
            number(row, "usd_per_kwh")),
        new Labels(
            text(row, "notes"),
            text(row, "project"),
            text(row, "external_id"),
            time(row, "started_at")),
        Details.NONE,
        row.getBoolean("hours_counted"));
  }

  private static Estimate estimate(ResultSet row) throws SQLException {
    return EstimateJson.read(
        row.getString("estimate"),
        new EstimateJson.Headline(
            figure(row, "estimated_kwh"),
            figure(row, "estimated_carbon_kg"),
            figure(row, "estimated_cost_usd"),
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
            Codes.named("agent_status", progress.get(), Codes.PROGRESSES),
            text(row, "agent_failure")
                .map(code -> Codes.named("agent_failure", code, Codes.FAILURES)),
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

  /**
   * Reads an entry of a history.
   *
   * @throws UnreadableRowException if the row breaks what the record promises
   */
  public static HistoryEntry entry(ResultSet row) throws SQLException {
    try {
      return readEntry(row);
    } catch (RuntimeException e) {
      throw new UnreadableRowException(
          "entry " + row.getLong("revision") + " of workload " + row.getString("workload_id"), e);
    }
  }

  private static HistoryEntry readEntry(ResultSet row) throws SQLException {
    return new HistoryEntry(
        time(row, "recorded_at").orElseThrow(),
        Codes.named("event", row.getString("event"), Codes.EVENTS),
        Codes.named("status", row.getString("status"), Codes.STATUSES),
        figure(row, "kwh"),
        figure(row, "carbon_kg"),
        figure(row, "cost_usd"),
        Codes.named("method", row.getString("method"), Codes.METHODS));
  }

  /**
   * Reads an API key.
   *
   * @throws UnreadableRowException if the row breaks what the record promises
   */
  public static ApiKey apiKey(ResultSet row) throws SQLException {
    UUID id = row.getObject("id", UUID.class);
    try {
      return new ApiKey(
          id,
          row.getString("name"),
          row.getObject("user_id", UUID.class),
          time(row, "created_at").orElseThrow(),
          time(row, "last_used_at"));
    } catch (RuntimeException e) {
      throw new UnreadableRowException("key " + id, e);
    }
  }

  /**
   * Reads a time. PostgreSQL's infinity is none.
   *
   * @throws IllegalArgumentException if it is out of the years that can be written
   */
  public static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? Optional.empty() : Optional.of(inYears(column, time));
  }

  static Instant inYears(String column, OffsetDateTime time) {
    if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
      throw new IllegalArgumentException(
          column + " must be within the years " + FIRST_YEAR + ".." + LAST_YEAR);
    }
    return time.toInstant();
  }

  private static double figure(ResultSet row, String column) throws SQLException {
    return Json.figure(column, row.getDouble(column));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }

  private static OptionalDouble number(ResultSet row, String column) throws SQLException {
    double number = row.getDouble(column);
    return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
