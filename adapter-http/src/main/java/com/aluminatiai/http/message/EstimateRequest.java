package com.aluminatiai.http.message;

import com.aluminatiai.estimation.Method;
import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a submission that make its estimate; null is what was left out. */
public record EstimateRequest(
    @DecimalMin(value = "0", inclusive = false, message = Rules.MORE_THAN_0)
        @DecimalMax(value = Rules.MILLION, message = Rules.AT_MOST_MILLION)
        Double modelSizeGb,
    @NotNull(message = Rules.REQUIRED)
        @Min(value = 1, message = Rules.WHOLE)
        @Max(value = WorkloadSpec.MOST, message = Rules.AT_MOST_MILLION)
        Long numGpus,
    @NotNull(message = Rules.REQUIRED_TEXT) String gpuType,
    @DecimalMin(value = "0", inclusive = false, message = Rules.MORE_THAN_0)
        @DecimalMax(value = Rules.MILLION, message = Rules.AT_MOST_MILLION)
        Double durationHours,
    @DecimalMin(value = "0", message = Rules.PERCENT)
        @DecimalMax(value = "100", message = Rules.PERCENT)
        Double utilizationPct,
    Method method,
    String region,
    @DecimalMin(value = "1", message = Rules.PUE) @DecimalMax(value = "5", message = Rules.PUE)
        Double pue,
    @DecimalMin(value = "0", message = Rules.GRID) @DecimalMax(value = "5", message = Rules.GRID)
        Double gridKgPerKwh,
    @DecimalMin(value = "0", message = Rules.PRICE)
        @DecimalMax(value = "100", message = Rules.PRICE)
        Double usdPerKwh,
    WorkloadType workloadType,
    StatedFields fields,
    AtSite site) {
  /** The names of all fields. */
  static final Set<String> NAMES =
      Stream.concat(
              Stream.of(
                  "model_size_gb",
                  "num_gpus",
                  "gpu_type",
                  "duration_hours",
                  "utilization_pct",
                  "method",
                  "region",
                  "pue",
                  "grid_kg_per_kwh",
                  "usd_per_kwh",
                  "workload_type"),
              SpecField.ESTIMATING.stream().map(SpecField::code))
          .collect(Collectors.toUnmodifiableSet());

  private static final List<Method> METHODS = List.of(Method.FALLBACK, Method.CALIBRATED);
  private static final Set<String> LABELS =
      Stream.concat(
              Stream.of(
                  "use_smart_agent", "notes", "project", "external_id", "started_at", "status"),
              SpecField.DESCRIBING.stream().map(SpecField::code))
          .collect(Collectors.toUnmodifiableSet());

  /** Takes the fields and adds everything that is wrong with them to the reader's faults. */
  public static EstimateRequest read(
      FieldReader fields, RequestValidator validator, KnownNames names) {
    EstimateRequest request = readWithoutHours(fields, validator, names);
    for (String name : List.of("model_size_gb", "duration_hours")) {
      if (!fields.isGiven(name)) {
        fields.faults().add(fields.prefix() + name, Rules.REQUIRED);
      }
    }
    return request;
  }

  /** Takes the fields as {@link #read} does, except that hours and model size may be missing. */
  static EstimateRequest readWithoutHours(
      FieldReader fields, RequestValidator validator, KnownNames names) {
    EstimateRequest request =
        new EstimateRequest(
            fields.number("model_size_gb", Rules.MORE_THAN_0),
            fields.whole("num_gpus", Rules.WHOLE),
            names.gpu(
                fields.filledText(
                    "gpu_type", WorkloadSpec.MOST_GPU_TYPE_CHARACTERS, Rules.REQUIRED_TEXT)),
            fields.number("duration_hours", Rules.MORE_THAN_0),
            fields.number("utilization_pct", Rules.PERCENT),
            fields.choice("method", METHODS, Method::code),
            fields.text("region", StatedSite.MOST_REGION_CHARACTERS),
            fields.number("pue", Rules.PUE),
            fields.number("grid_kg_per_kwh", Rules.GRID),
            fields.number("usd_per_kwh", Rules.PRICE),
            fields.choice("workload_type", List.of(WorkloadType.values()), WorkloadType::code),
            StatedFields.read(fields, SpecField.ESTIMATING),
            AtSite.NONE);
    validator.check(request, fields.prefix(), fields.faults());
    if (request.region != null) {
      names.regions().check(request.region, fields.prefix() + "region", fields.faults());
    }
    return request.at(
        AtSite.of(
            request.fields.text(SpecField.SITE),
            request.region,
            names,
            fields.prefix() + SpecField.SITE.code(),
            fields.faults()));
  }

  private EstimateRequest at(AtSite where) {
    return new EstimateRequest(
        modelSizeGb,
        numGpus,
        gpuType,
        durationHours,
        utilizationPct,
        method,
        region,
        pue,
        gridKgPerKwh,
        usdPerKwh,
        workloadType,
        fields,
        where);
  }

  /** Reports every field that is no estimating one. */
  public static void refuseOthers(FieldReader fields) {
    fields.refuse(LABELS, "does not enter an estimate; leave it out");
    fields.refuseOthers();
  }

  /** Returns what the caller said of the workload, without labels and agent. */
  public WorkloadSpec toCommand() {
    return site.in(toCommand(durationHours, false, Labels.NONE).with(fields));
  }

  WorkloadSpec toCommand(double hours, boolean useSmartAgent, Labels labels) {
    WorkloadSpec spec =
        ofModel(modelSizeGb == null ? 1 : modelSizeGb, hours, useSmartAgent, labels);
    return modelSizeGb == null ? spec.withoutModelSize() : spec;
  }

  private WorkloadSpec ofModel(double sizeGb, double hours, boolean useSmartAgent, Labels labels) {
    return new WorkloadSpec(
        sizeGb,
        numGpus.intValue(),
        gpuType,
        hours,
        optional(utilizationPct),
        useSmartAgent,
        Optional.ofNullable(method),
        Optional.ofNullable(workloadType),
        new StatedSite(
            Optional.ofNullable(region),
            optional(pue),
            optional(gridKgPerKwh),
            optional(usdPerKwh)),
        labels);
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
