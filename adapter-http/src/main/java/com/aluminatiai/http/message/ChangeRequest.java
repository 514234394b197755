package com.aluminatiai.http.message;

import com.aluminatiai.estimation.WorkloadType;
import com.aluminatiai.http.wire.ApiException;
import com.aluminatiai.http.wire.ErrorCode;
import com.aluminatiai.http.wire.Faults;
import com.aluminatiai.http.wire.FieldReader;
import com.aluminatiai.http.wire.JsonValue;
import com.aluminatiai.http.wire.Rules;
import com.aluminatiai.workload.Change;
import com.aluminatiai.workload.Measurement;
import com.aluminatiai.workload.SpecFacts;
import com.aluminatiai.workload.SpecField;
import com.aluminatiai.workload.Status;
import com.aluminatiai.workload.WorkloadChange;
import com.aluminatiai.workload.WorkloadSpec;
import com.aluminatiai.workload.WorkloadSpec.Labels;
import com.aluminatiai.workload.WorkloadSpec.StatedSite;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The body of a change; null is what was left out or, where {@code cleared} names it, cleared. */
public record ChangeRequest(
    Status status,
    @DecimalMin(value = "0", inclusive = false, message = Rules.MORE_THAN_0)
        @DecimalMax(value = Rules.MILLION, message = Rules.AT_MOST_MILLION)
        Double durationHours,
    @DecimalMin(value = "0", message = Rules.PERCENT)
        @DecimalMax(value = "100", message = Rules.PERCENT)
        Double utilizationPct,
    String notes,
    String project,
    @DecimalMin(value = "0", message = Rules.MEASURED)
        @DecimalMax(value = "1000000000000", message = Rules.MEASURED)
        Double measuredKwh,
    Set<String> cleared,
    @Min(value = 1, message = Rules.WHOLE)
        @Max(value = WorkloadSpec.MOST, message = Rules.AT_MOST_MILLION)
        Long numGpus,
    String gpuType,
    String region,
    WorkloadType workloadType,
    Instant startedAt,
    StatedFields facts) {
  /** Facts that a change may put right, of those that every way in and out treats alike. */
  private static final Set<SpecField> FACTS =
      EnumSet.of(SpecField.ENDED_AT, SpecField.GPU_WATTS, SpecField.MEASURED_BOUNDARY);

  private static final Set<String> FIXED =
      Stream.concat(
              Stream.of(
                  "model_size_gb",
                  "use_smart_agent",
                  "method",
                  "pue",
                  "grid_kg_per_kwh",
                  "usd_per_kwh",
                  "external_id"),
              Stream.of(SpecField.values())
                  .filter(field -> field != SpecField.MEASURED_KWH && !FACTS.contains(field))
                  .map(SpecField::code))
          .collect(Collectors.toUnmodifiableSet());

  /**
   * Reads a body.
   *
   * @throws ApiException with everything that is wrong with the request
   */
  public static ChangeRequest read(
      JsonValue.Fields body, Faults faults, RequestValidator validator, KnownNames names) {
    FieldReader fields = new FieldReader(body, "", faults);
    ChangeRequest request =
        new ChangeRequest(
            fields.choice("status", List.of(Status.values()), Status::code),
            fields.number("duration_hours", Rules.MORE_THAN_0),
            fields.number("utilization_pct", Rules.PERCENT),
            fields.text("notes", Labels.MOST_NOTES_CHARACTERS),
            fields.filledText("project", Labels.MOST_PROJECT_CHARACTERS, Rules.NOT_BLANK),
            fields.number("measured_kwh", Rules.MEASURED),
            Stream.of("notes", "project", "measured_kwh")
                .filter(fields::isNull)
                .collect(Collectors.toSet()),
            fields.whole("num_gpus", Rules.WHOLE),
            names.gpu(
                fields.filledText(
                    "gpu_type", WorkloadSpec.MOST_GPU_TYPE_CHARACTERS, Rules.REQUIRED_TEXT)),
            fields.text("region", StatedSite.MOST_REGION_CHARACTERS),
            fields.choice("workload_type", List.of(WorkloadType.values()), WorkloadType::code),
            fields.time("started_at"),
            StatedFields.read(fields, FACTS));
    validator.check(request, "", fields.faults());
    if (request.region != null) {
      names.regions().check(request.region, "region", fields.faults());
    }
    fields.refuse(FIXED, "cannot be changed; submit the workload anew");
    fields.refuseOthers();
    faults.throwIfAny();
    if (request.isEmpty()) {
      throw ApiException.of(
          ErrorCode.VALIDATION_ERROR,
          "Give at least one of status, duration_hours, utilization_pct, notes, project, measured_kwh,"
              + " measured_boundary, started_at, ended_at, gpu_watts, num_gpus, gpu_type, region and"
              + " workload_type.");
    }
    return request;
  }

  private boolean isEmpty() {
    return cleared.isEmpty()
        && facts.values().isEmpty()
        && Stream.of(
                status,
                durationHours,
                utilizationPct,
                notes,
                project,
                measuredKwh,
                numGpus,
                gpuType,
                region,
                workloadType,
                startedAt)
            .allMatch(field -> field == null);
  }

  public WorkloadChange toCommand() {
    return new WorkloadChange(
        Optional.ofNullable(status),
        optional(durationHours),
        optional(utilizationPct),
        change("notes", notes),
        change("project", project),
        change("measured_kwh", measuredKwh),
        specFacts());
  }

  private SpecFacts specFacts() {
    return new SpecFacts(
        Optional.ofNullable(startedAt),
        facts.time(SpecField.ENDED_AT),
        facts.number(SpecField.GPU_WATTS),
        numGpus == null ? OptionalInt.empty() : OptionalInt.of(numGpus.intValue()),
        Optional.ofNullable(gpuType),
        Optional.ofNullable(region),
        Optional.ofNullable(workloadType),
        facts.word(SpecField.MEASURED_BOUNDARY, Measurement.Boundary::find));
  }

  private <T> Change<T> change(String name, T content) {
    if (content != null) {
      return new Change.Set<>(content);
    }
    return cleared.contains(name) ? new Change.Clear<>() : new Change.Keep<>();
  }

  private static OptionalDouble optional(Double number) {
    return number == null ? OptionalDouble.empty() : OptionalDouble.of(number);
  }
}
