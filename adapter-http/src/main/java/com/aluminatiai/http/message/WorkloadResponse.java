package com.aluminatiai.http.message;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.http.wire.JsonWriter;
import com.aluminatiai.workload.AgentInsights;
import com.aluminatiai.workload.AgentState;
import com.aluminatiai.workload.HistoryEntry;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.Workload;
import com.aluminatiai.workload.WorkloadSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes workloads. */
public final class WorkloadResponse {
  /** What a submission says of utilization that leaves it out, by the API's definition. */
  private static final double DEFAULT_UTILIZATION_PERCENT = 80;

  private WorkloadResponse() {}

  /** Returns the answer to a submission. */
  public static String submitted(Workload workload, String message, List<String> moreWarnings) {
    List<String> warnings = new ArrayList<>(moreWarnings);
    warnings.addAll(workload.warnings());
    return JsonWriter.write(
        json -> {
          json.text("id", workload.id().toString())
              .text("message", message)
              .object("estimates", inner -> EstimateResponse.write(inner, workload.estimate()))
              .object(
                  "workload",
                  inner -> {
                    writeSpec(inner, workload.spec());
                    inner
                        .text("status", workload.status().code())
                        .time("created_at", workload.createdAt())
                        .time("updated_at", workload.updatedAt());
                  });
          EstimateResponse.writeDerived(json, workload.estimate());
          writeAgent(json, workload);
          EstimateResponse.writeWarnings(json, warnings);
        });
  }

  /** Returns the answer to a change. */
  public static byte[] changed(Workload workload, String message) {
    return JsonWriter.utf8(
        json -> {
          json.text("id", workload.id().toString())
              .text("status", workload.status().code())
              .time("updated_at", workload.updatedAt())
              .text("message", message)
              .object("estimates", inner -> EstimateResponse.write(inner, workload.estimate()));
          EstimateResponse.writeDerived(json, workload.estimate());
          EstimateResponse.writeWarnings(json, workload.warnings());
        });
  }

  /** Returns the answer to a report of a job. */
  public static byte[] heard(Workload workload, Optional<Instant> nextBefore) {
    return JsonWriter.utf8(
        json -> {
          json.text("id", workload.id().toString()).text("status", workload.status().code());
          writeHours(json, workload.spec());
          json.object("estimates", inner -> EstimateResponse.write(inner, workload.estimate()))
              .textOrNull("next_before", nextBefore.map(Instant::toString));
        });
  }

  /** Writes the fields of a workload that was asked for. */
  public static void write(JsonWriter json, Workload workload) {
    json.text("id", workload.id().toString())
        .time("created_at", workload.createdAt())
        .time("updated_at", workload.updatedAt())
        .text("status", workload.status().code())
        .textOrNull("notes", workload.spec().labels().notes())
        .inputOrNull("measured_kwh", workload.measuredKwh())
        .text(
            "measured_boundary",
            workload.spec().measurement().map(measured -> measured.boundary().code()))
        .object("workload", inner -> writeSpec(inner, workload.spec()))
        .object("estimates", inner -> EstimateResponse.write(inner, workload.estimate()));
    EstimateResponse.writeDerived(json, workload.estimate());
    writeAgent(json, workload);
    EstimateResponse.writeWarnings(json, workload.warnings());
  }

  /** Writes the fields of a workload that is not stored. */
  public static void writeUnstored(JsonWriter json, Workload workload) {
    json.text("status", workload.status().code())
        .object("workload", inner -> writeSpec(inner, workload.spec()))
        .object("estimates", inner -> EstimateResponse.write(inner, workload.estimate()));
    EstimateResponse.writeDerived(json, workload.estimate());
    EstimateResponse.writeWarnings(json, workload.warnings());
  }

  /** Writes {@code history}. */
  public static void writeHistory(JsonWriter json, List<HistoryEntry> history) {
    json.objects(
        "history",
        history,
        (item, entry) ->
            item.time("timestamp", entry.timestamp())
                .text("event", entry.event().code())
                .text("status", entry.status().code())
                .object(
                    "estimates",
                    inner ->
                        inner
                            .computed("kwh", entry.kwh())
                            .computed("carbon_kg", entry.carbonKg())
                            .computed("cost_usd", entry.costUsd())
                            .text("calculation_method", entry.method().code())));
  }

  private static void writeSpec(JsonWriter json, WorkloadSpec spec) {
    json.inputOrNull("model_size_gb", spec.statedModelSizeGb())
        .whole("num_gpus", spec.numGpus())
        .text("gpu_type", spec.gpuType());
    writeHours(json, spec);
    json.input("utilization_pct", spec.utilizationPercent().orElse(DEFAULT_UTILIZATION_PERCENT))
        .flag("use_smart_agent", spec.useSmartAgent())
        .text("notes", spec.labels().notes())
        .text("method", spec.method().map(Method::code))
        .text("region", spec.site().region())
        .input("pue", spec.site().pue())
        .input("grid_kg_per_kwh", spec.site().gridKgPerKwh())
        .input("usd_per_kwh", spec.site().usdPerKwh())
        .text("workload_type", spec.workloadType().map(WorkloadType::code))
        .text("project", spec.labels().project())
        .text("external_id", spec.labels().externalId());
    spec.labels().startedAt().ifPresent(time -> json.time("started_at", time));
    for (SpecField field : SpecField.values()) {
      field.of(spec).ifPresent(value -> write(json, field.code(), value));
    }
  }

  /** Hours that are counted are a result; declared ones stand as they were declared. */
  private static void writeHours(JsonWriter json, WorkloadSpec spec) {
    if (spec.isClocked() || spec.work().isDerived()) {
      json.computed("duration_hours", spec.durationHours());
    } else {
      json.input("duration_hours", spec.durationHours());
    }
  }

  private static void write(JsonWriter json, String name, Object value) {
    if (value instanceof Double number) {
      json.input(name, number);
    } else if (value instanceof Long number) {
      json.whole(name, number);
    } else if (value instanceof Boolean flag) {
      json.flag(name, flag);
    } else if (value instanceof Instant time) {
      json.time(name, time);
    } else {
      json.text(name, (String) value);
    }
  }

  private static void writeAgent(JsonWriter json, Workload workload) {
    workload
        .agent()
        .state()
        .ifPresent(
            state ->
                json.object(
                    "agent",
                    inner ->
                        inner
                            .text("status", state.progress().code())
                            .text("reason", state.failure().map(AgentState.Failure::code))
                            .text("model", state.model())));
    workload
        .agent()
        .insights()
        .ifPresent(insights -> json.object("agent_insights", inner -> write(inner, insights)));
  }

  private static void write(JsonWriter json, AgentInsights insights) {
    json.texts("optimizations", insights.optimizations());
    insights.confidence().ifPresent(share -> json.assumption("confidence", share));
    json.texts("reasoning_trace", insights.reasoningTrace());
  }
}
