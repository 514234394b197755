package com.aluminatiai.jdbc.row;

import static com.aluminatiai.jdbc.row.ColumnType.BIGINT;
import static com.aluminatiai.jdbc.row.ColumnType.BOOLEAN;
import static com.aluminatiai.jdbc.row.ColumnType.FLOAT;
import static com.aluminatiai.jdbc.row.ColumnType.INTEGER;
import static com.aluminatiai.jdbc.row.ColumnType.JSON;
import static com.aluminatiai.jdbc.row.ColumnType.JSONB;
import static com.aluminatiai.jdbc.row.ColumnType.TEXT;
import static com.aluminatiai.jdbc.row.ColumnType.TIME;
import static com.aluminatiai.jdbc.row.ColumnType.UUID;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.FieldForm;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.Workload.AgentPart;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of a workload's row that changes with the workload, and what it holds. {@link
 * WorkloadReader} is the way back.
 */
public record WorkloadColumn(String name, ColumnType type, Function<Workload, Object> content) {
  /** What is written once: with the workload's identity. */
  public static final List<WorkloadColumn> FIXED =
      List.of(
          new WorkloadColumn("id", UUID, Workload::id),
          new WorkloadColumn("created_at", TIME, Workload::createdAt));

  /** What is written with each revision. */
  public static final List<WorkloadColumn> CHANGING =
      Stream.of(spec(), labels(), fields(), estimate(), agent()).flatMap(List::stream).toList();

  /** The names of the changing ones that hold nothing in most rows. */
  public static final Set<String> SELDOM =
      Stream.concat(fields().stream(), agent().stream())
          .map(WorkloadColumn::name)
          .collect(Collectors.toUnmodifiableSet());

  private static List<WorkloadColumn> spec() {
    return List.of(
        new WorkloadColumn("updated_at", TIME, Workload::updatedAt),
        new WorkloadColumn("revision", BIGINT, Workload::revision),
        new WorkloadColumn("status", TEXT, workload -> workload.status().code()),
        ofSpec("model_size_gb", FLOAT, WorkloadSpec::modelSizeGb),
        ofSpec("num_gpus", INTEGER, WorkloadSpec::numGpus),
        ofSpec("gpu_type", TEXT, WorkloadSpec::gpuType),
        ofSpec("duration_hours", FLOAT, WorkloadSpec::durationHours),
        ofSpec("hours_counted", BOOLEAN, WorkloadSpec::isClocked),
        new WorkloadColumn("utilization_pct", FLOAT, WorkloadColumn::utilizationPercent),
        ofSpec("utilization_stated", BOOLEAN, spec -> spec.utilizationPercent().isPresent()),
        ofSpec("used_smart_agent", BOOLEAN, WorkloadSpec::useSmartAgent),
        ofSpec("method", TEXT, spec -> spec.method().map(Method::code).orElse(null)),
        ofSpec(
            "workload_type",
            TEXT,
            spec -> spec.workloadType().map(WorkloadType::code).orElse(null)),
        ofSite("region", TEXT, site -> site.region().orElse(null)),
        ofSite("pue", FLOAT, site -> orNull(site.pue())),
        ofSite("grid_kg_per_kwh", FLOAT, site -> orNull(site.gridKgPerKwh())),
        ofSite("usd_per_kwh", FLOAT, site -> orNull(site.usdPerKwh())));
  }

  private static List<WorkloadColumn> labels() {
    return List.of(
        ofLabels("notes", TEXT, labels -> labels.notes().orElse(null)),
        ofLabels("project", TEXT, labels -> labels.project().orElse(null)),
        ofLabels("external_id", TEXT, labels -> labels.externalId().orElse(null)),
        ofLabels("started_at", TIME, labels -> labels.startedAt().orElse(null)));
  }

  private static List<WorkloadColumn> fields() {
    return Stream.of(SpecField.values())
        .map(field -> ofSpec(field.code(), type(field), spec -> field.of(spec).orElse(null)))
        .toList();
  }

  private static ColumnType type(SpecField field) {
    FieldForm form = field.form();
    if (form instanceof FieldForm.Decimal) {
      return FLOAT;
    }
    if (form instanceof FieldForm.Whole) {
      return BIGINT;
    }
    if (form instanceof FieldForm.Flag) {
      return BOOLEAN;
    }
    return form instanceof FieldForm.Time ? TIME : TEXT;
  }

  private static List<WorkloadColumn> estimate() {
    return List.of(
        new WorkloadColumn("estimated_kwh", FLOAT, workload -> workload.estimate().kwh()),
        new WorkloadColumn(
            "estimated_carbon_kg", FLOAT, workload -> workload.estimate().carbonKg()),
        new WorkloadColumn("estimated_cost_usd", FLOAT, workload -> workload.estimate().costUsd()),
        new WorkloadColumn(
            "calculation_method", TEXT, workload -> workload.estimate().method().code()),
        new WorkloadColumn(
            "factors_version", TEXT, workload -> workload.estimate().factorsVersion()),
        new WorkloadColumn("gpu_key", TEXT, Workload::gpuKey),
        new WorkloadColumn("estimate", JSON, workload -> EstimateJson.write(workload.estimate())),
        new WorkloadColumn(
            "warnings", JSON, workload -> Json.writeTextsOrNull(workload.estimateWarnings())));
  }

  private static List<WorkloadColumn> agent() {
    return List.of(
        ofAgent(
            "agent_status", TEXT, part -> part.state().map(s -> s.progress().code()).orElse(null)),
        ofAgent(
            "agent_failure",
            TEXT,
            part ->
                part.state()
                    .flatMap(AgentState::failure)
                    .map(AgentState.Failure::code)
                    .orElse(null)),
        ofAgent("agent_model", TEXT, part -> part.state().flatMap(AgentState::model).orElse(null)),
        ofAgent("agent_chosen", JSONB, part -> ChosenInputsJson.write(part.chosen())),
        ofAgent(
            "agent_optimizations",
            JSONB,
            part -> part.insights().map(i -> Json.writeTexts(i.optimizations())).orElse(null)),
        ofAgent(
            "agent_confidence",
            FLOAT,
            part -> orNull(part.insights().map(AgentInsights::confidence))),
        ofAgent(
            "agent_reasoning",
            JSONB,
            part -> part.insights().map(i -> Json.writeTexts(i.reasoningTrace())).orElse(null)),
        ofAgent("agent_questions", JSONB, part -> Json.writeTextsOrNull(part.questions())));
  }

  private static WorkloadColumn ofSpec(
      String name, ColumnType type, Function<WorkloadSpec, Object> content) {
    return new WorkloadColumn(name, type, workload -> content.apply(workload.spec()));
  }

  private static WorkloadColumn ofSite(
      String name, ColumnType type, Function<StatedSite, Object> content) {
    return ofSpec(name, type, spec -> content.apply(spec.site()));
  }

  private static WorkloadColumn ofLabels(
      String name, ColumnType type, Function<Labels, Object> content) {
    return ofSpec(name, type, spec -> content.apply(spec.labels()));
  }

  private static WorkloadColumn ofAgent(
      String name, ColumnType type, Function<AgentPart, Object> content) {
    return new WorkloadColumn(name, type, workload -> content.apply(workload.agent()));
  }

  /** What was stated, else what was computed with. */
  private static double utilizationPercent(Workload workload) {
    return workload
        .spec()
        .utilizationPercent()
        .orElse(workload.estimate().assumptions().utilizationPercent());
  }

  private static Double orNull(OptionalDouble number) {
    return number.isPresent() ? number.getAsDouble() : null;
  }

  private static Double orNull(Optional<OptionalDouble> number) {
    return orNull(number.orElse(OptionalDouble.empty()));
  }
}
